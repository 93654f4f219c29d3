"""What the benchmark of handing in begins with: a campaign with doors, and each phone's batch, sealed, as a file."""

import json
from collections.abc import Sequence
from pathlib import Path

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership, Role
from hustings.apps.campaigns.places import Place
from hustings.apps.doorstep.actions.enrolling import enrol, link_for_phone
from hustings.apps.doorstep.models import CampaignKey
from hustings.apps.register.models import Door, Elector
from hustings.core.doorstep import Consent
from hustings.engine.address import owner
from tests.apps.doorstep.phones import event_by, sealed
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_member,
    make_wording,
)

SAID = {"outcome": "spoken-to", "code": "2", "scale": "1 to 5"}


def fill(place: str, phones: int, events: int, doors: int) -> None:
    """To be run within the server's home. Every third event is an answer with consent, the others nobody in."""
    agent = make_member(make_campaign())
    electors = _electors(agent, doors)
    words = make_wording(agent.campaign)
    for number in range(phones):
        first = number * events % doors
        batch = _batch(agent, electors[first : first + events], words)
        Path(place, f"batch-{number:04d}.json").write_text(batch)
    Path(place, "database").write_text(json.dumps(owner().environment()))


def _electors(agent: Membership, number: int) -> list[Elector]:
    district = make_district(agent.campaign)
    of = {"campaign": agent.campaign, "district": district}
    doors = [
        Door(**of, key=f"mill road {n}", street="Mill Road", label=str(n), number=n)
        for n in range(number)
    ]
    people = {"surname": "Bloggs", "may_vote": "yes", "opened_on": START.date()}
    electors = [
        Elector(**of, **people, number=n, raw_number=str(n), door=door)
        for n, door in enumerate(doors)
    ]
    with acting(TESTER, "fill"):
        Door.objects.bulk_create(doors, batch_size=5000)
        return Elector.objects.bulk_create(electors, batch_size=5000)


def _batch(
    agent: Membership, electors: Sequence[Elector], words: ConsentWording
) -> str:
    place = Place(role=Role.CANVASSER)
    link = link_for_phone(name="Bo", place=place, by=agent, at=START)
    phone = enrol(invitation=link.invitation, name="Bo", app="1.0.0", at=START)
    key = bytes(CampaignKey.objects.get(campaign=agent.campaign).public)
    agreed = Consent(words.pk, START)
    events = [
        event_by(phone, elector=each.pk, consent=agreed, payload=SAID)
        if number % 3 == 0
        else event_by(phone, door=each.door_id)
        for number, each in enumerate(electors)
    ]
    given = [sealed(event, key=key) for event in events]
    rows = [{"id": each.id, "sealed": each.sealed} for each in given]
    return json.dumps({"v": 1, "campaign": str(agent.campaign_id), "events": rows})
