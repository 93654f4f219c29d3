"""Pages about doors of our own, and about people who wait to be found on the register."""
