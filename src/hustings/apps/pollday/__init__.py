"""Polling day: tellers' marks, who is still to be knocked up."""
