"""Files from a council: what they would change, and then the change itself."""
