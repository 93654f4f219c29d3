"""What people type about campaigns, turned into values."""
