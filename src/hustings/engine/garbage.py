"""How often a process that serves pages looks for garbage."""

import gc


def look_seldom() -> None:
    """What is loaded now lives as long as the process: no collection looks through it again, nor after every 700 objects.

    One that looks through past results as they are kept in memory takes a quarter of a second, and a page waits for it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
