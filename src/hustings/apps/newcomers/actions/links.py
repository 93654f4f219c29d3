"""A newcomer is found on the register: what was said follows them there, and back again if it was a mistake."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.actions import carried_id, carry_over, void_event
from hustings.apps.ledger.models import Event, EventQuerySet, Outcome
from hustings.apps.newcomers.finding import Found
from hustings.apps.newcomers.models import Link
from hustings.apps.newcomers.trail import trail_of
from hustings.apps.register.actions import lift_do_not_contact, set_do_not_contact
from hustings.apps.register.models import DoNotContact, Elector, Newcomer
from hustings.core.errors import HustingsError

Whoever = Membership | Actor
BY_HAND = "somebody said so"


def link(
    *,
    newcomer: Newcomer,
    elector: Elector,
    by: Whoever,
    at: datetime,
    why: str = "",
    is_sure: bool = False,
) -> Link:
    """The newcomer is this elector: say of the elector what was said of the newcomer.

    Whoever asked not to be contacted is left alone from now on. `why` is a reason of the matching, or nothing where
    a person found them; `is_sure` that nobody was asked. HustingsError where the newcomer has been found already.
    """
    if elector.is_anonymous or elector.closed_on is not None:
        raise HustingsError(
            "This entry is no longer open on the register. Choose another."
        )
    with acting(by, "find a newcomer on the register"):
        held = _locked(newcomer)
        if held.elector_id == elector.pk:
            return Link.objects.of(held.campaign).in_force().get(newcomer=held)
        if held.elector_id:
            raise HustingsError(
                "Somebody has found this person already. If that was a mistake, undo it first."
            )
        held.elector, held.settled_at = elector, at
        held.save(update_fields=["elector", "settled_at"])
        made = Link.objects.create(
            campaign=held.campaign,
            newcomer=held,
            elector=elector,
            why=why or BY_HAND,
            is_sure=is_sure,
            made_by=_name(by),
            made_at=at,
        )
        _carry(held, elector, None, by, at)
    return made


def link_sure(*, found: Iterable[Found], by: Whoever, at: datetime) -> int:
    """Link each newcomer who is surely one elector; gives how many."""
    number = 0
    for each in found:
        if each.sure and each.newcomer.elector_id is None:
            link(
                newcomer=each.newcomer,
                elector=each.sure.elector,
                why=each.sure.candidate.why.value,
                is_sure=True,
                by=by,
                at=at,
            )
            number += 1
    return number


def undo_link(*, newcomer: Newcomer, by: Membership, at: datetime) -> int:
    """The newcomer is not this elector after all: what was carried over goes back; gives how many events.

    What the elector said of their own stays with the elector. A do-not-contact that the newcomer alone had asked for
    is lifted from the elector.
    """
    with acting(by, "undo that a newcomer was found"):
        held = _locked(newcomer)
        elector = held.elector
        made = Link.objects.of(held.campaign).in_force().filter(newcomer=held).first()
        if elector is None or made is None:
            raise HustingsError(
                "This person is linked to nobody: there is nothing to undo."
            )
        carried = trail_of(_events(held), held.campaign_id)
        number = carry_over(kept=held, closed=elector, by=by, at=at, only=carried)
        _lift(elector, carried, by, at)
        made.undone_by, made.undone_at = _name(by), at
        made.save(update_fields=["undone_by", "undone_at"])
        held.elector = held.settled_at = None
        held.save(update_fields=["elector", "settled_at"])
        Newcomer.objects.filter(pk=held.pk).go_home(held.campaign)
    return number


def not_on_register(*, newcomer: Newcomer, by: Membership, at: datetime) -> None:
    """A person has looked: the newcomer is not on the register. What they told us stays theirs."""
    with acting(by, "note that a newcomer is not on the register"):
        held = _locked(newcomer)
        if held.elector_id:
            raise HustingsError(
                "This person has been found on the register. Undo that first."
            )
        held.settled_at = at
        held.save(update_fields=["settled_at"])


def ask_again(*, newcomer: Newcomer, by: Membership) -> None:
    """Put a newcomer who was said not to be on the register to a person once more."""
    with acting(by, "look for a newcomer again"):
        held = _locked(newcomer)
        if held.elector_id is None and held.name:  # whoever was erased stays so
            held.settled_at = None
            held.save(update_fields=["settled_at"])


def carry_on(*, event: Event, by: Whoever, at: datetime) -> None:
    """What a phone tells of a newcomer, or of a door, that has meanwhile been found goes on to the elector or door.

    A void takes back what has been carried over as well.
    """
    if event.voids:
        _take_back(event.voids, by, at)
        return
    door = event.door.became if event.door else None
    if door and event.door:
        carry_over(kept=door, closed=event.door, by=by, at=at, only=[event.pk])
        event = Event.objects.get(
            campaign=event.campaign_id, pk=carried_id(event.pk, door.pk)
        )
    if event.newcomer and event.newcomer.elector:
        _carry(event.newcomer, event.newcomer.elector, [event.pk], by, at)


def _take_back(event: Event, by: Whoever, at: datetime) -> None:
    """Take back all that an event has become since."""
    mine = Event.objects.filter(campaign=event.campaign_id, pk=event.pk)
    became = trail_of(mine, event.campaign_id) - {event.pk}
    for each in Event.objects.filter(campaign=event.campaign_id, pk__in=became):
        void_event(event=each, by=by, at=at)
        if each.elector:
            _lift(each.elector, [each.pk], by, at)


def follow_elector(
    *, kept: Elector, closed: Elector, by: Membership, at: datetime
) -> None:
    """Two rows of the register are one person: whoever was found as the closed one is the kept one."""
    with acting(by, "follow a person to their other row"):
        Newcomer.objects.filter(campaign=kept.campaign_id, elector=closed).update(
            elector=kept
        )
        for each in Link.objects.of(kept.campaign).in_force().filter(elector=closed):
            each.undone_by, each.undone_at = _name(by), at
            each.save(update_fields=["undone_by", "undone_at"])
            Link.objects.create(
                campaign=kept.campaign,
                newcomer=each.newcomer,
                elector=kept,
                why=each.why,
                is_sure=each.is_sure,
                made_by=each.made_by,
                made_at=at,
            )


def _carry(
    newcomer: Newcomer,
    elector: Elector,
    only: Collection[UUID] | None,
    by: Whoever,
    at: datetime,
) -> None:
    """Carry what stands of the newcomer over, and honour it if they asked to be left alone."""
    asked = _asking(_events(newcomer).standing())
    if only is not None:
        asked = asked.filter(pk__in=only)
    first = asked.order_by("reckoned_at", "pk").values_list("pk", flat=True).first()
    carry_over(kept=elector, closed=newcomer, by=by, at=at, only=only)
    if first:
        set_do_not_contact(
            elector=elector,
            basis=DoNotContact.Basis.DOOR,
            source_event=carried_id(first, elector.pk),
            by=by,
            at=at,
        )


def _lift(elector: Elector, carried: Iterable[UUID], by: Whoever, at: datetime) -> None:
    """Lift what the carried events had set, unless the elector asked as well."""
    own = Event.objects.filter(campaign=elector.campaign_id, elector=elector)
    if _asking(own.standing()).exists():
        return
    standing = DoNotContact.objects.in_force().filter(
        campaign=elector.campaign_id, elector=elector, source_event__in=list(carried)
    )
    for key in standing.values_list("source_event", flat=True):
        lift_do_not_contact(elector=elector, source_event=key, by=by, at=at)


def _asking(events: EventQuerySet) -> EventQuerySet:
    return events.visits().filter(payload__outcome=Outcome.DO_NOT_CONTACT)


def _events(newcomer: Newcomer) -> EventQuerySet:
    return Event.objects.filter(campaign=newcomer.campaign_id, newcomer=newcomer)


def _locked(newcomer: Newcomer) -> Newcomer:
    """The row as it stands now, held until the transaction ends: two people may answer at once."""
    rows = Newcomer.objects.select_for_update(of=("self",)).select_related(
        "elector", "campaign"
    )
    return rows.get(campaign=newcomer.campaign_id, pk=newcomer.pk)


def _name(by: Whoever) -> str:
    return by.name if isinstance(by, Actor) else str(by.user)
