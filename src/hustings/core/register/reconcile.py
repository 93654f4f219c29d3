"""What council files do to the register: every row accounted for.

Full registers come first, then updates in the order given, then absent lists. Each row that comes in adds an elector,
amends one, closes one, changes nothing, is passed over (an Xpress entry that never stood, an update held back) or is not
read; and the six always add up to the rows that came in. Electors missing from a newer full register are listed beside
the sum and closed only on a person's word; so is an update that is older than one already applied.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from hustings.core.register.councils import tell_apart
from hustings.core.register.editions import AbsentLists, Editions
from hustings.core.register.files import RegisterFile
from hustings.core.register.following import Followed, follow
from hustings.core.register.judging import Sheet, close
from hustings.core.register.no_cycles import no_search_for_cycles
from hustings.core.register.order import is_older, month_name
from hustings.core.register.outcome import (
    FATES,
    NO_CHOICES,
    Choices,
    Counts,
    FileReport,
    Outcome,
)
from hustings.core.register.register import Elector, Register
from hustings.core.register.rows import Family, Kind, Refusal, RegisterRow

__all__ = ["Choices", "Counts", "FileReport", "Outcome", "authorities_of", "reconcile"]

RANK = {Kind.FULL: 0, Kind.UPDATE: 1, Kind.ABSENT: 2}
STRANGERS = 5
"""One stranger in so many known numbers, and a file is likely of another edition of the register."""
FEWEST = 20
"""Known numbers below which strangers say nothing."""
TOLD = 5
"""Lines named in a warning."""


def reconcile(
    files: Iterable[RegisterFile],
    existing: Iterable[Elector] = (),
    choices: Choices = NO_CHOICES,
) -> Outcome:
    """Apply the files to the electors there are, and account for every row."""
    ordered = sorted(files, key=lambda file: RANK[file.kind])
    register = Register(existing)
    is_new = not register
    authorities = authorities_of(ordered, choices, register)
    with no_search_for_cycles():
        desk = _gone_through(ordered, _Desk(register, choices, authorities))
        if is_new and desk.doubtful:
            told = tell_apart(ordered, choices)
            if told.authorities:
                anew = _Desk(Register(), choices, {**authorities, **told.authorities})
                anew.homeless = told.homeless
                anew.warnings.extend(told.warnings)
                desk = _gone_through(ordered, anew)
    return desk.outcome()


def _gone_through(ordered: Iterable[RegisterFile], desk: "_Desk") -> "_Desk":
    for file in ordered:
        if file.kind is not Kind.FULL:
            desk.judge_absences()
        desk.read(file)
    desk.judge_absences()
    return desk


def authorities_of(
    files: Sequence[RegisterFile], choices: Choices, register: Register
) -> dict[str, str]:
    """The council of each file by name: as chosen; else, for a new register, the one that any file names.

    "" leaves it to each row: the council that it names, or none.
    """
    named = {name for file in files for name in file.authorities}
    only = next(iter(named)) if len(named) == 1 and not register else ""
    return {
        file.name: choices.authorities.get(file.name) or choices.authority or only
        for file in files
    }


class _Desk:
    """The desk at which files are gone through: the register so far, and the tally."""

    def __init__(
        self, register: Register, choices: Choices, authorities: Mapping[str, str]
    ) -> None:
        self.register, self.choices, self.authorities = register, choices, authorities
        self.reports: list[FileReport] = []
        self.refusals: list[Refusal] = []
        self.warnings: list[str] = []
        self.digests = set(choices.seen)
        self.months: dict[tuple[str, Family], int] = {}
        self.editions = Editions()
        self.lists = AbsentLists()
        self.carried: dict[str, frozenset[str]] = {}
        self.absences: list[Elector] | None = None
        self.homeless: frozenset[str] = frozenset()
        self.doubtful = False
        """Whether full registers hold so many numbers under other names that they may be of several councils."""

    def read(self, file: RegisterFile) -> None:
        """Go through one file, row by row."""
        council = self.authorities[file.name]
        repeated = file.digest in self.digests
        held_back = not repeated and self._is_late(file, council)
        sheet = Sheet(self.register, file, council)
        if file.lacks:
            columns = ", ".join(f"“{each}”" for each in file.lacks)
            self.warnings.append(
                f"{file.name} has no column {columns}, named by the column mapping: read without."
            )
        homeless = file.name in self.homeless
        judge = sheet.judge
        if repeated or held_back:
            judge = sheet.repeated if repeated else sheet.held_back
        elif homeless:
            judge = sheet.homeless
        fates = Counter[str]()
        rows_in = 0
        for row, record in file.entries(self.register.districts()):
            rows_in += 1
            fate = row if isinstance(row, Refusal) else judge(row, record)
            if isinstance(fate, Refusal):
                self.refusals.append(fate)
                fate = "refused"
            fates[fate] += 1
        counts = Counts(**fates)
        if counts.rows_in != rows_in:
            raise ArithmeticError(
                f"{file.name}: {rows_in} rows came in, {counts} went out"
            )
        if not (repeated or held_back or homeless):
            self._applied(file, council, sheet)
        self.reports.append(
            _report(file, counts, held_back=held_back, repeated=repeated)
        )

    def _is_late(self, file: RegisterFile, council: str) -> bool:
        """Whether an update is older than one already applied, and nobody has said yes to that; told either way."""
        last = self._last_month(file, council)
        if file.month is None or last is None or not is_older(file.month, last):
            return False
        told = f"{file.name} is of {month_name(file.month)}, older than an update of {month_name(last)} already applied"
        applied = self.choices.out_of_order
        self.warnings.append(
            f"{told}: {'applied all the same, as you said' if applied else 'not applied without a yes'}."
        )
        return not applied

    def _last_month(self, file: RegisterFile, council: str) -> int | None:
        """The month of the last update applied: here, by the same supplier's files (one council has one), or earlier."""
        here = self.months.get((council, file.layout.family))
        return here if here is not None else self.choices.months.get(council)

    def _applied(self, file: RegisterFile, council: str, sheet: Sheet) -> None:
        self.digests.add(file.digest)
        self.carried[file.name] = sheet.carried
        if file.kind is Kind.FULL:
            self.editions.take(sheet.lines, is_part=file.is_part)
            self.doubtful |= sheet.renamed * 2 >= max(sheet.known, 1)
        if sheet.undated:
            self.warnings.append(_undated(file, sheet.undated))
        if sheet.still_there:
            self.warnings.append(_still_there(file, sheet.still_there))
        self.lists.take(sheet.listed)
        last = self._last_month(file, council)
        if file.month and (last is None or not is_older(file.month, last)):
            self.months[council, file.layout.family] = file.month
        if sheet.strangers * STRANGERS > max(sheet.known, FEWEST):
            self.warnings.append(
                f"{file.name}: {sheet.strangers} of {sheet.known} numbers belong to other people than before. "
                "Is this file of another edition of the register (they are renumbered each December)?"
            )

    def judge_absences(self) -> None:
        """Once all full registers are in: who is missing from them."""
        if self.absences is not None:
            return
        self.absences = self.editions.missing(self.register)
        if self.choices.close_absent:
            self.absences = [close(self.register, elector) for elector in self.absences]

    def _follow(self) -> Followed:
        """Follow those held before who stand under another number now; they are missing no longer."""
        absences = self.absences or []
        still = [e for e in absences if self.register.get(e.key) is e]
        everybody = [*self.register, *self.register.former]
        struck_off = [e for e in everybody if "closed" in e.changed]
        leaving = {e.held: e for e in [*struck_off, *still] if e.held is not None}
        followed = follow(self.register, leaving.values(), self.carried)
        gone = {move.before.held for move in followed.moves}
        self.absences = [e for e in absences if e.held is None or e.held not in gone]
        return followed

    def _tell_of_absences(self) -> None:
        if self.absences and not self.choices.close_absent:
            count = len(self.absences)
            who = "elector is" if count == 1 else "electors are"
            self.warnings.append(
                f"{count} {who} missing from a newer full register: not closed without a yes."
            )

    def outcome(self) -> Outcome:
        followed = self._follow()
        self._tell_of_absences()
        total = Counts(
            **{
                fate: sum(getattr(each.counts, fate) for each in self.reports)
                for fate in FATES
            }
        )
        return Outcome(
            self.register, tuple(self.reports), total, tuple(self.refusals), tuple(self.warnings),
            tuple(self.absences or ()), tuple(self.lists.left(self.register)), followed,
        )  # fmt: skip


