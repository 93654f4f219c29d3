"""Reads of the canvass for those who lead it, each in a fixed number of queries."""
