"""Slates out of the database, with the results of those who are on them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, QuerySet
from rapidfuzz.fuzz import ratio

from hustings.apps.campaigns.models import Campaign
from hustings.apps.history.queries.elections import (
    day_meant,
    election_on,
    polling_days,
)
from hustings.apps.history.queries.measured import measured_for
from hustings.apps.slates.models import Slate, Tagged
from hustings.core.errors import HustingsError
from hustings.core.psephology.past import Election, SeatResult, Stood
from hustings.core.psephology.people import NEAR
from hustings.core.psephology.slates import (
    Standing,
    Tag,
    now_of,
    standing,
    tag_of,
    tag_of_key,
)
from hustings.core.psephology.targets import Measured
from hustings.core.spelling import folded

MOST_FOUND = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """A slate with how many candidacies it has."""

    slate: Slate
    candidacies: int


def own_slates(campaign: Campaign) -> list[Listed]:
    """The campaign's slates, by name."""
    return _counted(Slate.objects.of(campaign))


def shared_slates(campaign: Campaign) -> list[Listed]:
    """What other campaigns share, by name, each with its campaign."""
    return _counted(Slate.objects.shared_with(campaign).select_related("campaign"))


def _counted(slates: "QuerySet[Slate]") -> list[Listed]:
    found = list(slates)
    tagged = Tagged.objects.filter(slate__in=found).order_by()
    counts = dict(tagged.values_list("slate").annotate(Count("pk")))
    return [Listed(each, counts.get(each.pk, 0)) for each in found]


def own_slate(campaign: Campaign, slate_id: UUID) -> Slate | None:
    """The campaign's slate of that id."""
    return Slate.objects.of(campaign).filter(pk=slate_id).first()


def seen_slate(campaign: Campaign, slate_id: UUID) -> Slate | None:
    """The slate of that id, if it is the campaign's own or shared."""
    found = Slate.objects.seen_by(campaign).select_related("campaign")
    return found.filter(pk=slate_id).first()


def tags_of(slate: Slate) -> list[Tag]:
    """Everybody on the slate."""
    rows = Tagged.objects.filter(campaign_id=slate.campaign_id, slate=slate)
    return [each.tag for each in rows]


def days_of(tags: Iterable[Tag]) -> list[tuple[date, int]]:
    """The polling days on which somebody of the slate stood, the latest first, and how many."""
    return sorted(Counter(each.day for each in tags).items(), reverse=True)


def slug_of(day: date) -> str:
    """What an address of past results calls the election of that day."""
    slugs = {each.day: each.slug for each in polling_days()}
    return slugs.get(day, str(day))


def as_they_are(tags: Iterable[Tag]) -> dict[Tag, Tag]:
    """Each tag with that under which the results have its candidacy now."""
    return {each: now_of(each, election_on(each.day)) for each in tags}


def standing_of(slate: Slate, tags: Sequence[Tag], day: date) -> Standing:
    """The slate at the election of that day."""
    return standing(slate.name, tags, election_on(day))


def standing_at_latest(slate: Slate, election: str = "") -> Standing:
    """The slate at the election of that year or day, or at the latest at which somebody of it stood.

    HustingsError where nobody did, or nobody is on it.
    """
    tags = tags_of(slate)
    days = [day for day, _ in days_of(tags)]
    if not days:
        raise HustingsError(f"Nobody is on the slate {slate} yet.")
    day = day_meant(election) if election else days[0]
    if day not in days:
        there = ", ".join(map(str, days))
        raise HustingsError(f"Nobody of {slate} stood on {day}. They stood on: {there}.")  # fmt: skip
    return standing_of(slate, tags, day)


def measured_by(tags: Iterable[Tag], day: date) -> tuple[Measured, ...]:
    """Every seat of that day with what its score hangs on; the votes of these candidacies are the past vote."""
    on = set(as_they_are(tags).values())
    return measured_for(day, lambda seat, stood: tag_of(seat, stood) in on)


def with_seats(tags: Sequence[Tag]) -> list[tuple[Tag, str]]:
    """Tags, each with the name of its seat; "" where the results do not have it."""
    elections = {day: election_on(day).seats for day, _ in days_of(tags)}
    found = [(each, elections[each.day].get(each.code)) for each in sorted(tags)]
    return [(tag, seat.name if seat else "") for tag, seat in found]


