"""Every table of a campaign is keyed by campaign, tied within it, and audited."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from hustings.apps.campaigns.audit import acting, record
from hustings.apps.campaigns.models import AuditEntry, Council, Membership
from hustings.apps.register.models import Door, Elector
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db

TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
  AND a.attname = 'campaign_id' AND a.attnotnull ORDER BY 1
"""
PRIMARY_KEY = """
SELECT array_agg(a.attname ORDER BY k.place) FROM pg_constraint c
CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k (attnum, place)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
WHERE c.contype = 'p' AND c.conrelid = %s::regclass GROUP BY c.oid
"""
REFERENCES = """
SELECT c.conname, c.confrelid::regclass::text, array_agg(a.attname ORDER BY k.place) FROM pg_constraint c
CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k (attnum, place)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
WHERE c.contype = 'f' AND c.conrelid = %s::regclass GROUP BY c.oid
"""


def rows(statement: str, *values: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def tables() -> list[str]:
    return [str(name) for (name,) in rows(TABLES)]


def test_the_known_tables_are_among_those_checked() -> None:
    assert {"register_elector", "ledger_event", "campaigns_membership"} <= set(tables())


def test_every_campaign_table_has_the_composite_key() -> None:
    wrong = {
        t: rows(PRIMARY_KEY, t)
        for t in tables()
        if rows(PRIMARY_KEY, t) != [(["campaign_id", "id"],)]
    }
    assert wrong == {}


def test_every_reference_between_campaign_tables_names_the_campaign() -> None:
    keyed = set(tables())
    wrong = [
        (table, name)
        for table in keyed
        for name, target, columns in rows(REFERENCES, table)
        if target in keyed and columns[0] != "campaign_id"
    ]
    assert wrong == []


def test_every_reference_in_the_models_stands_in_the_database() -> None:
    from django.apps import apps

    keyed = set(tables())
    missing = [
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        if model._meta.db_table in keyed
        for field in model._meta.fields
        if field.related_model is not None
        and field.related_model._meta.db_table in keyed
        if not any(
            field.column in columns
            for _, _, columns in rows(REFERENCES, model._meta.db_table)
        )
    ]
    assert missing == []


def test_a_row_cannot_point_into_another_campaign() -> None:
    ours, theirs = make_campaign(), make_campaign()
    district, foreign_door = make_district(ours), make_door(make_district(theirs))

    with pytest.raises(IntegrityError), transaction.atomic():
        make_elector(district, door=foreign_door)
        connection.check_constraints()


def test_no_elector_and_no_door_is_of_a_campaign_that_does_not_exist() -> None:
    """They are tied to their campaign through the district alone."""
    district, nobody = make_district(make_campaign()), uuid4()
    of = {"campaign_id": nobody, "district": district}

    for row in (
        Elector(**of, number=1, raw_number="1", opened_on=START.date()),
        Door(**of, key="elm row 1", street="Elm Row", label="1"),
    ):
        with (
            pytest.raises(IntegrityError, match="district_id_here"),
            transaction.atomic(),
            acting(TESTER, "add to no campaign"),
        ):
            row.save(force_insert=True)
            connection.check_constraints()


def test_every_campaign_table_but_the_trail_itself_is_audited() -> None:
    audited = {
        str(name)
        for (name,) in rows(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'audit_%%'"
        )
    }
    assert set(tables()) - audited == {"campaigns_auditentry"}


def test_a_write_without_an_actor_is_turned_away() -> None:
    campaign = make_campaign()

    with pytest.raises(ProgrammingError, match="names no actor"), transaction.atomic():
        Council.objects.create(campaign=campaign, name="Exampleton")


def test_one_write_names_its_record_and_a_bulk_write_its_rows() -> None:
    district = make_district(make_campaign())
    elector = make_elector(district)
    with acting(TESTER, "add many"):
        Elector.objects.bulk_create(
            Elector(
                campaign=district.campaign,
                district=district,
                number=n,
                raw_number=str(n),
                opened_on=elector.opened_on,
            )
            for n in range(50_001, 50_151)
        )

    trail = AuditEntry.objects.filter(table="register_elector").order_by("at")

    assert [(e.verb, e.rows, e.records) for e in trail] == [
        ("make an elector", 1, [elector.id]),
        ("add many", 150, None),
    ]


def test_an_inner_action_gives_the_outer_ones_name_back() -> None:
    campaign = make_campaign()
    with acting(TESTER, "outer"):
        with acting(TESTER, "inner"):
            Council.objects.create(campaign=campaign, name="One")
        Council.objects.create(campaign=campaign, name="Two")

    verbs = (
        AuditEntry.objects.filter(table="campaigns_council")
        .order_by("at")
        .values_list("verb", flat=True)
    )
    assert list(verbs) == ["inner", "outer"]


def test_the_trail_can_be_added_to_and_not_changed() -> None:
    member = make_member(make_campaign())
    record(
        campaign=member.campaign,
        by=member,
        verb="exported",
        of="register_elector",
        rows=3,
    )

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        AuditEntry.objects.update(verb="nothing to see")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        AuditEntry.objects.all()._raw_delete("default")
    assert AuditEntry.objects.filter(verb="exported", rows=3).exists()


def test_the_trail_holds_no_contents() -> None:
    make_elector(make_district(make_campaign()), surname="Verysecret")

    assert not any(
        "Verysecret" in str(row)
        for row in rows("SELECT a::text FROM campaigns_auditentry a")
    )


def test_the_application_owns_no_table() -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied|must be owner"),
        transaction.atomic(),
    ):
        rows("ALTER TABLE ledger_event DISABLE TRIGGER ALL")


def test_a_member_is_audited_by_user() -> None:
    member = make_member(make_campaign())
    with acting(member, "leave"):
        Membership.objects.filter(campaign=member.campaign).update(role="teller")

    entry = AuditEntry.objects.get(verb="leave")
    assert (entry.actor, entry.actor_name) == (str(member.user.id), str(member.user))
