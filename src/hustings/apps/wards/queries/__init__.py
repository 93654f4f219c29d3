"""Reads of a campaign's own ward and box results."""
