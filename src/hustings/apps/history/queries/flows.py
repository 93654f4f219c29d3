"""Two elections that are kept, side by side, for where the votes went between them; and the tables worked out of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from hustings.apps.history.models import FlowTable, Seat
from hustings.apps.history.models import Notional as Estimated
from hustings.apps.history.queries.elections import (
    day_meant,
    election_on,
    polling_days,
)
from hustings.apps.history.queries.kept import per_release
from hustings.apps.history.queries.notional import notional_in
from hustings.apps.jobs.models import Job
from hustings.core.errors import HustingsError
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.transfers.doubts import CANNOT_TELL
from hustings.core.psephology.transfers.polls import Polls, notional_polls, polls_of

WORK_OUT = "history.work-out-flows"
"""The kind of job that works the tables of two elections out."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two general elections; `boundaries` is the day of the election in whose seats the earlier is estimated, if it is.

    `release` is the newest that any of their figures are from: a corrected one has a higher number.
    """

    earlier: date
    later: date
    boundaries: date | None
    release: int

    @property
    def seats(self) -> int:
        """How many seats the later election filled."""
        return len(election_on(self.later))

    @property
    def names(self) -> dict[str, str]:
        """What the two are called where they are asked for."""
        return {"earlier": str(self.earlier), "later": str(self.later)}

    @property
    def days(self) -> tuple[date, ...]:
        """The days whose actual figures are used."""
        return (self.later,) if self.boundaries else (self.earlier, self.later)


@per_release
def pair_of(earlier: str = "", later: str = "") -> Pair:
    """Two general elections, by year or day; "" is the latest one, and the one before the later.

    The earlier is the estimate on the later's boundaries where one is kept. HustingsError where either is not.
    """
    now = day_meant(later)
    estimate = _estimate(earlier, now)
    if estimate:
        return _pair(estimate[0], now, estimate[1])
    then = day_meant(earlier) if earlier else _general_before(now)
    if then >= now:
        raise HustingsError(
            f"The election of {then} was not before that of {now}: name the earlier one first."
        )
    return _pair(then, now, None)


def pairs_in_a_row() -> list[Pair]:
    """Each general election with the one before it, the latest first."""
    general = [each for each in polling_days() if each.is_general]
    found = []
    for each in general:
        try:
            found.append(pair_of("", each.slug))
        except HustingsError:
            continue  # the first has none before it
    return found


def polls_of_pair(pair: Pair) -> tuple[Polls, Polls]:
    """The two elections' figures by seat."""
    later = polls_of(election_on(pair.later))
    estimate = notional_in(pair.boundaries) if pair.boundaries else None
    if estimate:
        return notional_polls(estimate), later
    return polls_of(election_on(pair.earlier)), later


def kept_table(pair: Pair, area: str) -> Answer | None:
    """What was worked out of the newest figures for an area (its key), with what no estimate can tell; else None."""
    rows = _kept(pair).filter(area=area)
    answer: Answer | None = rows.values_list("answer", flat=True).first()
    return answer | {"cannot_tell": list(CANNOT_TELL)} if answer else None


def kept_areas(pair: Pair) -> list[tuple[str, str]]:
    """Key and name of the whole, the nations and the regions that were worked out, the largest first."""
    rows = _kept(pair).filter(is_seat=False).order_by("pk")
    return list(rows.values_list("area", "name"))


def is_kept(pair: Pair) -> bool:
    """Whether the pair's tables are worked out of its newest figures."""
    return _kept(pair).exists()


def job_of(pair: Pair) -> Job | None:
    """The job that was last asked to work the pair's tables out, whatever became of it."""
    jobs = Job.objects.filter(campaign=None, kind=WORK_OUT, arguments=pair.names)
    return jobs.order_by("-queued_at").first()


def _kept(pair: Pair) -> QuerySet[FlowTable]:
    return FlowTable.objects.filter(earlier=pair.earlier, later=pair.later, release=pair.release)  # fmt: skip


def _pair(earlier: date, later: date, boundaries: date | None) -> Pair:
    used = Seat.objects.filter(day__in=(earlier, later)).values_list("release")
    if boundaries:
        estimates = Estimated.objects.filter(day=earlier, boundaries=boundaries)
        used = used.union(estimates.values_list("release"))
    newest = max(number for (number,) in used)
    return Pair(earlier, later, boundaries, newest)


def _general_before(day: date) -> date:
    earlier = [each.day for each in polling_days() if each.is_general and each.day < day]  # fmt: skip
    if not earlier:
        raise HustingsError(f"No general election before that of {day} is loaded.")
    return earlier[0]


def _estimate(earlier: str, later: date) -> tuple[date, date] | None:
    """Day and boundaries of the newest estimate that fits: in the later's seats, or in those of an election before it."""
    kept = Estimated.objects.filter(boundaries__lte=later).order_by("-boundaries")
    found = list(kept.values_list("day", "boundaries").distinct())
    if not earlier:
        return next((each for each in found if each[1] == later), None)
    return next(
        (each for each in found if earlier in (str(each[0]), str(each[0].year))), None
    )
