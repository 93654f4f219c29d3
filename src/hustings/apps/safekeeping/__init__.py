"""Copies, erasure, and all that is held on one person."""
