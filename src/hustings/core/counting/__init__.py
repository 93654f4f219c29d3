"""Counting votes: a poll and a rule set go in, a record of every stage comes out."""
