"""Pages of slates."""
