"""Both ways of reading the same file: the standard library's, and with compiled help (the extra `fast`)."""

import os
from io import BytesIO
from pathlib import Path

import pytest

from hustings.core.counting.compiled.loading import is_installed
from hustings.core.counting.files.faults import FileFault
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.files.reading import Read, read_poll
from hustings.core.counting.poll import Poll
from tests.settings import BASE

FOLDER = Path(BASE) / "machine-code"
"""Shared by all processes and kept from run to run, as compiling takes seconds."""


def needed() -> None:
    """Skip where numba is missing; where everything must be there, fail."""
    if is_installed():
        return
    if os.environ.get("CI") == "true":
        pytest.fail("numba is missing: make install brings it")
    pytest.skip("numba (the extra fast) is not installed")


def read_compiled(content: bytes) -> Read:
    return read_poll(BytesIO(content), "file", Asked(machine_code=FOLDER))


def read_plainly(content: bytes) -> Read:
    return read_poll(BytesIO(content), "file")


def both(content: bytes) -> tuple[Poll, Poll]:
    """The poll read plainly and the same with compiled help."""
    return read_plainly(content).poll, read_compiled(content).poll


def told(content: bytes, *, compiled: bool) -> object:
    """All that comes of a file: what was read and said of it, or the fault."""
    try:
        read = (read_compiled if compiled else read_plainly)(content)
    except FileFault as fault:
        return str(fault)
    return read.poll, read.told, read.notes
