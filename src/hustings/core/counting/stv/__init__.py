"""The single transferable vote, law by law."""
