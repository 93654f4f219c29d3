"""The `hustings` command. One module per verb."""

import os

from hustings.cli.main import main

__all__ = ["main"]

# Our matrices are small: threads that share one wait for one another, and take twice the processor's time for it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
