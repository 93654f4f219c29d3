"""Mutation testing: one small change in the code at a time, which the tests must notice."""
