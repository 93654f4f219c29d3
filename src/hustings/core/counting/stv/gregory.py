"""The single transferable vote by Gregory's method: papers that carry a surplus move on at a reduced value.

One loop serves every law of the family; where laws differ, `GregoryRules` says how. Votes are whole numbers of a
small unit, so that no step can round unseen.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from hustings.core.counting.poll import Constraint, Poll
from hustings.core.counting.record import Count, Exact, Step
from hustings.core.counting.stv.constraints import Limits, limits_of
from hustings.core.counting.stv.groups import excluded_together, may_wait
from hustings.core.counting.stv.piles import NOBODY
from hustings.core.counting.stv.rules import Back, Batches, GregoryRules, Share, Which
from hustings.core.counting.stv.table import Parcel, Table
from hustings.core.counting.stv.ties import Ties


def count_gregory(
    poll: Poll,
    rules: GregoryRules,
    lots: Sequence[str] = (),
    constraints: Sequence[Constraint] = (),
) -> Count:
    """Count `poll`. `lots` settles ties: of those tied, the one drawn first is chosen.

    Raises MissingLot where the law leaves a tie to a lot and none of the tied was drawn, and RulesError where no
    result could meet the constraints.
    """
    return _Counting(poll, rules, lots, limits_of(poll, constraints)).run()


def recount_for_vacancy(
    poll: Poll,
    rules: GregoryRules,
    sitting: Sequence[str],
    lots: Sequence[str] = (),
    constraints: Sequence[Constraint] = (),
) -> Count:
    """Count `poll` up to the stage that elects somebody new; no sitting member is excluded (ERS97 7.1)."""
    places = frozenset(poll.place[name] for name in sitting)
    return _Counting(poll, rules, lots, limits_of(poll, constraints, places)).run()


def count_with_papers(
    poll: Poll, rules: GregoryRules, lots: Sequence[str] = ()
) -> tuple[Count, Mapping[str, Sequence[Parcel]]]:
    """The count, and the papers that each of the elected held when they were elected."""
    counting = _Counting(poll, rules, lots, limits_of(poll))
    count, held = counting.run(), counting.table.held
    return count, {poll.names[place - 1]: held[place] for place in held}


class _Counting:
    def __init__(
        self, poll: Poll, rules: GregoryRules, lots: Sequence[str], limits: Limits
    ) -> None:
        self.rules, self.table = rules, Table(poll, rules, limits)
        self.ties = Ties(self.table, lots)

    def run(self) -> Count:
        table = self.table
        self._first()
        while table.vacancies and table.continuing:
            if table.judged.doomed:
                self._exclude(
                    sorted(table.judged.doomed), f"cannot be elected: {table.limits}"
                )
            elif table.surpluses and not may_wait(table):
                self._transfer_surplus()
            else:
                self._exclude(*self._lowest())
        poll = table.poll
        return Count(
            rules=self.rules.name,
            title=poll.title,
            seats=poll.seats,
            candidates=poll.candidates,
            valid=table.valid,
            unit=table.unit,
            places=self.rules.places,
            law=self.rules.law,
            stages=tuple(table.stages),
            notes=(
                *table.notes,
                *table.limits.notes(poll, table.elected),
                *table.lots,
            ),
        )

    def _first(self) -> None:
        table = self.table
        table.give(
            table.pile,
            Fraction(table.unit) if self.rules.exact_values else table.unit,
        )
        self._elect()
        self._end_stage()

    def _transfer_surplus(self) -> None:
        table = self.table
        # The largest surplus is the largest vote, as all have the same quota.
        place = self.ties.choose(
            self._next_in_turn(),
            max,
            f"whose surplus is transferred first ({self.rules.paragraphs.ties})",
            self.rules.equal_surpluses,
        )
        surplus, held = table.surplus(place), table.votes[place]
        table.begin(Step.SURPLUS, [place], self.rules.paragraphs.surplus)
        table.batch += 1
        del table.waiting[place]
        moving, table.piles[place] = self._moving(place), []
        table.votes[place] = table.quota
        if self.rules.share is Share.BY_TRANSFERABLE:
            self._move_transferable(place, surplus, moving)
        else:
            table.lost += surplus - self._move_all(place, surplus, held, moving)
        self._elect()
        self._end_stage()

    def _next_in_turn(self) -> list[int]:
        """Those waiting, or where surpluses go in turn, those who had theirs first."""
        waiting = self.table.waiting
        first = min(waiting.values())
        return [
            place
            for place in waiting
            if not self.rules.in_turn or waiting[place] == first
        ]

    def _moving(self, place: int) -> list[Parcel]:
        pile = self.table.piles[place]
        if self.rules.which is Which.ALL:
            return pile
        last = max(parcel.received for parcel in pile)
        return [parcel for parcel in pile if parcel.received == last]

    def _move_all(
        self, place: int, surplus: Exact, held: Exact, moving: list[Parcel]
    ) -> Exact:
        """Every paper moves, also one without a further preference; gives the votes credited."""
        papers = sum(parcel.size for parcel in moving)
        credited: Exact = 0
        for parcel in moving:
            if self.rules.share is Share.BY_PAPERS:
                value: Exact = Fraction(surplus, papers)
            else:
                value = surplus * parcel.value // held
            source = self.table.source(place, parcel)
            credited += self.table.give(parcel.pile, value, source)
        return credited

    def _move_transferable(
        self, place: int, surplus: Exact, moving: list[Parcel]
    ) -> None:
        """Papers without a further preference stay with the quota, the others share the surplus."""
        table = self.table
        heirs = [
            (table.source(place, parcel), {**parcel.pile.dealt(table.gone)})
            for parcel in moving
        ]
        for _, parts in heirs:
            parts.pop(NOBODY, None)
        papers = sum(part.size for _, parts in heirs for part in parts.values())
        worth = credited = Fraction(0)
        for source, parts in heirs:
            new = min(self._shared(surplus, papers), source.was)
            for heir in sorted(parts):
                worth += new * parts[heir].size
                credited += table.hand(heir, parts[heir], new, source)
        idle = int(surplus - worth)
        table.non_transferable += idle
        table.lost += int(surplus - idle - credited)

    def _shared(self, surplus: Exact, papers: int) -> Exact:
        if not papers:
            return 0
        return (
            Fraction(surplus, papers) if self.rules.exact_values else surplus // papers
        )

    def _lowest(self) -> tuple[list[int], str]:
        """Who is excluded next, and by which rule."""
        table, law = self.table, self.rules.paragraphs
        out = excluded_together(table)
        if len(out) > 1:
            return out, law.together
        out = [self.ties.choose(table.may_go, min, f"who is excluded ({law.ties})")]
        if not (guarded := table.judged.guarded):
            return out, law.excluded
        kept = ", ".join(table.names(sorted(guarded)))
        return out, f"{law.excluded}; guarded: {kept}"

    def _exclude(self, out: Sequence[int], why: str) -> None:
        table = self.table
        table.begin(Step.EXCLUSION, out, why)
        table.now.excluded = tuple(out)
        table.leave(out)
        if not (self.rules.last_without_transfer and self._only_as_many()):
            self._move_batches(out)
        self._end_stage()

    def _move_batches(self, out: Sequence[int]) -> None:
        for batch in self._batches(out):
            self._move_batch(batch)
            if not self.table.vacancies:
                return

    def _move_batch(self, batch: list[tuple[int, Parcel]]) -> None:
        table = self.table
        table.batch += 1
        for giver, parcel in batch:
            table.piles[giver].remove(parcel)
            # Where credits are rounded, parcels of one value are together worth more than was credited for each.
            worth = min(int(parcel.size * parcel.value), table.votes[giver])
            table.votes[giver] -= worth
            source = table.source(giver, parcel)
            table.lost += worth - table.give(parcel.pile, parcel.value, source)
        if self.rules.falling_quota and not table.elected:
            left = int(table.valid * table.unit - table.non_transferable)
            table.quota = self.rules.quota(left, table.poll.seats, 1)
        self._elect()
        if self.rules.look_at_batches:
            table.remember(f"stage {len(table.stages) + 1}, batch {table.batch}")

    def _elect(self) -> None:
        """Whoever has the vote that elects, the highest first; each changes what the next needs."""
        table, law = self.table, self.rules.paragraphs
        while table.vacancies and (able := table.may_win):
            place = max(able, key=table.votes.__getitem__)
            if not self._has_enough(place):
                return
            equal = [p for p in able if table.votes[p] == table.votes[place]]
            if len(equal) > table.vacancies:
                equal = self.ties.by_history(equal, max)
                if len(equal) > table.vacancies:
                    return  # none of them is elected at this stage (ERS97 5.6.2)
            if not table.limits.room_for(equal, table.elected, table.continuing):
                what_for = (
                    f"who is elected, as there is no room for all: {table.limits}"
                )
                equal = [self.ties.choose(equal, max, what_for)]
            reached = table.votes[place] >= table.quota
            for each in self._in_order(equal):
                table.elect(each, law.elected if reached else law.active)

    def _in_order(self, equal: list[int]) -> list[int]:
        """All of those with equal votes who are elected, in the order that the law gives them; or else as they stand."""
        if not self.rules.equals_in_order:
            return equal
        what_for = f"who is taken to be elected first ({self.rules.paragraphs.ties})"
        return self.ties.in_order(equal, what_for)

    def _has_enough(self, place: int) -> bool:
        table = self.table
        votes = table.votes[place]
        if votes >= table.quota:
            return True
        return (
            self.rules.falling_quota and votes * (table.vacancies + 1) >= self._active()
        )

    def _active(self) -> Exact:
        """The votes of those continuing and whatever awaits transfer (ERS97 6.20)."""
        table = self.table
        held = sum(min(table.votes[place], table.quota) for place in table.elected)
        return table.valid * table.unit - table.non_transferable - held

    def _only_as_many(self) -> bool:
        """Whether no more are left than there are seats."""
        return len(self.table.continuing) <= self.table.vacancies

    def _end_stage(self) -> None:
        table = self.table
        self._last_by_sum()
        self._last_of_two()
        waits = self.rules.last_after_surpluses and table.waiting
        if table.vacancies and self._only_as_many() and not waits:
            for place in self._all_left():
                table.elect(place, self.rules.paragraphs.last)
        table.close()

    def _all_left(self) -> list[int]:
        """All who continue, those with most votes first."""
        table = self.table
        alike: dict[Exact, list[int]] = {}
        for place in table.by_votes(table.continuing):
            alike.setdefault(table.votes[place], []).append(place)
        return [place for equal in alike.values() for place in self._in_order(equal)]

    def _last_of_two(self) -> None:
        table, rules = self.table, self.rules
        if not rules.last_of_two or table.waiting:
            return
        if table.vacancies == 1 and len(table.continuing) == 2:
            what_for = f"who takes the last seat ({rules.paragraphs.last})"
            first = self.ties.choose(table.may_win, max, what_for, Back.NONE)
            table.elect(first, rules.paragraphs.last)

    def _last_by_sum(self) -> None:
        """The last seat to whoever has as much as all others and what waits together (NI rule 52(2)).

        Where two have half each the rule names neither: one of them is excluded, by rule 51(13).
        """
        table = self.table
        if (
            not self.rules.last_by_sum
            or table.vacancies != 1
            or len(table.continuing) < 2
        ):
            return
        whole = sum(table.votes[p] for p in table.continuing) + table.surpluses
        able = [p for p in table.may_win if 2 * table.votes[p] >= whole]
        if len(able) == 1:
            table.elect(able[0], self.rules.paragraphs.by_sum)

    def _batches(self, out: Sequence[int]) -> list[list[tuple[int, Parcel]]]:
        """The parcels of those excluded, in the steps in which the law moves them."""
        parcels = [
            (place, parcel) for place in out for parcel in self.table.piles[place]
        ]
        if len(parcels) == 1:
            return [parcels]
        key = _BATCHES[self.rules.batches]
        batches: dict[tuple[Exact, ...], list[tuple[int, Parcel]]] = {}
        for place, parcel in sorted(parcels, key=lambda each: key(each[1])):
            batches.setdefault(key(parcel), []).append((place, parcel))
        return list(batches.values())


_BATCHES: Mapping[Batches, Callable[[Parcel], tuple[Exact, ...]]] = {
    Batches.TOGETHER: lambda parcel: (),
    Batches.BY_VALUE: lambda parcel: (-parcel.value,),
    Batches.FIRSTS_THEN_VALUE: lambda parcel: (int(parcel.received > 0), -parcel.value),
    Batches.AS_RECEIVED: lambda parcel: (parcel.received,),
}
