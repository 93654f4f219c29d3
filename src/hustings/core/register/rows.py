"""One row of a council's file, whichever supplier's program wrote it.

Every supplier sets the register out in its own columns. Once read, a row is the same for all of them: who (elector number
and name), where (address and postcode), with which rights (marker, date of coming of age), and what the row asks of us:
stand on the register, be added, amended or closed. Rows that could not be read are kept beside them, with what was found
and what was expected, so that a person can mend them and send them again.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hustings.core.elections.franchise import ANONYMOUS, letters_of
from hustings.core.register.addresses import NO_HINTS, Hints
from hustings.core.register.numbers import ElectorNumber


class Family(StrEnum):
    """Whose way of setting out the register a file follows."""

    XPRESS = "xpress"
    EROS = "eros"
    IDOX_POSITIONAL = "idox-positional"
    DEMOCRACY_COUNTS = "democracy-counts"
    GLASGOW = "glasgow"
    MAPPED = "mapped"


SUPPLIERS = {
    Family.XPRESS: "Xpress",
    Family.EROS: "Idox Eros",
    Family.IDOX_POSITIONAL: "Idox Elections",
    Family.DEMOCRACY_COUNTS: "Democracy Counts",
    Family.GLASGOW: "Glasgow",
    Family.MAPPED: "as you described it",
}
"""What people call the supplier of each family."""


class Kind(StrEnum):
    """What a file is: the whole register (of some districts), changes to it, or absent voters."""

    FULL = "full"
    UPDATE = "update"
    ABSENT = "absent"


class Change(StrEnum):
    """What a row asks for. IGNORE: an Xpress entry created and deleted in the same month, which never stood."""

    FULL = "full"
    ADD = "add"
    AMEND = "amend"
    CLOSE = "close"
    IGNORE = "ignore"


class DateLabel(StrEnum):
    """What the heading of the attainer's column says its date is; the date itself may say otherwise."""

    BIRTH = "birth"
    ATTAINMENT = "attainment"
    UNKNOWN = "unknown"


class AbsentKind(StrEnum):
    """How an absent voter votes: by post, through a proxy, or through a proxy who votes by post (RPR 2001 reg 61)."""

    POSTAL = "postal"
    PROXY = "proxy"
    PROXY_POSTAL = "proxy_postal"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One elector as one row of a register or an update gives them.

    `address` has the lines without the postcode, empty for overseas, anonymous and other electors without address.
    `marker` is the franchise letters as written. `attainer_date` may be of birth or of attainment, whatever
    `date_label` says; `attainer_text` is what stands in its place where that is no date. `authority` is the council's name where the file itself says it. `file` and `line` say where the
    row stood and are no part of what it says: rows are equal without them.
    """

    number: ElectorNumber
    surname: str = ""
    forenames: str = ""
    title: str = ""
    name_suffix: str = ""
    address: tuple[str, ...] = ()
    postcode: str = ""
    marker: str = ""
    attainer_date: date | None = None
    attainer_text: str = ""
    date_label: DateLabel = field(default=DateLabel.UNKNOWN, compare=False)
    uprn: str = ""
    opted_out: bool = False
    hints: Hints = NO_HINTS
    change: Change = Change.FULL
    authority: str = ""
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

    @property
    def anonymous(self) -> bool:
        """Whether this is an anonymous entry: marked N (RPR 2001 reg 41A), so on no list, walk or search."""
        return ANONYMOUS in letters_of(self.marker)


@dataclass(frozen=True, slots=True)
class AbsentRow:
    """One entry of an absent voters' list. Where the ballot is sent to is sensitive and is not kept at all."""

    number: ElectorNumber
    kind: AbsentKind
    surname: str = ""
    forenames: str = ""
    authority: str = ""
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row that was not read: where it stands, what was found there and what was expected.

    `column` is the heading as the file has it ("" when the row as a whole is at fault), `value` the cell's text, cut
    when long. `cells` is the whole row, for the file to mend and send again.
    """

    file: str
    line: int
    column: str
    value: str
    expected: str
    cells: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}"
        place = f"{where}, {self.column}" if self.column else where
        return f"{place}: {self.value!r} found, {self.expected} expected"


class NotRead(Exception):
    """Inside a reader: one cell is not as expected. It becomes a `Refusal` and never leaves the readers."""

    def __init__(self, column: int | None, value: str, expected: str) -> None:
        super().__init__(expected)
        self.column, self.value, self.expected = column, value, expected
