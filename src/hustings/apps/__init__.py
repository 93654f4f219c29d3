"""The Django apps: they keep what the core works out."""
