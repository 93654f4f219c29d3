"""Reads of the canvass that start from a campaign, or from a member's area."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.timezone import localtime, make_aware

from hustings.apps.campaigns.models import Campaign, ConsentWording, Membership
from hustings.apps.canvass.models import AnswerScale
from hustings.apps.canvass.visits import Visit, in_force_that_day
from hustings.apps.ledger.models import PROMISES, Event, EventQuerySet
from hustings.apps.register.models import (
    District,
    DoNotContact,
    Door,
    DoorQuerySet,
    Elector,
    ElectorQuerySet,
)
from hustings.apps.register.queries import Scope, doors_in, electors_in
from hustings.core.canvassing import CHANNELS, COUNTS_ONLY, NEUTRAL, Kept, Scale


def canvassable(scope: Scope) -> ElectorQuerySet:
    """Who may be called on: on the register, able to vote here, with a door, and not to be left alone.

    Anonymous and overseas electors, whoever asked not to be contacted, has moved or died are never in it.
    """
    return with_door(on_our_lists(scope))


def with_door(electors: ElectorQuerySet) -> ElectorQuerySet:
    """Those of the electors who have a door to knock at; an overseas elector has none, whatever address is given."""
    return electors.filter(door__isnull=False).exclude(franchise__contains="F")


def doors_alone(scope: Scope) -> DoorQuerySet:
    """Doors of which no register has told who lives there: a campaign's own, from before it came."""
    ever = Elector.objects.filter(campaign=OuterRef("campaign"), door=OuterRef("pk"))
    return doors_in(scope).filter(~Exists(ever))


def pledges(scope: Scope) -> ElectorQuerySet:
    """Whose latest consented answer is 1, or 2 where the campaign counts that; no one who must be left alone.

    On the register and able to vote, as far as we know. Not in any order.
    """
    campaign = _campaign(scope)
    counted = PROMISES if campaign.counts_two else PROMISES[:1]
    promises = Event.objects.of(campaign).promises().filter(payload__answer__in=counted)
    return on_our_lists(scope).filter(pk__in=promises.values("elector"))


def latest_answers(scope: Scope) -> EventQuerySet:
    """The visit at which each elector last gave an answer, with consent and not taken back since."""
    if isinstance(scope, Membership):
        events = Event.objects.for_member(scope)
    else:
        events = Event.objects.of(scope)
    return events.with_answer().standing().latest_per_elector()


def on_our_lists(scope: Scope) -> ElectorQuerySet:
    """Whom a list may name: on the register and able to vote; nobody anonymous, gone, or to be left alone.

    The two short lists of whom to leave out are looked up once each, not for each elector.
    """
    electors = electors_in(scope).on_the_register().able_to_vote()
    asked = DoNotContact.objects.of(_campaign(scope)).in_force()
    gone = Event.objects.of(_campaign(scope)).gone()
    return (
        electors.filter(is_anonymous=False)
        .exclude(pk__in=asked.values("elector"))
        .exclude(pk__in=gone.values("elector"))
    )


def visits_that_day(visit: Visit, kept: Kept) -> EventQuerySet:
    """Standing visits of the same day to the same person; where only the door is kept, to the door alone."""
    same = _that_day(visit.subject.campaign_id, visit.happened_at)
    if kept.names_person:
        same = same.filter(elector=visit.elector)
    else:
        same = same.filter(elector=None, door=visit.door_key)
    return same.latest_first()


def visits_to_doors(
    doors: Iterable[Door], campaign: Campaign, moment: datetime
) -> EventQuerySet:
    """Standing visits of the moment's day that are kept of these doors alone."""
    return _that_day(campaign.pk, moment).filter(elector=None, door__in=doors)


def _that_day(campaign: UUID, moment: datetime) -> EventQuerySet:
    """Standing visits of the moment's day."""
    day = localtime(moment).date()
    begins, ends = (
        make_aware(datetime.combine(day + timedelta(days=after), time.min))
        for after in (0, 1)
    )
    visits = Event.objects.filter(campaign=campaign).visits().standing()
    return visits.filter(happened_at__gte=begins, happened_at__lt=ends)


def last_entered(membership: Membership) -> EventQuerySet:
    """The last ten standing visits that the member entered, newest first.

    Of all districts: a number typed with its letters belongs to another, and may need to be taken back too.
    """
    mine = Event.objects.for_member(membership).visits().standing()
    rows = mine.filter(author=membership).select_related(
        "elector__district", "door__district", "consent"
    )
    return rows.latest_received_first()[:10]


