"""What the answers at a door mean."""
