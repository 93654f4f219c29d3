"""What phones and organisers see of the doorstep."""
