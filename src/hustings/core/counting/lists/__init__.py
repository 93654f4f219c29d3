"""Seats shared among lists: by divisors, by largest remainders, and beside constituency seats."""
