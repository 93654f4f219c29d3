"""The audit trail as the agent reads it: by whom, doing what, when."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.timezone import make_aware

from hustings.apps.campaigns.models import AuditEntry, Campaign, Membership

DONE = {"insert": "added", "update": "changed", "delete": "removed", "read": "read out"}


def trail(campaign: Campaign, wanted: Mapping[str, Any]) -> "QuerySet[AuditEntry]":
    """The entries that are wanted, newest first; both days are included."""
    entries = AuditEntry.objects.filter(campaign=campaign).order_by("-at", "id")
    if wanted.get("who"):
        entries = entries.filter(actor=wanted["who"])
    if wanted.get("did"):
        entries = entries.filter(verb__icontains=wanted["did"])
    if wanted.get("since"):
        entries = entries.filter(at__gte=_midnight(wanted["since"]))
    if wanted.get("until"):
        entries = entries.filter(at__lt=_midnight(wanted["until"] + timedelta(days=1)))
    return entries


def people(campaign: Campaign) -> list[tuple[str, str]]:
    """Everybody who is or was a member, to choose from."""
    members = Membership.objects.of(campaign).select_related("user")
    named = {str(each.user_id): str(each.user) for each in members}
    return sorted(named.items(), key=lambda pair: pair[1])


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


def in_words(entry: AuditEntry) -> str:
    """What the entry says was done, in words: "3 electors changed"."""
    what, many = _names(entry.table)
    done = DONE.get(entry.operation, entry.operation)
    return f"{what} {done}" if entry.rows == 1 else f"{entry.rows:,} {many} {done}"


def _names(table: str) -> tuple[str, str]:
    """One and several of what a table keeps; the table's own name where it is none of ours."""
    for model in apps.get_models():
        if model._meta.db_table == table:
            names = model._meta
            return str(names.verbose_name), str(names.verbose_name_plural)
    return table, table
