"""All that is held on one person, for that person to read (UK GDPR article 15)."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey, Model

from hustings.apps.campaigns.models import AuditEntry, Campaign, CampaignRow
from hustings.apps.doorstep.office import held_about
from hustings.apps.newcomers.queries import carried_by_mistake
from hustings.apps.register.models import Elector, Newcomer
from hustings.core import doorstep

Facts = dict[str, object]


def all_held_on(elector: Elector) -> dict[str, list[Facts]]:
    """Every row of ours that is about this elector, by kind, with the fields' own names.

    The elector's row and door, every row of any table that points at the elector or at the newcomer who turned
    out to be this elector, what phones brought and is still held, and the trail's entries that name one of these.
    """
    held: dict[str, list[Facts]] = {"elector": [_facts(elector)]}
    if elector.door:
        held["door"] = [_facts(elector.door)]
    newcomers = Newcomer.objects.of(elector.campaign).filter(elector=elector)
    people = [elector, *newcomers]
    return _with_the_rest(elector.campaign, people, held)


def all_held_on_newcomer(newcomer: Newcomer) -> dict[str, list[Facts]]:
    """The same of somebody who is on no register."""
    held = {"newcomer": [_facts(newcomer)]}
    return _with_the_rest(newcomer.campaign, [newcomer], held)


def _with_the_rest(
    campaign: Campaign,
    people: Sequence[Elector | Newcomer],
    held: dict[str, list[Facts]],
) -> dict[str, list[Facts]]:
    records = [person.pk for person in people]
    for person in people:
        for model, field in _pointing_at(type(person)):
            rows = model._default_manager.filter(
                campaign=campaign, **{field: person.pk}
            )
            if isinstance(person, Elector):  # a link undone: somebody else said it
                rows = rows.exclude(pk__in=carried_by_mistake(person))
            kind = held.setdefault(str(model._meta.verbose_name), [])
            kind += [_facts(row) for row in rows]
            records += [row.pk for row in rows]
    held["held event"] = [
        {"received_at": each.received_at, **_said(event)}
        for each, event in held_about(campaign.pk, [p.pk for p in people])
    ]
    trail = AuditEntry.objects.filter(campaign=campaign, records__overlap=records)
    held["audit entry"] = [_facts(entry) for entry in trail]
    return {kind: rows for kind, rows in held.items() if rows}


def as_json(held: dict[str, list[Facts]], at: datetime) -> str:
    """The same as a file to hand over."""
    return json.dumps(
        {"made_at": at, "held": held},
        cls=DjangoJSONEncoder,
        indent=2,
        ensure_ascii=False,
    )


def _pointing_at(target: type[Model]) -> Iterable[tuple[type[Model], str]]:
    for model in apps.get_models():
        if issubclass(model, CampaignRow):
            for field in model._meta.fields:
                if isinstance(field, ForeignKey) and field.related_model is target:
                    yield model, field.name


def _said(event: doorstep.Event) -> Facts:
    return {
        "kind": event.kind.value,
        "happened_at": event.happened_at,
        "payload": event.payload,
    }


def _facts(row: Model) -> Facts:
    fields: list[Field[object, object]] = [
        f for f in row._meta.fields if f.name != "campaign"
    ]
    values = {f.name: f.value_from_object(row) for f in fields}
    return {
        name: value for name, value in values.items() if value not in (None, "", [], {})
    }
