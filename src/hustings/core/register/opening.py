"""A file that breaks while it is read says so politely.

ZIPs and workbooks come damaged, cut short or under a password, and each library stumbles in ways of its own. Whatever it
is, the person is told which file is broken and what to do.
"""

import struct
import zipfile
import zlib
from types import TracebackType

from hustings.core.register.tables import UnreadableFile

STUMBLES: tuple[type[BaseException], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)


class WhileOpen:
    """While a file is open: whatever is broken in it becomes an `UnreadableFile` that says `says`.

    `also` are errors of a reader's own. The workbooks' reader is a compiled library; on some broken files it panics, and its
    panic is no ordinary exception.
    """

    def __init__(
        self, name: str, says: str, also: tuple[type[BaseException], ...] = ()
    ) -> None:
        self._name = name
        self._says = says
        self._expected = STUMBLES + also

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None or issubclass(kind, UnreadableFile):
            return
        if issubclass(kind, self._expected) or kind.__name__ == "PanicException":
            raise UnreadableFile(self._name, self._says) from problem
