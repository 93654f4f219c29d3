"""The declared result, and the objectives met."""
