"""The invented campaign that a new server shows."""
