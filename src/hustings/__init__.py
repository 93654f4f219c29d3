"""Hustings: the election office of a candidate without a party machine."""
