"""Who acts: said once for a transaction, written beside every change by the database itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import connections, transaction
from django.utils.timezone import now

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.models import AuditEntry, Campaign, Membership


@dataclass(frozen=True, slots=True)
class Actor:
    """Who an audit entry names: a user by id, or a command or job by its name."""

    key: str
    name: str


@contextmanager
def acting(
    by: "User | Membership | Actor", verb: str, using: str = "default"
) -> Iterator[None]:
    """Run the block as one transaction whose every write is audited as `by` doing `verb`.

    A block inside another keeps its own verb and gives the outer one back afterwards. `using` is
    "owner" for the few acts that the application's role may not do.
    """
    actor = actor_of(by)
    is_within = connections[using].in_atomic_block
    with transaction.atomic(using=using):
        before = _set(using, actor.key, actor.name, verb)
        yield
        if is_within:  # else the end of the transaction takes the settings back
            _set(using, *before)


def record(
    *,
    campaign: Campaign,
    by: "User | Membership | Actor",
    verb: str,
    of: str,
    rows: int,
    records: Sequence[UUID] | None = None,
) -> None:
    """Note a read that matters: an export or a print of personal data. `of` names what was taken.

    `records` are the rows that were read, where they are few enough to be named.
    """
    actor = actor_of(by)
    AuditEntry.objects.create(
        id=uuid4(),
        campaign=campaign,
        at=now(),
        actor=actor.key,
        actor_name=actor.name,
        verb=verb,
        operation="read",
        table=of,
        records=records,
        rows=rows,
    )


def actor_of(by: "User | Membership | Actor") -> Actor:
    match by:
        case Actor():
            return by
        case Membership():
            return actor_of(by.user)
        case User():
            return Actor(str(by.id), str(by))


def command(name: str) -> Actor:
    """The actor for a command typed at the server itself."""
    return Actor(f"command:{name}", f"the command hustings {name}")


def _set(using: str, actor: str, name: str, verb: str) -> tuple[str, str, str]:
    """Say who acts for the rest of the transaction; gives who was said to before."""
    with connections[using].cursor() as cursor:
        cursor.execute(_SET, [actor, name, verb])
        was_actor, was_name, was_verb, *_ = cursor.fetchone()
    return was_actor, was_name, was_verb


# The row of `before` stands before its settings are replaced.
_SET = """WITH before AS MATERIALIZED (SELECT
        coalesce(current_setting('hustings.actor', true), '') AS actor,
        coalesce(current_setting('hustings.actor_name', true), '') AS name,
        coalesce(current_setting('hustings.verb', true), '') AS verb)
    SELECT actor, name, verb, set_config('hustings.actor', %s, true),
        set_config('hustings.actor_name', %s, true), set_config('hustings.verb', %s, true) FROM before"""
