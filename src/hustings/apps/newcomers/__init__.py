"""Newcomers: whom we met and which doors we had before the register told who and where they are."""
