"""Pages for whoever holds a token, and what a token opens."""
