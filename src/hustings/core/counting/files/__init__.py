"""Files of ballot papers in, a poll out, and back: one module for each layout."""
