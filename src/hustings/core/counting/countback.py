"""Filling a seat that has become vacant from the papers of the election, without a by-election.

Two ways. By recount (ERS97 7.1): all papers are counted again without whoever has left, nobody who still sits can be
excluded, and the count ends when somebody new is elected. By countback (Australian Capital Territory): only the papers
that elected the member who left are looked at, each at the value it had for that member, and those who want the seat
are excluded from the lowest until one has a majority.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hustings.core.counting.contested_seat import Batch, Papers, contest
from hustings.core.counting.poll import Marks, Poll
from hustings.core.counting.record import Count, Exact
from hustings.core.counting.rules import RulesError
from hustings.core.counting.stv.gregory import count_with_papers, recount_for_vacancy
from hustings.core.counting.stv.rules import GregoryRules
from hustings.core.counting.stv.table import Parcel


def fill_by_recount(
    poll: Poll,
    rules: GregoryRules,
    leaving: str,
    withdrawn: Sequence[str] = (),
    lots: Sequence[str] = (),
) -> Count:
    """The recount of ERS97 7.1, under `rules`: its last stage elects whoever fills `leaving`'s seat.

    `withdrawn` are candidates who no longer want to be elected. Lots serve the first count and the recount.
    """
    elected = count_with_papers(poll, rules, lots)[0].elected
    _refuse_unless_elected(leaving, elected)
    sitting = [name for name in elected if name != leaving]
    _refuse_sitting(withdrawn, sitting)
    after = replace(poll, withdrawn=poll.withdrawn | {leaving, *withdrawn})
    if len(after.standing) <= len(sitting):
        raise RulesError("There is nobody left who could fill the seat.")
    count = recount_for_vacancy(after, rules, sitting, lots)
    new = [name for name in count.elected if name not in sitting]
    note = f"{new[0]} fills the seat of {leaving}. Sitting, and not to be excluded: {', '.join(sitting) or 'nobody'}."
    return replace(count, notes=(*count.notes, note))


def fill_by_countback(
    poll: Poll,
    rules: GregoryRules,
    leaving: str,
    contesting: Sequence[str],
    lots: Sequence[str] = (),
) -> Count:
    """The countback of the ACT's part 4.3: who of `contesting` fills `leaving`'s seat."""
    count, held = count_with_papers(poll, rules, lots)
    _refuse_unless_elected(leaving, count.elected)
    _refuse_sitting(contesting, count.elected)
    batches = electing_papers(poll, count, leaving, held[leaving])
    return contest(poll, leaving, batches, contesting, lots)


def electing_papers(
    poll: Poll, count: Count, leaving: str, parcels: Sequence[Parcel]
) -> list[Batch]:
    """The papers that elected `leaving`, at the values that clause 13 gives them, the highest first.

    Earlier papers keep the value at which they came. Of those that came last, with which the quota was reached, papers
    without a further preference keep theirs, and the others share what was then still needed for the quota; where the
    former alone were enough, they share it and the others count for nothing.
    """
    final = max(parcel.received for parcel in parcels)
    values: dict[Fraction, dict[Marks, int]] = {}
    for parcel in parcels:
        if parcel.received < final:
            _lay(values, Fraction(parcel.value) / count.unit, parcel.pile.papers)
    last = [parcel for parcel in parcels if parcel.received == final]
    gone = _gone(poll, count, leaving)
    needed = Fraction(_needed(count, leaving, final)) / count.unit
    idle = [
        (Fraction(parcel.value) / count.unit, *_parted(parcel.pile.papers, gone))
        for parcel in last
    ]
    worth = sum((value * _size(without) for value, without, _ in idle), Fraction(0))
    without_next = sum(_size(without) for _, without, _ in idle)
    with_next = sum(_size(further) for _, _, further in idle)
    for value, without, further in idle:
        if worth >= needed:
            _lay(values, _over(needed, without_next), without)
        else:
            _lay(values, value, without)
            _lay(values, min(value, _over(needed - worth, with_next)), further)
    return [Batch(value, values[value]) for value in sorted(values, reverse=True)]


def _needed(count: Count, leaving: str, final: int) -> Exact:
    """The quota less what the member had before the papers that came last, in units."""
    first = count.stages[0]
    if final == 0:
        return first.quota or 0
    moved = [
        transfer.votes
        for stage in count.stages
        for transfer in stage.transfers
        if transfer.to == leaving and transfer.batch < final
    ]
    return (first.quota or 0) - first.votes[leaving] - sum(moved)


def _gone(poll: Poll, count: Count, leaving: str) -> bytes:
    """The places of all who took no more papers once `leaving` was elected."""
    at, batch = next(
        (number, each.batch)
        for number, stage in enumerate(count.stages)
        for each in stage.elected
        if each.name == leaving
    )
    names = [name for stage in count.stages[: at + 1] for name in stage.excluded]
    for number, stage in enumerate(count.stages[: at + 1]):
        names += [e.name for e in stage.elected if number < at or e.batch <= batch]
    return bytes(poll.place[name] for name in {*names, *poll.withdrawn})


def _parted(papers: Papers, gone: bytes) -> tuple[dict[Marks, int], dict[Marks, int]]:
    """Papers without, and papers with, a preference for somebody who was still in."""
    without: dict[Marks, int] = {}
    further: dict[Marks, int] = {}
    for marks, many in papers.items():
        (further if marks.translate(None, gone) else without)[marks] = many
    return without, further


def _lay(
    values: dict[Fraction, dict[Marks, int]], value: Fraction, papers: Papers
) -> None:
    pile = values.setdefault(value, {}) if value and papers else {}
    for marks, many in papers.items():
        pile[marks] = pile.get(marks, 0) + many


def _size(papers: Papers) -> int:
    return sum(papers.values())


def _over(votes: Fraction, papers: int) -> Fraction:
    return votes / papers if papers else Fraction(0)


def _refuse_unless_elected(leaving: str, elected: Sequence[str]) -> None:
    if leaving not in elected:
        raise RulesError(
            f"{leaving} was not elected; elected were: {', '.join(elected)}."
        )


def _refuse_sitting(names: Sequence[str], sitting: Sequence[str]) -> None:
    """Whoever holds a seat can neither contest another nor be left out of the recount."""
    seated = [name for name in names if name in sitting]
    if seated:
        raise RulesError(f"{', '.join(seated)} already has a seat.")
