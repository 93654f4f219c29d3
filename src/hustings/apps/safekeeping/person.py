"""All that is held on one person, for that person to read (UK GDPR article 15)."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey, Model

from hustings.apps.campaigns.models import AuditEntry, CampaignRow
from hustings.apps.register.models import Elector

Facts = dict[str, object]


def all_held_on(elector: Elector) -> dict[str, list[Facts]]:
    """Every row of ours that is about this elector, by kind, with the fields' own names.

    The elector's row and door, every row of any table that points at the elector, and the trail's entries
    that name one of these rows.
    """
    held: dict[str, list[Facts]] = {"elector": [_facts(elector)]}
    if elector.door:
        held["door"] = [_facts(elector.door)]
    records = [elector.id]
    for model, field in _pointing_at_electors():
        rows = model._default_manager.filter(
            campaign=elector.campaign_id, **{field: elector.pk}
        )
        held[str(model._meta.verbose_name)] = [_facts(row) for row in rows]
        records += [row.pk for row in rows]
    trail = AuditEntry.objects.filter(
        campaign=elector.campaign_id, records__overlap=records
    )
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


def _pointing_at_electors() -> Iterable[tuple[type[Model], str]]:
    for model in apps.get_models():
        if issubclass(model, CampaignRow):
            for field in model._meta.fields:
                if isinstance(field, ForeignKey) and field.related_model is Elector:
                    yield model, field.name


def _facts(row: Model) -> Facts:
    fields: list[Field[object, object]] = [
        f for f in row._meta.fields if f.name != "campaign"
    ]
    values = {f.name: f.value_from_object(row) for f in fields}
    return {
        name: value for name, value in values.items() if value not in (None, "", [], {})
    }
