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
from hustings.apps.register.models import Door, Elector, NumberMatch
from hustings.apps.safekeeping.models import Erasure

Facts = dict[str, object]
Rows = dict[str, list[Model]]


def all_held_on(elector: Elector) -> dict[str, list[Facts]]:
    """Every row of ours that is about this person, by kind, with the fields' own names.

    Of an entry of the trail that is about many people, only this person's records are named.
    """
    rows = rows_about(elector)
    own = {row.pk for some in rows.values() for row in some}
    return {kind: [_facts(row, own) for row in some] for kind, some in rows.items()}


def rows_about(elector: Elector) -> Rows:
    """Every row that is about this person, by kind.

    The person's row and any row that turned out to be the same person, their doors, every row of any table
    that points at one of them, what was erased, and the trail's entries that name one of these rows.
    """
    campaign = elector.campaign_id
    rows = rows_of_person(campaign=campaign, elector=elector.id)
    electors = Elector.objects.filter(campaign=campaign, id__in=rows)
    doors = Door.objects.filter(campaign=campaign, electors__in=electors).distinct()
    asked_first = sorted(electors, key=lambda each: each.id != elector.id)
    held: dict[str, list[Model]] = {"elector": [*asked_first], "door": list(doors)}
    for model, fields in pointing_at_electors():
        here = reduce(or_, (Q(**{f"{field}__in": rows}) for field in fields))
        about = model._default_manager.filter(here, campaign=campaign)
        held[str(model._meta.verbose_name)] = list(about)
    held["erasure"] = list(Erasure.objects.filter(campaign=campaign, person__in=rows))
    records = [row.pk for kind, some in held.items() if kind != "door" for row in some]
    trail = AuditEntry.objects.filter(campaign=campaign, records__overlap=records)
    held["audit entry"] = list(trail)
    return {kind: some for kind, some in held.items() if some}


def rows_of_person(
    *, campaign: UUID, elector: UUID, using: str = "default"
) -> list[UUID]:
    """The ids of all rows that are the same person: a renumbering may have found that two are one."""
    same = NumberMatch.objects.using(using).filter(
        campaign=campaign, state=NumberMatch.State.SAME
    )
    rows, found = {elector}, {elector}
    while found:
        pairs = same.filter(Q(earlier__in=found) | Q(later__in=found))
        found = {
            each for pair in pairs.values_list("earlier", "later") for each in pair
        }
        found -= rows
        rows |= found
    return sorted(rows)


def as_json(held: dict[str, list[Facts]], at: datetime) -> str:
    """The same as a file to hand over."""
    return json.dumps(
        {"made_at": at, "held": held},
        cls=DjangoJSONEncoder,
        indent=2,
        ensure_ascii=False,
    )


def pointing_at_electors() -> Iterable[tuple[type[Model], list[str]]]:
    """Each table that points at electors, with the columns that do: a question of a renumbering has two."""
    for model in apps.get_models():
        if issubclass(model, CampaignRow):
            fields = [
                field.name
                for field in model._meta.fields
                if isinstance(field, ForeignKey) and field.related_model is Elector
            ]
            if fields:
                yield model, fields


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
