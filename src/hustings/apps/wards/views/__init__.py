"""Pages about a campaign's own ward and box results."""
