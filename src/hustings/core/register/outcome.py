"""The account of a reading: what a person chose beforehand, what became of every row, and what is left to decide."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hustings.core.register.following import Followed
from hustings.core.register.register import Elector, Register
from hustings.core.register.rows import AbsentKind, Family, Kind, Refusal

FATES = ("added", "amended", "closed", "unchanged", "ignored", "refused")


@dataclass(frozen=True, slots=True)
class Counts:
    """The fates of the rows that came in."""

    added: int = 0
    amended: int = 0
    closed: int = 0
    unchanged: int = 0
    ignored: int = 0
    refused: int = 0

    @property
    def rows_in(self) -> int:
        return (
            self.added
            + self.amended
            + self.closed
            + self.unchanged
            + self.ignored
            + self.refused
        )


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. `held_back`: older than an update already applied. `repeated`: the very same file again."""

    name: str
    family: Family
    layout: str
    kind: Kind
    counts: Counts
    digest: str
    month: int | None = None
    held_back: bool = False
    repeated: bool = False
    headings: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        return self.counts.rows_in


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person has decided beforehand.

    `authority` is the council's name, for all files or by file name (""); `folders` are those that files came in, where
    their names do not say it; `out_of_order` applies updates that are
    older than others; `close_absent` closes electors missing from a newer full register. `seen` are digests of files
    applied earlier, `months` the month of the last update applied for each council.
    """

    authority: str = ""
    authorities: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
    out_of_order: bool = False
    close_absent: bool = False
    seen: frozenset[str] = frozenset()
    months: Mapping[str, int] = field(default_factory=dict)


NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The register after the files, and the account of every row.

    `absences` are electors missing from a newer full register (closed if so chosen), `left_lists` absent voters no
    longer on a newer list of their kind, `followed` those held before who left under one number and came under another.
    """

    register: Register
    files: tuple[FileReport, ...]
    counts: Counts
    refusals: tuple[Refusal, ...]
    warnings: tuple[str, ...]
    absences: tuple[Elector, ...]
    left_lists: tuple[tuple[Elector, AbsentKind], ...]
    followed: Followed = field(default_factory=Followed)

    @property
    def added(self) -> list[Elector]:
        """Those who are new and stand at the end."""
        return [elector for elector in self.register.open() if elector.held is None]

    @property
    def amended(self) -> list[Elector]:
        """Those held before who differ now; `changed` says in what."""
        return [
            elector
            for elector in self.register.open()
            if elector.held is not None and elector.changed
        ]

    @property
    def closed(self) -> list[Elector]:
        """Those held before who have left the register."""
        everybody = [*self.register, *self.register.former]
        return [
            each
            for each in everybody
            if each.held is not None and "closed" in each.changed
        ]

    @property
    def held_back(self) -> list[FileReport]:
        return [file for file in self.files if file.held_back]