def scales_of(campaign: Campaign) -> tuple[Scale, ...]:
    """The answer codes that may be used, those to begin with first; counts only while no consent can be asked."""
    return (COUNTS_ONLY,) if is_counts_only(campaign) else scales_for_answers(campaign)


def scales_for_answers(campaign: Campaign) -> tuple[Scale, ...]:
    """The same of a campaign that has words of consent in force.

    Its own come before the neutral scale where it has chosen one of them.
    """
    ours = list(AnswerScale.objects.of(campaign).in_use())
    own = [scale.scale for scale in ours]
    if ours and ours[0].is_default:
        return (*own, NEUTRAL)
    return (NEUTRAL, *own)


def scale_called(campaign: Campaign, name: str) -> Scale:
    """The scale of that name, if it may be used now; else the one to begin with."""
    scales = scales_of(campaign)
    return next((scale for scale in scales if scale.name == name), scales[0])


def is_counts_only(campaign: Campaign) -> bool:
    """Whether no words of consent are in force, so that nobody's opinion may be kept."""
    return not opinion_wordings(campaign).exists()


def opinion_wordings(campaign: Campaign) -> QuerySet[ConsentWording]:
    """The words of consent for keeping an answer that are in force, one a language."""
    return ConsentWording.objects.filter(
        campaign=campaign, covers=ConsentWording.Covers.OPINION, withdrawn_at=None
    )


def words_read_out(
    campaign: Campaign, language: str, moment: datetime
) -> ConsentWording | None:
    """The words of consent for keeping an answer that were read out in this language at that moment, if any.

    A sheet of Saturday typed on Monday rests on Saturday's words, whatever has been entered since. Of two in force
    on one day, the later one that had been entered by then.
    """
    entered = ConsentWording.objects.filter(
        campaign=campaign, covers=ConsentWording.Covers.OPINION, language=language
    )
    that_day = [
        words
        for words in entered.order_by("entered_at")
        if in_force_that_day(words, moment)
    ]
    by_then = [words for words in that_day if words.entered_at <= moment]
    return next(reversed(by_then), None) or next(iter(that_day), None)


def channel_wordings(campaign: Campaign) -> dict[str, ConsentWording]:
    """For each of calls, texts and e-mail the words of consent in force, in English where there are any."""
    words = ConsentWording.objects.filter(campaign=campaign, withdrawn_at=None)
    found = {w.covers: w for w in words.order_by("-language")}
    found |= {w.covers: w for w in words.filter(language="en")}
    return {channel: found[channel] for channel in CHANNELS if channel in found}


def district_for(membership: Membership, district_id: UUID | None) -> District:
    """A district of the member's campaign and area; Http404 for any other."""
    districts = District.objects.filter(campaign=membership.campaign_id)
    if membership.districts:
        districts = districts.filter(pk__in=membership.districts)
    return get_object_or_404(districts.select_related("council"), pk=district_id)


def district_with_doors(membership: Membership, district_id: UUID | None) -> District:
    """A district in which the member has doors, if only those that doors of an area of our own have become.

    Http404 for any other. What is shown of it is to be the member's own.
    """
    districts = District.objects.filter(campaign=membership.campaign_id)
    if membership.districts:
        theirs = doors_in(membership).order_by().values("district")
        mine = Q(pk__in=membership.districts) | Q(pk__in=theirs)
        districts = districts.filter(mine)
    return get_object_or_404(districts.select_related("council"), pk=district_id)


def elector_for(
    membership: Membership, district: District, elector_id: UUID
) -> Elector:
    """An elector on the register of the member's area; Http404 for any other, and for an anonymous entry."""
    electors = Elector.objects.for_member(membership).on_the_register()
    electors = electors.in_district(district).filter(is_anonymous=False)
    return get_object_or_404(electors.select_related("district", "door"), pk=elector_id)


def permissions_of(elector: Elector) -> dict[str, Event]:
    """For each channel that the person has spoken about, the last standing word on it."""
    said = Event.objects.filter(
        campaign=elector.campaign_id,
        elector=elector,
        kind=Event.Kind.PERMISSION,
        payload__has_key="channel",
    ).standing()
    return {
        event.payload["channel"]: event
        for event in reversed(said.select_related("consent").latest_first())
    }


def _campaign(scope: Scope) -> Campaign:
    return scope.campaign if isinstance(scope, Membership) else scope
