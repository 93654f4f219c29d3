"""What one row does to the register.

A row of a full register stands: it adds its elector, amends the one who has the number, or changes nothing. An update
asks for more: to close an elector, or to pass an entry over. An amendment of somebody unknown adds them; the closing of
somebody unknown cannot be carried out, and is told. An absent list marks electors who are there.
"""

from dataclasses import replace

from hustings.core.register.councils import SAY_WHICH
from hustings.core.register.files import RegisterFile, Row
from hustings.core.register.register import Elector, Key, Register, amended, key_of
from hustings.core.register.rows import (
    AbsentKind,
    AbsentRow,
    Change,
    Refusal,
    RegisterRow,
)
from hustings.core.register.tables import Record

ON_THE_REGISTER = "an elector who is on the register"
NAMES = frozenset({"surname", "forenames"})
STRANGER = frozenset({"surname", "address"})
"""What differs when a number belongs to somebody else: a marriage changes the one, a move (by law a new entry) the other."""


def close(register: Register, elector: Elector) -> Elector:
    """Close an elector; nothing is taken out of the register."""
    closed = replace(elector, closed=True, changed=elector.changed | {"closed"})
    register.put(elector.key, closed)
    return closed


class Sheet:
    """One file on the desk: which numbers it has had, and on which line."""

    def __init__(self, register: Register, file: RegisterFile, council: str) -> None:
        self.register, self.file, self.council = register, file, council
        self.carried = file.detected.columns.carried
        self.lines: dict[Key, int] = {}
        self.listed: list[tuple[Key, AbsentKind]] = []
        self.known = 0
        self.strangers = 0
        self.renamed = 0
        """Numbers that another file read in the same go has under another name."""
        self.undated: list[RegisterRow] = []
        """Rows that stand although what is in the attainer's column is no date."""
        self.still_there: list[RegisterRow] = []
        """Rows of entries that never stood, as the file says, and that stand on the register."""

    def judge(self, row: Row, record: Record) -> str | Refusal:
        """What becomes of a row: its fate, or why it cannot stand."""
        council = self._council_of(row)
        key = key_of(council, row.number)
        if isinstance(row, AbsentRow):
            return self._absent(key, row, record)
        if row.change is Change.FULL:
            return self._duplicate(key, record) or self._stands(key, row, council)
        if row.change is Change.CLOSE:
            return self._close(key, row, record)
        if row.change is Change.IGNORE:
            return self._pass_over(key, row)
        return self._stands(key, row, council)

    def repeated(self, row: Row, record: Record) -> str | Refusal:
        """The fate of a row in a file that was applied before: nothing changes; who is still unknown is told again."""
        key = key_of(self._council_of(row), row.number)
        elector = self.register.get(key)
        if isinstance(row, AbsentRow):
            return "unchanged" if elector else self._unknown(record)
        if row.change is Change.FULL:
            return self._duplicate(key, record) or "unchanged"
        if row.change is Change.CLOSE and elector is None:
            return self._unknown(record)
        return "ignored" if row.change is Change.IGNORE else "unchanged"

    def held_back(self, row: Row, record: Record) -> str | Refusal:
        """The fate of a row in a file that waits for a yes."""
        return "ignored"

    def homeless(self, row: Row, record: Record) -> str | Refusal:
        """The fate of a row in a file of which nobody can tell whether it is this council's or that one's."""
        return self._number(record, SAY_WHICH)

    def _council_of(self, row: Row) -> str:
        """Whose elector this is: the file's council, else the one the row names, unless its district stands nameless."""
        if self.council or not row.authority:
            return self.council
        named = self.register.has_district(row.authority, row.number.district)
        nameless = self.register.has_district("", row.number.district)
        return "" if nameless and not named else row.authority

    def _duplicate(self, key: Key, record: Record) -> Refusal | None:
        first = self.lines.setdefault(key, record.line)
        if first == record.line:
            return None
        return self._number(record, f"a number that is not already on line {first}")

    def _unknown(self, record: Record) -> Refusal:
        return self._number(record, ON_THE_REGISTER)

    def _number(self, record: Record, expected: str) -> Refusal:
        at = self.file.detected.columns.index("number")
        return self.file.refusal(record, "number", record.cells[at].strip(), expected)

    def _stands(self, key: Key, row: RegisterRow, council: str) -> str:
        """Add the elector, or amend the one who stands."""
        if row.attainer_text:
            self.undated.append(row)
        elector = self.register.get(key)
        if elector is None:
            self.register.put(key, Elector(council, row))
            return "added"
        self.known += 1
        if elector.closed:
            self._again(key, elector, row)
            return "added"
        now, changed = amended(elector.row, row, self.carried)
        if not changed:
            return "unchanged"
        self.strangers += changed >= STRANGER
        self.renamed += elector.held is None and not NAMES.isdisjoint(changed)
        self.register.put(
            key, replace(elector, row=now, changed=elector.changed | changed)
        )
        return "amended"

    def _again(self, key: Key, elector: Elector, row: RegisterRow) -> None:
        """A closed elector's number is on the register again: the same person comes back, or somebody new has it."""
        now, changed = amended(elector.row, row, self.carried)
        if NAMES & changed:
            self.register.former.append(elector)
            self.register.put(key, Elector(elector.authority, row))
            return
        back = (
            elector.changed - {"closed"}
            if "closed" in elector.changed
            else elector.changed | {"reopened"}
        )
        self.register.put(
            key, replace(elector, row=now, closed=False, changed=back | changed)
        )

    def _pass_over(self, key: Key, row: RegisterRow) -> str:
        """Change nothing; an earlier notice of the same month may have added the elector all the same."""
        elector = self.register.get(key)
        if elector and not elector.closed:
            self.still_there.append(row)
        return "ignored"

    def _close(self, key: Key, row: RegisterRow, record: Record) -> str | Refusal:
        elector = self.register.get(key)
        if elector is None:
            return self._unknown(record)
        if elector.closed:
            return "unchanged"
        self.known += 1
        self.strangers += is_other_surname(elector.row.surname, row.surname)
        close(self.register, elector)
        return "closed"

    def _absent(self, key: Key, row: AbsentRow, record: Record) -> str | Refusal:
        elector = self.register.get(key)
        if elector is None or elector.closed:
            return self._unknown(record)
        self.known += 1
        self.strangers += is_other_surname(elector.row.surname, row.surname)
        self.listed.append((key, row.kind))
        if row.kind in elector.absent:
            return "unchanged"
        self.register.put(
            key,
            replace(
                elector,
                absent=elector.absent | {row.kind},
                changed=elector.changed | {"absent"},
            ),
        )
        return "amended"


def is_other_surname(one: str, other: str) -> bool:
    """Whether two surnames are plainly of two people: both given, and neither part of the other."""
    one, other = one.casefold(), other.casefold()
    return bool(one and other) and one not in other and other not in one
