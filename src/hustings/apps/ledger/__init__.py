"""Append-only events from doors, tellers and boxes: one envelope, many kinds."""