def _undated(file: RegisterFile, rows: Sequence[RegisterRow]) -> str:
    """What to say of rows whose attainer's date is none."""
    told = _lines(rows, lambda row: f"“{row.attainer_text}”")
    return (
        f"{file.name}: in the attainers' column stands what is no date that we can read, on {told}. "
        "These electors are on the register; ask the council whether they may vote."
    )


def _still_there(file: RegisterFile, rows: Sequence[RegisterRow]) -> str:
    """What to say of entries created and deleted in one month that an earlier file has put on the register."""
    told = _lines(rows, lambda row: str(row.number))
    return (
        f"{file.name}: created and deleted in one month, as the file says, and on the register as an earlier file says: {told}. "
        "They were left on it; ask the council whether they have left."
    )


def _lines(rows: Sequence[RegisterRow], what: Callable[[RegisterRow], str]) -> str:
    """The first lines, each with what is to be said of it, and how many more there are."""
    told = [f"line {row.line} ({what(row)})" for row in rows[:TOLD]]
    more = f" and {len(rows) - TOLD:,} more" if len(rows) > TOLD else ""
    return ", ".join(told) + more


def _report(
    file: RegisterFile, counts: Counts, *, held_back: bool, repeated: bool
) -> FileReport:
    layout = file.layout
    return FileReport(
        file.name, layout.family, layout.name, file.kind, counts, file.digest, file.month, held_back, repeated,
        file.detected.columns.headings,
    )  # fmt: skip
