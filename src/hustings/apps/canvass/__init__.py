"""Visits: what was asked, what was answered, with whose consent; walk sheets and their return."""
