"""Whatever comes in, every row is accounted for, and the register is what a plain list of the rules makes it."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.register.outcome import FATES, Choices, Outcome
from hustings.core.register.register import Elector
from tests.core.register.council_files import (
    XPRESS_14,
    XPRESS_UPDATE,
    file,
    read,
    xpress,
    xpress_update,
)

Row = tuple[int, str, str]
"""Number, surname, and what the row asks for."""
MONTHS = {"add": "3,0,0", "amend": "0,3,0", "close": "0,0,3", "ignore": "3,0,3"}
NAMES = ["Okafor", "Smith", "Pryce"]
full_files = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(NAMES), st.just("full")), max_size=6
)
update_files = st.lists(
    st.tuples(st.integers(1, 7), st.sampled_from(NAMES), st.sampled_from([*MONTHS])),
    max_size=8,
)


class Ledger:
    """The rules of the register in the plainest words: who stands, who has left, and the tally."""

    def __init__(self) -> None:
        self.standing: dict[int, str] = {}
        self.left: set[int] = set()
        self.tally = Counter[str]()

    def full(self, rows: list[Row]) -> None:
        seen: set[int] = set()
        for number, surname, _ in rows:
            if number in seen:
                self.tally["refused"] += 1
                continue
            seen.add(number)
            self.stand(number, surname)

    def update(self, rows: list[Row]) -> None:
        for number, surname, asks in rows:
            if asks == "ignore":
                self.tally["ignored"] += 1
            elif asks != "close":
                self.stand(number, surname)
            elif number in self.standing:
                del self.standing[number]
                self.left.add(number)
                self.tally["closed"] += 1
            else:
                self.tally["unchanged" if number in self.left else "refused"] += 1

    def stand(self, number: int, surname: str) -> None:
        before = self.standing.get(number)
        self.standing[number] = surname
        self.left.discard(number)
        self.tally[
            "added"
            if before is None
            else "unchanged"
            if before == surname
            else "amended"
        ] += 1


def full_text(rows: list[Row]) -> str:
    return file(
        XPRESS_14, *(xpress(f"AB1,{number},0", surname) for number, surname, _ in rows)
    )


def update_text(rows: list[Row]) -> str:
    return file(
        XPRESS_UPDATE,
        *(
            xpress_update(f"AB1-{n}", MONTHS[asks], surname)
            for n, surname, asks in rows
        ),
    )


def tally(outcome: Outcome) -> dict[str, int]:
    return {fate: getattr(outcome.counts, fate) for fate in FATES}


def standing(outcome: Outcome) -> dict[int, str]:
    return {
        elector.number.number: elector.row.surname
        for elector in outcome.register.open()
    }


@settings(max_examples=60, deadline=None)
@given(
    fulls=st.lists(full_files, max_size=2), updates=st.lists(update_files, max_size=3)
)
def test_the_register_is_what_the_plain_rules_make_it(
    fulls: list[list[Row]], updates: list[list[Row]]
) -> None:
    ledger = Ledger()
    for rows in fulls:
        ledger.full(rows)
    for rows in updates:
        ledger.update(rows)
    # A blank line more or less makes each file's bytes its own, so that none counts as the same file again.
    files = [
        (f"{at}.csv", full_text(rows) + "\r\n" * at) for at, rows in enumerate(fulls)
    ]
    files += [
        (f"u{at}.csv", update_text(rows) + "\r\n" * at)
        for at, rows in enumerate(updates)
    ]
    if not updates[1:]:
        files = [*reversed(files[len(fulls) :]), *files[: len(fulls)]]
    # Of one council, said beforehand: registers that disagree on most names might else be taken for those of two.
    outcome = read(*files, choices=Choices(authority="Northborough"))
    assert standing(outcome) == ledger.standing
    assert tally(outcome) == {fate: ledger.tally[fate] for fate in FATES}
    assert outcome.counts.rows_in == sum(map(len, [*fulls, *updates]))


@settings(max_examples=30, deadline=None)
@given(rows=full_files, changes=update_files)
def test_reading_all_files_again_changes_nothing(
    rows: list[Row], changes: list[Row]
) -> None:
    files = [("full.csv", full_text(rows)), ("update.csv", update_text(changes))]
    once = read(*files)
    twice = read(*files, *files)
    assert standing(once) == standing(twice)
    assert twice.counts.rows_in == 2 * once.counts.rows_in
    again = [report.counts for report in twice.files if report.repeated]
    assert len(again) == len(files)
    assert sum(counts.added + counts.amended + counts.closed for counts in again) == 0
    assert (twice.counts.added, twice.counts.amended, twice.counts.closed) == (
        once.counts.added,
        once.counts.amended,
        once.counts.closed,
    )


@settings(max_examples=30, deadline=None)
@given(rows=full_files, changes=update_files)
def test_what_changed_for_the_database_is_what_changed(
    rows: list[Row], changes: list[Row]
) -> None:
    """Replaying `added`, `amended` and `closed` on what was held gives the register, with no row lost or doubled.

    A row is a person, who may have come under another number: then nobody else is left under the old one.
    """
    first = read(("full.csv", full_text(rows)))
    kept = [
        Elector(e.authority, e.row, held=f"row {at}")
        for at, e in enumerate(first.register.open())
    ]
    outcome = read(("update.csv", update_text(changes)), existing=kept)
    stored = {e.held: (e.number.number, e.row.surname) for e in kept}
    for elector in outcome.closed:
        del stored[elector.held]
    for elector in outcome.amended:
        assert elector.held in stored
        stored[elector.held] = (elector.number.number, elector.row.surname)
    for at, elector in enumerate(outcome.added):
        stored[f"new {at}"] = (elector.number.number, elector.row.surname)
    numbers = [number for number, _ in stored.values()]
    assert len(set(numbers)) == len(numbers)
    assert dict(stored.values()) == standing(outcome)
    for move in outcome.followed.moves:
        assert move.before.row.surname == move.now.row.surname
