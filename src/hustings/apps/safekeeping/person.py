"""All that is held on one person, for that person to read (UK GDPR article 15)."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey, Model, Q

from hustings.apps.campaigns.models import AuditEntry, CampaignRow
from hustings.apps.doorstep.models import Held
from hustings.apps.doorstep.office import held_about
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.queries import carried_by_mistake
from hustings.apps.register.models import Door, Elector, Newcomer, NumberMatch
from hustings.apps.safekeeping.models import Erasure
from hustings.core import doorstep

Facts = dict[str, object]
Rows = dict[str, list[Model]]
Person = Elector | Newcomer
Waiting = list[tuple[Held, doorstep.Event]]


def all_held_on(person: Person) -> dict[str, list[Facts]]:
    """Every row of ours that is about this person, by kind, with the fields' own names.

    Of an entry of the trail that is about many people, only this person's records are named. What phones brought
    and is still held is told as it was said.
    """
    rows = rows_about(person)
    own = {row.pk for some in rows.values() for row in some}
    facts = {kind: [_facts(row, own) for row in some] for kind, some in rows.items()}
    waiting = [
        {"received_at": held.received_at, **_said(event)}
        for held, event in waiting_about(person)
    ]
    return facts | ({"held event": waiting} if waiting else {})


def waiting_about(person: Person) -> Waiting:
    """What phones brought of this person and nobody has looked at yet, opened."""
    people = rows_of_person(campaign=person.campaign_id, person=person.pk)
    return list(held_about(person.campaign_id, people))


def rows_about(person: Person) -> Rows:
    """Every row that is about this person, by kind.

    The person's row and any row that turned out to be the same person, their doors, every row of any table
    that points at one of them, what was erased, and the trail's entries that name one of these rows.
    """
    campaign = person.campaign_id
    people = rows_of_person(campaign=campaign, person=person.pk)
    electors = Elector.objects.filter(campaign=campaign, id__in=people)
    newcomers = Newcomer.objects.filter(campaign=campaign, id__in=people)
    doors = Door.objects.filter(campaign=campaign, electors__in=electors).distinct()
    asked_first = sorted(electors, key=lambda each: each.id != person.pk)
    held: dict[str, list[Model]] = {
        "elector": [*asked_first],
        "newcomer": list(newcomers),
        "door": list(doors),
    }
    for model, fields in pointing_at_people():
        here = reduce(or_, (Q(**{f"{field}__in": people}) for field in fields))
        about = model._default_manager.filter(here, campaign=campaign)
        if model is Event:  # a link undone since: somebody else said it
            about = about.exclude(pk__in=carried_by_mistake(campaign, electors))
        held.setdefault(str(model._meta.verbose_name), list(about))
    held["erasure"] = list(Erasure.objects.filter(campaign=campaign, person__in=people))
    records = [row.pk for kind, some in held.items() if kind != "door" for row in some]
    trail = AuditEntry.objects.filter(campaign=campaign, records__overlap=records)
    held["audit entry"] = list(trail)
    return {kind: some for kind, some in held.items() if some}


def rows_of_person(
    *, campaign: UUID, person: UUID, using: str = "default"
) -> list[UUID]:
    """The ids of all rows that are the same person.

    A renumbering may have found that two electors are one, and a newcomer may have been found on the register.
    """
    same = NumberMatch.objects.using(using).filter(
        campaign=campaign, state=NumberMatch.State.SAME
    )
    newcomers = Newcomer.objects.using(using).filter(campaign=campaign)
    found_as = newcomers.filter(pk=person, elector__isnull=False)
    rows = {person, *found_as.values_list("elector", flat=True)}
    found = set(rows)
    while found:
        pairs = same.filter(Q(earlier__in=found) | Q(later__in=found))
        found = {
            each for pair in pairs.values_list("earlier", "later") for each in pair
        }
        found -= rows
        rows |= found
    rows |= set(newcomers.filter(elector__in=rows).values_list("pk", flat=True))
    return sorted(rows)


def as_json(held: dict[str, list[Facts]], at: datetime) -> str:
    """The same as a file to hand over."""
    return json.dumps(
        {"made_at": at, "held": held},
        cls=DjangoJSONEncoder,
        indent=2,
        ensure_ascii=False,
    )


def pointing_at_people() -> Iterable[tuple[type[Model], list[str]]]:
    """Each table that points at electors or newcomers, with the columns that do: a question of a renumbering has two."""
    for model in apps.get_models():
        if issubclass(model, CampaignRow):
            fields = [
                field.name
                for field in model._meta.fields
                if isinstance(field, ForeignKey)
                and field.related_model in (Elector, Newcomer)
            ]
            if fields:
                yield model, fields


def _said(event: doorstep.Event) -> Facts:
    return {
        "kind": event.kind.value,
        "happened_at": event.happened_at,
        "payload": event.payload,
    }


def _facts(row: Model, own: Collection[UUID]) -> Facts:
    fields: list[Field[object, object]] = [
        f for f in row._meta.fields if f.name != "campaign"
    ]
    values = {f.name: f.value_from_object(row) for f in fields}
    if isinstance(row, AuditEntry):
        values["records"] = [each for each in row.records or () if each in own]
    return {
        name: value for name, value in values.items() if value not in (None, "", [], {})
    }
