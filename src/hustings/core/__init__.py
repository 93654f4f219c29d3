"""What we know about elections, in plain Python: no Django, clock, network or hidden randomness."""
