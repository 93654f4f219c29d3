"""The tests of this folder share the home's keys, copies and files with one another: one file at a time."""

from collections.abc import Iterator

import fasteners
import pytest

from hustings.engine.home import folder


@pytest.fixture(scope="module", autouse=True)
def alone_in_the_home() -> Iterator[None]:
    with fasteners.InterProcessLock(str(folder("journal-tests") / "lock")):
        yield
