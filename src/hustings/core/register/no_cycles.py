"""Reading much without looking for circles meanwhile.

A register gives rise to half a million small values, none of which refers back to another. Python looks for values that
refer to one another in a circle again and again as they become more; here that would be a third of the time, for nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Do not look for circles meanwhile; afterwards as before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
