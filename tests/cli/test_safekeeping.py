"""The commands about copies, erasure and one person: what they print, and how they end."""

import json
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hustings.apps.campaigns.models import AuditEntry, Campaign
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import DoNotContact, Elector, Newcomer
from hustings.cli import database, main
from hustings.engine.home import folder
from tests.apps.safekeeping.people import make_answer, make_joined
from tests.factories import (
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_newcomer,
    make_wording,
)

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture(autouse=True)
def in_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use the test's own database, which is up; all else of them is as ever."""
    monkeypatch.setattr(database, "running", nullcontext)
    monkeypatch.setattr(database, "prepare_django", lambda: None)
    monkeypatch.setattr(database, "migrate_if_behind", lambda: None)


@pytest.fixture
def elector() -> Elector:
    campaign = make_campaign(name="Ada for Exampleton", is_demonstration=False)
    return make_elector(make_district(campaign), number=7, surname="Asker")


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, words, input=typed)


def about(number: str, *more: str) -> Result:
    return run("person", number, "--campaign", "Ada for Exampleton", *more)


def test_a_person_is_shown_with_what_was_said_under_the_number_before(
    elector: Elector,
) -> None:
    before = make_elector(elector.district, number=8)
    make_joined(elector, before)
    make_answer(before)

    told = about("AB1-7")
    assert told.exit_code == 0, told.output
    assert "Note: Has a ladder" in told.output
    assert "payload" not in told.output

    shown = about("AB1-7", "--json")

    assert shown.exit_code == 0, shown.output
    held = json.loads(shown.output)["held"]
    assert held["elector"][0]["surname"] == "Asker"
    assert held["event"][0]["payload"]["note"] == "Has a ladder"
    noted = AuditEntry.objects.filter(verb="show all held on a person")
    assert [each.records for each in noted] == [[elector.id]] * 2


def test_of_two_councils_people_the_one_whose_council_is_named(
    elector: Elector,
) -> None:
    there = make_district(elector.campaign, elector.district.code, "Otherham")
    make_elector(there, number=7, surname="Other")

    asked = about("AB1-7")
    assert asked.exit_code == 1
    assert "AB1-7, Exampleton; AB1-7, Otherham" in asked.output
    assert "All held on" in about("AB1-7, otherham").output
    assert "Asker" not in about("AB1-7, Otherham").output


def test_a_person_objects_and_has_their_answers_erased(elector: Elector) -> None:
    make_answer(elector)

    assert about("AB1-7", "--object", "--erase").exit_code == 0

    assert Event.objects.get().payload == {}
    assert DoNotContact.objects.in_force().get().basis == "objection"


def test_somebody_on_no_register_goes_by_name_and_street(elector: Elector) -> None:
    by, words = make_member(elector.campaign), make_wording(elector.campaign)
    for street in ("1 Mill Road", "2 Ash Lane"):
        make_newcomer(words, by, surname="Lodger", forenames="Bo", address=[street])

    asked = about("bo lodger")
    assert asked.exit_code == 1
    assert "Bo Lodger, 1 Mill Road; Bo Lodger, 2 Ash Lane. Say which." in asked.output
    told = about("bo lodger, ash lane", "--object")
    assert told.exit_code == 0, told.output
    assert "Address: 2 Ash Lane" in told.output
    assert "Asked not to be contacted" in told.output

    assert about("Bo Lodger, Ash Lane", "--erase").exit_code == 0

    left = Newcomer.objects.exclude(surname="").get()
    assert (left.address, Event.objects.get().payload) == (["1 Mill Road"], {})


@pytest.mark.parametrize("number", ["AB1-9", "ZZ-1", "nonsense"])
def test_a_number_that_is_nobodys_ends_with_1(elector: Elector, number: str) -> None:
    answer = about(number)
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")


def test_a_campaign_that_is_not_there_is_told(elector: Elector) -> None:
    answer = run("person", "AB1-7", "--campaign", "Nobody")
    assert answer.exit_code == 1
    assert "hustings campaign list" in answer.output


def test_a_campaign_is_erased_after_a_yes(elector: Elector) -> None:
    name = "ada for exampleton"
    assert run("erase", "--campaign", name, typed="n\n").exit_code == 1
    assert Elector.objects.exists()

    erased = run("erase", "--campaign", name, typed="y\n")

    assert erased.exit_code == 0, erased.output
    assert "1  register_elector" in erased.output
    assert Campaign.objects.get().has_ended


def test_without_a_passphrase_no_copy_is_made(elector: Elector, tmp_path: Path) -> None:
    for name in ("copies.pub", "copies.age"):
        (folder("keys") / name).unlink(missing_ok=True)
    answer = run("backup", str(tmp_path / "c"))
    assert answer.exit_code == 1
    assert "hustings backup-key" in answer.output


def test_an_export_says_that_it_is_personal_data(
    elector: Elector, tmp_path: Path
) -> None:
    answer = run(
        "export", str(tmp_path / "o.zip"), "--campaign", str(elector.campaign_id)
    )
    assert answer.exit_code == 0, answer.output
    assert "personal data" in answer.output
