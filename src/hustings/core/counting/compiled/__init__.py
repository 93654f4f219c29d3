"""Compiled help for large counts: the innermost loops of reading and counting, with the same results."""
