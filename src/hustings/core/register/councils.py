"""Several councils' registers sent at once, without a word on which is whose.

Two councils may use the same district letters and therefore the same elector numbers. Where two full registers hold the
same numbers for other people they are of two councils: each is kept apart, under the name of its folder or its file, so
that nobody takes another's place. Updates and absent lists then go to the council whose people they speak of; where that
cannot be told they wait, and we say what to do. A newer register of one council has mostly the same people, and one whose
numbers were dealt anew has the same people under other numbers; neither is taken for another council's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from hustings.core.register.files import RegisterFile, Row
from hustings.core.register.outcome import Choices
from hustings.core.register.register import key_of
from hustings.core.register.rows import AbsentRow, Kind, Refusal

FEW = 2
"""Shared numbers up to which names alone do not make another council: an elector may have married."""
SAME_PEOPLE = 20
"""People met again under any number from which on a register is the same one with its numbers dealt anew."""
SAY_WHICH = "an elector of one council: say which with --authority NAME=FILE"
Place = tuple[str, int, str]
"""District in capitals, number, suffix."""


@dataclass(frozen=True, slots=True)
class Person:
    """What tells people apart, without capitals, spaces and signs."""

    surname: str
    forename: str
    names: str
    address: str

    def has_name_of(self, other: "Person") -> bool:
        """Whether two names can be one person's: a forename may be an initial, or parted elsewhere."""
        one, two = sorted((self.forename, other.forename), key=len)
        return self.names == other.names or (
            self.surname == other.surname and two.startswith(one)
        )

    def lives_with(self, other: "Person") -> bool:
        return bool(self.address) and self.address == other.address


People = dict[Place, Person]


@dataclass(slots=True)
class _Council:
    """The files found to be of one council so far; `rival` once another holds its numbers for other people."""

    files: list[RegisterFile]
    people: People
    rival: bool = False

    @property
    def districts(self) -> set[str]:
        return {district for district, _, _ in self.people}


@dataclass(frozen=True, slots=True)
class ToldApart:
    """The council of each file that had to be told apart; the files whose council cannot be told; what to say of it."""

    authorities: Mapping[str, str] = field(default_factory=dict)
    homeless: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()


def tell_apart(files: Sequence[RegisterFile], choices: Choices) -> ToldApart:
    """Which council each file is of, where full registers contradict one another; nothing at all where none does."""
    nameless = [
        file
        for file in files
        if not (choices.authority or choices.authorities.get(file.name))
    ]
    full = [f for f in nameless if f.kind is Kind.FULL and not f.authorities]
    councils = _councils(_units(full, choices.folders))
    rivals = [council for council in councils if council.rival]
    if not rivals:
        return ToldApart()
    taken = {*choices.authorities.values(), *(n for f in files for n in f.authorities)}
    named = _named(rivals, choices.folders, taken)
    authorities = {f.name: name for name, council in named for f in council.files}
    homeless: set[str] = set()
    for file in nameless:
        if file.kind is Kind.FULL:
            continue
        home = _home(file, councils, choices.folders)
        if home is None:
            homeless.add(file.name)
        elif home.rival:
            authorities[file.name] = authorities[home.files[0].name]
    return ToldApart(authorities, frozenset(homeless), tuple(_told(named, homeless)))


def _units(files: Iterable[RegisterFile], folders: Mapping[str, str]) -> list[_Council]:
    """The files of each folder together, unless they contradict one another; else each by itself."""
    by_folder: dict[str, list[_Council]] = defaultdict(list)
    for file in files:
        alone = _Council([file], _people(file))
        by_folder[folder_of(file.name, folders)].append(alone)
    units: list[_Council] = []
    for parts in by_folder.values():
        whole = _Council([], {})
        contradict = False
        for part in parts:
            contradict |= _is_same(whole.people, part.people) is False
            _join(whole, part)
        units.extend(parts if contradict else [whole])
    return units


def _councils(units: Iterable[_Council]) -> list[_Council]:
    """The units put together: those whose people agree, and parts of a district that share no number."""
    councils: list[_Council] = []
    for unit in units:
        answers = [_is_same(each.people, unit.people) for each in councils]
        same = [c for c, answer in zip(councils, answers, strict=True) if answer]
        other = [c for c, answer in zip(councils, answers, strict=True) if answer is False]  # fmt: skip
        if not same and not other:
            near = [each for each in councils if each.districts & unit.districts]
            same = near if len(near) == 1 else []
        home = same[0] if same else unit
        for each in other:
            each.rival = home.rival = True
        for each in [*same[1:], unit] if same else []:
            _join(home, each)
        merged = [id(each) for each in same[1:]]
        councils = [each for each in councils if id(each) not in merged]
        councils.extend([] if same else [unit])
    return councils


