"""The members of a body that holds a ballot: lists of them read, and a roll brought up to date from a list."""
