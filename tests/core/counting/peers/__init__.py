"""The same polls counted by programs of others, in an environment of their own."""