def _join(council: _Council, more: _Council) -> None:
    council.files.extend(more.files)
    council.people.update(more.people)
    council.rival |= more.rival


def _is_same(known: People, come: People) -> bool | None:
    """Whether two registers are of one council, by the people at the numbers that both have; None if they share none."""
    shared = [
        (known[place], person)
        for place, person in come.items()
        if person.names and place in known and known[place].names
    ]
    if not shared:
        return None
    others = [pair for pair in shared if not pair[0].has_name_of(pair[1])]
    if len(shared) <= FEW:
        apart = [pair for pair in others if not pair[0].lives_with(pair[1])]
        return len(apart) < len(shared)
    return len(others) * 2 <= len(shared) or _dealt_anew(known, come)


def _dealt_anew(known: People, come: People) -> bool:
    """Whether the same people stand under other numbers."""
    everybody = set(known.values())
    met = sum(person in everybody for person in come.values())
    return met >= SAME_PEOPLE and met * 5 >= 4 * min(len(known), len(come))


def _home(
    file: RegisterFile, councils: Sequence[_Council], folders: Mapping[str, str]
) -> _Council | None:
    """The council that an update or absent list is of: by people, else by folder, by numbers, by districts; or None."""
    if len(file.authorities) > 1:
        return None
    districts = sorted({d for council in councils for d in council.districts})
    rows = [row for row in file.rows(districts) if not isinstance(row, Refusal)]
    folder = folder_of(file.name, folders)
    places = {_place(row) for row in rows}
    named = {row.number.district.upper() for row in rows}
    evidence: tuple[list[int], ...] = (
        [sum(_speaks_of(council, row) for row in rows) for council in councils],
        [any(folder_of(f.name, folders) == folder for f in c.files) for c in councils],
        [not places.isdisjoint(council.people) for council in councils],
        [not named.isdisjoint(council.districts) for council in councils],
    )
    for weights in evidence:
        best = max(weights)
        if best and weights.count(best) == 1:
            return councils[weights.index(best)]
    return None


def _speaks_of(council: _Council, row: Row) -> bool:
    """Whether the row's number is there that person's, by name or by address."""
    known = council.people.get(_place(row))
    if known is None:
        return False
    person = _person(row)
    return bool(person.names) and person.has_name_of(known) or person.lives_with(known)


def _people(file: RegisterFile) -> People:
    people: People = {}
    for row in file.rows():
        if not isinstance(row, Refusal):
            people.setdefault(_place(row), _person(row))
    return people


def _place(row: Row) -> Place:
    return key_of("", row.number)[1:]


def _person(row: Row) -> Person:
    lines = () if isinstance(row, AbsentRow) else (*row.address, row.postcode)
    first = row.forenames.partition(" ")[0]
    names = _plain(row.surname + row.forenames)
    return Person(_plain(row.surname), _plain(first), names, _plain("".join(lines)))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def folder_of(name: str, folders: Mapping[str, str]) -> str:
    """The folder a file came in: its own, or the one inside the archive (or the workbook) that it is a part of."""
    return folders.get(name) or name.rpartition("/")[0]


def _named(
    rivals: Sequence[_Council], folders: Mapping[str, str], taken: set[str]
) -> list[tuple[str, _Council]]:
    """Each council with a name of its own: its folder's where no other's files are in it, else its first file's."""
    named: list[tuple[str, _Council]] = []
    for council in rivals:
        file = council.files[0].name
        folder = folder_of(file, folders)
        elsewhere = {folder_of(f.name, folders) for c in rivals if c is not council for f in c.files}  # fmt: skip
        names = [
            "" if folder in elsewhere else PurePath(folder).stem,
            PurePath(file).stem,
            file,
            f"{file} ({len(taken)})",
        ]
        name = next(name for name in names if name and name not in taken)
        taken.add(name)
        named.append((name, council))
    return named


def _told(
    named: Sequence[tuple[str, _Council]], homeless: Iterable[str]
) -> Iterable[str]:
    files = ", ".join(f"“{name}” ({council.files[0].name})" for name, council in named)
    example = " ".join(
        f'--authority "NAME={council.files[0].name}"' for _, council in named
    )
    yield (
        "Full registers hold the same numbers for other people, so they are kept as of several councils: "
        f"{files}. Say how they are called: {example}."
    )
    for name in sorted(homeless):
        yield (
            f"{name} was not applied: it cannot be told which of these councils it is of. "
            f'Say it: --authority "NAME={name}".'
        )
