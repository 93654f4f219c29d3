"""Lists of absent voters: who votes by post, through a proxy, or through a proxy who votes by post.

The law names three lists (RPR 2001 reg 61); councils send them apart or in one file with a column that says which. Only
the number, the name and the kind are kept. The address to which the ballot paper is sent, and who the proxy is, are
sensitive: they are not kept at all.
"""

import re
from collections.abc import Sequence

from hustings.core.register.layouts.mapping import Columns, folded
from hustings.core.register.layouts.names import read_names
from hustings.core.register.layouts.number_reader import NumberReader
from hustings.core.register.layouts.row_reader import trimmed
from hustings.core.register.rows import AbsentKind, AbsentRow, NotRead

DURATION = re.compile(
    r"indefinite|definite|permanent|particular|temporary|term|until|this election",
    re.IGNORECASE,
)
A_KIND = "postal, proxy or proxy postal"
POSTAL = re.compile(r"postal|\bpost\b|\bp\.?v\b", re.IGNORECASE)
PROXY = re.compile(r"prox", re.IGNORECASE)
LETTERS = {
    "p": AbsentKind.POSTAL, "pv": AbsentKind.POSTAL, "po": AbsentKind.POSTAL, "v": AbsentKind.POSTAL,
    "x": AbsentKind.PROXY, "pr": AbsentKind.PROXY, "px": AbsentKind.PROXY,
    "pp": AbsentKind.PROXY_POSTAL, "ppv": AbsentKind.PROXY_POSTAL, "xp": AbsentKind.PROXY_POSTAL,
}  # fmt: skip


def kind_in(text: str) -> AbsentKind | None:
    """The kind of absent voter that a status, a title or a file's name speaks of; None for none of them."""
    if PROXY.search(text):
        return AbsentKind.PROXY_POSTAL if POSTAL.search(text) else AbsentKind.PROXY
    if POSTAL.search(text):
        return AbsentKind.POSTAL
    return LETTERS.get(folded(text))


class AbsentReader:
    """Reads the rows of one absent list. `titles` are what stands above it and its file's name: they may say which list it is."""

    def __init__(
        self,
        columns: Columns,
        districts: Sequence[str] = (),
        titles: Sequence[str] = (),
    ) -> None:
        self._columns = columns
        self._number = NumberReader(columns, districts)
        self._kind = next(
            (kind for title in titles if len(title) > 3 and (kind := kind_in(title))),
            None,
        )

    def __call__(self, raw: Sequence[str], line: int, file: str) -> AbsentRow:
        """The row that the cells make; `NotRead` for cells that make none."""
        cells = [
            *(" ".join(cell.split()) for cell in trimmed(raw, self._columns.width)),
            "",
        ]
        number = self._number(cells)
        surname, forenames, _ = read_names(self._columns, cells)
        authority = cells[self._columns.index("authority")]
        return AbsentRow(
            number, self._kind_of(cells), surname, forenames, authority, file, line
        )

    def _kind_of(self, cells: Sequence[str]) -> AbsentKind:
        """By the row's own status; without one (or one that tells for how long) by the list's title, else by who is named."""
        at = self._columns.index("absent_kind")
        written = cells[at]
        kind = kind_in(written) or self._kind
        if kind:
            return kind
        if written and not DURATION.search(written):
            raise NotRead(at, written, A_KIND)
        return (
            AbsentKind.PROXY
            if cells[self._columns.index("proxy_name")]
            else AbsentKind.POSTAL
        )
