"""What each batch from a phone asks of the database, by the ids that it names.

Django words a query anew each time, which takes several times as long as the looking up. Here it is worded once.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value

from hustings.apps.campaigns.models import ConsentWording
from hustings.apps.canvass.models import AnswerScale
from hustings.apps.doorstep.models import CampaignKey, Phone
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import DoNotContact, Door, Elector

Row = TypeVar("Row", bound=tuple[Any, ...])
Kept = TypeVar("Kept", bound=Model)
# What stands in a query's words in place of what differs each time.
CAMPAIGN, IDS = UUID(int=0), "the ids"


class Among(Func):
    """Whether an id, or a hash, is one of those given: one array, where with `in` each would be a value of its own."""

    template = "%(expressions)s::%(kind)s[])"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, name: str, kind: str = "uuid") -> None:
        super().__init__(F(name), Value(IDS), kind=kind)


class Lookup(Generic[Row]):
    """The rows of a campaign that have to do with some ids: a query in which the marks above stand for both."""

    def __init__(self, query: QuerySet[Any, Row]) -> None:
        self._query = query

    def __call__(self, campaign: UUID, ids: Iterable[UUID | str]) -> list[Row]:
        """Of this campaign; nothing is asked where no ids are given. The texts among them are plain letters and digits."""
        listed = ",".join(map(str, ids))
        if not listed:
            return []
        given: dict[Any, Any] = {CAMPAIGN: campaign, IDS: f"{{{listed}}}"}
        words, values = self._in_words
        with connection.cursor() as cursor:
            cursor.execute(words, [given.get(value, value) for value in values])
            rows: list[Row] = cursor.fetchall()
        return rows

    @cached_property
    def _in_words(self) -> tuple[str, tuple[Any, ...]]:
        return self._query.query.sql_with_params()


class Whole(Generic[Kept]):
    """The same with the rows themselves, and beside each what it points at: by the first name of `along`, and so on."""

    def __init__(self, query: QuerySet[Kept], *along: str) -> None:
        self._along = along
        self._parts = [_Part(query.model)]
        for name in along:
            field = self._parts[-1].model._meta.get_field(name)
            self._parts.append(_Part(cast(type[Model], field.related_model)))
        paths = ["__".join([*along[:deep], ""]) for deep in range(len(self._parts))]
        named = zip(paths, self._parts, strict=True)
        wanted = [f"{path}{name}" for path, part in named for name in part.columns]
        self._rows = Lookup(query.order_by().values_list(*wanted))

    def __call__(self, campaign: UUID, ids: Iterable[UUID | str]) -> list[Kept]:
        return [self._of(row) for row in self._rows(campaign, ids)]

    def _of(self, row: Iterable[object]) -> Kept:
        values = iter(row)
        found = [part.taken_from(values) for part in self._parts]
        pairs = pairwise(found)
        for name, (holder, held) in zip(self._along, pairs, strict=True):
            setattr(holder, name, held)
        return cast(Kept, found[0])


class _Part:
    """One model's columns among those of a joined row."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        fields = model._meta.concrete_fields
        self.columns = [field.attname for field in fields]
        # How some are read, as JSON is; the others come as they are kept.
        self._reading = [getattr(field, "from_db_value", None) for field in fields]

    def taken_from(self, values: Iterator[object]) -> Model:
        """A row of the model, of as many of the values as it has columns."""
        own = [
            read(next(values), None, connection) if read else next(values)
            for read in self._reading
        ]
        return self.model.from_db("default", self.columns, own)


# The key of a campaign whose id it is given, unless that was erased.
keys_among = Whole(
    CampaignKey.objects.filter(
        Among("campaign"), campaign=CAMPAIGN, campaign__erased_at=None
    ),
    "campaign",
)
phones_among = Whole(
    Phone.objects.filter(Among("hand_in_hash", "text"), campaign=CAMPAIGN),
    "membership",
    "user",
)
# Of a campaign whose id it is given.
scales_among = Whole(
    AnswerScale.objects.in_use().filter(Among("campaign"), campaign=CAMPAIGN)
)
wordings_among = Whole(ConsentWording.objects.filter(Among("pk"), campaign=CAMPAIGN))
# Nobody anonymous: no phone was ever told of them.
electors_among = Lookup(
    Elector.objects.filter(Among("pk"), campaign=CAMPAIGN, is_anonymous=False)
    .order_by()
    .values_list("pk", "district_id", "door_id")
)
doors_among = Lookup(
    Door.objects.filter(Among("pk"), campaign=CAMPAIGN)
    .order_by()
    .values_list("pk", "district_id", "became_id")
)
left_alone_among = Lookup(
    DoNotContact.objects.in_force()
    .filter(Among("elector"), campaign=CAMPAIGN)
    .values_list("elector_id", "since")
)
erasures_among = Lookup(
    Event.objects.filter(campaign=CAMPAIGN, kind=Event.Kind.ERASURE)
    .standing()
    .filter(Q(Among("elector")) | Q(Among("newcomer")))
    .order_by("reckoned_at")
    .values_list("elector_id", "newcomer_id", "reckoned_at")
)
kept_among = Lookup(
    Event.objects.filter(Among("pk"), campaign=CAMPAIGN).values_list("pk")
)