def slate_named(name: str, campaign: str = "") -> Slate:
    """The slate of that name, of the campaign of that name or id. HustingsError where none or several are called so."""
    alike = list(Slate.objects.filter(name__iexact=name).select_related("campaign"))
    slates = [each for each in alike if each.name == name] or alike
    if campaign:
        slates = [x for x in slates if campaign in (x.campaign.name, str(x.campaign_id))]  # fmt: skip
    if len(slates) == 1:
        return slates[0]
    if slates:
        whose = ", ".join(sorted(each.campaign.name for each in slates))
        raise HustingsError(
            f"Several campaigns have a slate called {name}: say whose with --campaign ({whose})."
        )
    known = ", ".join(Slate.objects.values_list("name", flat=True).distinct()[:12])
    raise HustingsError(
        f"There is no slate called {name}. " + (f"There are: {known}." if known else "No slate has been made yet; --file measures a list of names.")
    )  # fmt: skip


def comparable(campaign: Campaign) -> list[tuple[str, str]]:
    """Each slate that the campaign sees at each of its elections: a key for a form, and what it is called there."""
    slates = Slate.objects.seen_by(campaign).select_related("campaign")
    names = {each.pk: _said(each, campaign) for each in slates}
    tagged = Tagged.objects.filter(slate__in=names).order_by()
    counted = tagged.values_list("slate", "day").annotate(Count("pk"))
    by_name = sorted(counted, key=lambda each: (names[each[0]], -each[1].toordinal()))
    return [
        (f"{pk}:{day}", f"{names[pk]}, {day:%-d %B %Y} ({count})")
        for pk, day, count in by_name
    ]


def _said(slate: Slate, campaign: Campaign) -> str:
    """A slate's name, with whose it is where it is another campaign's."""
    if slate.campaign_id == campaign.pk:
        return slate.name
    return f"{slate.name} (of {slate.campaign.name})"


def standing_at(campaign: Campaign, key: str) -> Standing:
    """The slate and election of a key that `comparable` gave."""
    slate_id, _, day = key.partition(":")
    slate = Slate.objects.seen_by(campaign).get(pk=slate_id)
    found = standing_of(slate, tags_of(slate), date.fromisoformat(day))
    return replace(found, name=_said(slate, campaign))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidacy that a search found, and whether it is on the slate."""

    seat: SeatResult
    stood: Stood
    why: str
    is_on: bool

    @property
    def value(self) -> str:
        """What the form sends for it."""
        return tag_of(self.seat, self.stood).key


def search(election: Election, sought: str, on: Iterable[Tag]) -> list[Candidate]:
    """Candidacies by the candidate's name or the seat's, whole or in part and however spelt; exact words first."""
    words = folded(sought).split()
    if not words:
        return []
    there = {now_of(each, election) for each in on if each.day == election.day}
    found: list[tuple[bool, Candidate]] = []
    for seat in election:
        of_seat = _fits(seat.name, words)
        for _, stood in seat.in_order:
            fits = max(of_seat, _fits(stood.name, words))
            if fits:
                why = "" if fits == EXACT else "spelt otherwise"
                is_on = tag_of(seat, stood) in there
                found.append((fits == EXACT, Candidate(seat, stood, why, is_on)))
    found.sort(key=lambda each: not each[0])
    return [each for _, each in found]


NOT, ALIKE, EXACT = 0, 1, 2


def _fits(name: str, words: Sequence[str]) -> int:
    """Whether a name has each of the words as a part of one of its own, or as one that is much alike, or not."""
    parts = _parts(name)
    if all(any(word in part for part in parts) for word in words):
        return EXACT
    near = all(any(ratio(word, part) >= NEAR for part in parts) for word in words)
    return ALIKE if near else NOT


@lru_cache(maxsize=32_768)
def _parts(name: str) -> list[str]:
    return folded(name).split()


def tags_sent(values: Iterable[str]) -> list[Tag]:
    """The candidacies that a form names. HustingsError where the results have no such candidacy."""
    tags = [tag_of_key(each) for each in values]
    for day in {each.day for each in tags}:
        missing = standing("", tags, election_on(day)).missing
        if missing:
            raise HustingsError(
                f"{missing[0].name} is not, or no more, in the results of {day}. Look for the candidacy again."
            )
    return tags
