"""Past results in, measures out: what the parties have known for decades."""
