"""The `hustings` command. One module per verb."""

from hustings.cli.main import main

__all__ = ["main"]
