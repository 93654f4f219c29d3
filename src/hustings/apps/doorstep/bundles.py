"""What a phone gets to take along: doors and people of one walk, a stall's list, or people to ring; and no more.

Whoever asked not to be contacted goes along without a name, so that nobody knocks by mistake. Nobody anonymous,
overseas, gone or outside the phone's area is in any list; earlier answers are only for those who may see answers.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from hustings.apps.campaigns.home import calendar_of
from hustings.apps.campaigns.models import Campaign, ConsentWording
from hustings.apps.campaigns.queries import notice_in_force, wordings_in_force
from hustings.apps.campaigns.rights import May, may
from hustings.apps.canvass.queries import canvassable, scales_of
from hustings.apps.doorstep.calling import LENT_FOR, ToRing
from hustings.apps.doorstep.models import CallRound, CampaignKey, Phone, Question, Stall
from hustings.apps.ledger.models import Event, Outcome
from hustings.apps.register.models import Door, Elector, Newcomer
from hustings.apps.walks.models import Outing
from hustings.apps.walks.queries import Person, WalkDoor, doors_of
from hustings.core.doorstep import written

Json = dict[str, object]
# Names for a stall stay on a phone for so long at most.
A_DAY = timedelta(hours=24)


def walk_bundle(phone: Phone, outing: Outing, at: datetime) -> Json:
    """The walk in its order, with who lives at each door."""
    walk = outing.walk
    sees = may(phone.membership, May.SEE_ANSWERS)
    here = doors_of(walk, phone.membership)
    added = _newcomers_at(phone.campaign, [each.door for each in here])
    doors = [
        _walk_door(each, sees=sees)
        | {
            "newcomers": [
                _newcomer(one) for one in added if one.door_id == each.door.pk
            ]
        }
        for each in here
    ]
    named = {
        "id": str(walk.pk),
        "code": walk.code,
        "name": walk.name,
        "district": str(walk.district),
        "occasion": str(outing.pk),
    }
    return _common(phone, at) | {"walk": named, "doors": doors}


def stall_bundle(phone: Phone, stall: Stall, at: datetime) -> Json:
    """Whom people at a stall may turn out to be: name, door and number; nothing that was said before."""
    listed = canvassable(phone.membership)
    electors = listed.within(phone.campaign_id, stall.districts)
    rows = electors.select_related("door", "district").in_walking_order()
    people = [_named(each) | _where(each.door) for each in rows if each.door]
    named = {
        "id": str(stall.pk),
        "code": stall.code,
        "name": stall.name,
        "place": stall.place,
        "occasion": str(stall.pk),
    }
    until = min(end for end in (phone.until, stall.ends_at, at + A_DAY) if end)
    common = _common(phone, at) | {"until": until.isoformat()}
    return common | {"stall": named, "people": people}


def calls_bundle(
    phone: Phone, calls: CallRound, people: Iterable[ToRing], at: datetime
) -> Json:
    """People to ring, or to write to, who agreed to it; without their doors."""
    sees = may(phone.membership, May.SEE_ANSWERS)
    named = {
        "id": str(calls.pk),
        "code": calls.code,
        "name": calls.name,
        "channel": calls.channel,
        "occasion": str(calls.pk),
    }
    listed = [_to_ring(each, sees=sees) for each in people]
    until = min(end for end in (phone.until, at + LENT_FOR) if end)
    common = _common(phone, at) | {"until": until.isoformat()}
    return common | {"round": named, "people": listed}


def postal_from(campaign: Campaign) -> date | None:
    """From which day postal packs may land: the day after the candidates are published, since none is printed before."""
    published = [each for each in calendar_of(campaign) if each.key == "statement"]
    return published[0].day + timedelta(days=1) if published else None


def people_in(bundle: Json) -> int:
    """How many names are in it."""
    doors, listed = bundle.get("doors", []), bundle.get("people", [])
    held = [*doors] if isinstance(doors, list) else []
    names = [one for door in held for one in door["people"] if one.get("name")]
    return len(names) + (len(listed) if isinstance(listed, list) else 0)


def _common(phone: Phone, at: datetime) -> Json:
    """What every list comes with: whose it is, until when, and what may be asked in which words."""
    campaign = phone.campaign
    scale, *_ = scales_of(campaign)
    notice, packs = notice_in_force(campaign), postal_from(campaign)
    return {
        "v": 1,
        "campaign": _campaign(campaign),
        "server_time": at.isoformat(),
        "until": phone.until and phone.until.isoformat(),
        "scale": scale.name,
        "answers": [
            {
                "code": each.code,
                "label": each.label,
                "meaning": each.meaning.value,
                "strength": each.strength,
            }
            for each in scale.answers
        ],
        "consents": [_consent(each) for each in wordings_in_force(campaign)],
        "notice": {"address": notice.address, "text": notice.text} if notice else None,
        "questions": [
            _question(each) for each in Question.objects.of(campaign).asked()
        ],
        "postal_from": packs and packs.isoformat(),
    }


def _campaign(campaign: Campaign) -> Json:
    key = CampaignKey.objects.get(campaign=campaign)
    return {
        "id": str(campaign.pk),
        "name": campaign.name,
        "candidate": campaign.candidate,
        "imprint": campaign.imprint,
        "key": written(bytes(key.public)),
    }


def _consent(wording: ConsentWording) -> Json:
    return {
        "id": str(wording.pk),
        "covers": wording.covers,
        "language": wording.language,
        "text": wording.text,
    }


def _question(question: Question) -> Json:
    return {
        "id": str(question.pk),
        "kind": question.kind,
        "words": question.in_every_language(),
        "options": question.options,
    }


def _where(door: Door) -> Json:
    return {"label": door.label, "street": door.street, "postcode": door.postcode}


def _walk_door(each: WalkDoor, *, sees: bool) -> Json:
    door = each.door
    return _where(door) | {
        "id": str(door.pk),
        "side": door.side,
        "latitude": door.latitude,
        "longitude": door.longitude,
        "last": _last(each.last, "outcome"),
        "people": [_person(person, sees=sees) for person in each.people],
    }


def _person(person: Person, *, sees: bool) -> Json:
    if person.leave:
        return {"id": str(person.elector.pk), "leave": True}
    return _named(person.elector) | {
        "leave": False,
        "postal": person.by_post,
        "last": _last(person.last, "code") if sees else None,
    }


def _named(elector: Elector) -> Json:
    return {
        "id": str(elector.pk),
        "number": elector.full_number,
        "name": elector.name,
    }


def _newcomer(newcomer: Newcomer) -> Json:
    return {"id": str(newcomer.pk), "name": str(newcomer)}


def _newcomers_at(campaign: Campaign, doors: Iterable[Door]) -> list[Newcomer]:
    """Those met there before who are on no register yet, but for those who asked not to be contacted."""
    keys = [door.pk for door in doors]
    alone = Event.objects.of(campaign).visits().standing()
    alone = alone.filter(
        payload__outcome=Outcome.DO_NOT_CONTACT, newcomer__isnull=False
    )
    here = Newcomer.objects.of(campaign).filter(elector=None, door__in=keys)
    return list(here.exclude(pk__in=alone.values("newcomer")))


def _to_ring(each: ToRing, *, sees: bool) -> Json:
    return {
        "id": str(each.key),
        "newcomer": each.is_newcomer,
        "number": each.number,
        "name": each.name,
        "telephone": each.telephone,
        "leave": False,
        "last": _last(each.last, "code") if sees else None,
    }


def _last(event: Event | None, name: str) -> Json | None:
    """When it was and what came of it; nothing of what was emptied since."""
    if event is None or not event.payload:
        return None
    return {"at": event.reckoned_at.isoformat(), name: event.payload.get(name, "")}
