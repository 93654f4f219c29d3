"""Who may vote follows the campaign's election; an unknown marker is asked about, never written off."""

from datetime import date
from pathlib import Path

import pytest

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign
from hustings.apps.register.actions import recompute_franchise
from hustings.apps.register.models import Elector
from hustings.apps.register.state import is_for_this_election
from tests.apps.register.council import applied, full, make_council
from tests.factories import TESTER, make_campaign, make_district, make_elector

pytestmark = pytest.mark.django_db


def answers(campaign: Campaign) -> dict[str, str]:
    return dict(Elector.objects.of(campaign).values_list("raw_number", "may_vote"))


def change(campaign: Campaign, **values: object) -> None:
    with acting(TESTER, "change the election"):
        for name, value in values.items():
            setattr(campaign, name, value)
        campaign.save()


def test_each_marker_is_judged_for_the_campaigns_election_and_again_when_it_changes() -> (
    None
):
    campaign = make_campaign(election="uk-parliament", polling_day=date(2026, 5, 7))
    district = make_district(campaign)
    for marker in ["", "F", "L", "B", "Q"]:
        make_elector(district, franchise=marker, raw_number=marker or "plain")
    make_elector(district, attainer_date=date(2026, 5, 7), raw_number="on the day")
    make_elector(district, attainer_date=date(2026, 5, 8), raw_number="a day late")
    make_elector(district, attainer_date=date(2008, 5, 7), raw_number="born")
    make_elector(district, attainer_date=date(2031, 1, 1), raw_number="unclear")
    make_elector(
        district, attainer_date=date(1950, 1, 1), raw_number="of age either way"
    )

    recompute_franchise(campaign=campaign, by=TESTER)
    assert answers(campaign) == {
        "plain": "yes",
        "F": "yes",
        "L": "no",
        "B": "no",
        "Q": "ask",
        "on the day": "yes",
        "a day late": "no",
        "born": "yes",
        "unclear": "ask",
        "of age either way": "yes",
    }

    change(campaign, election="local")
    assert not is_for_this_election(campaign)
    recompute_franchise(campaign=campaign, by=TESTER)
    assert is_for_this_election(campaign)
    assert {k: answers(campaign)[k] for k in "FLBQ"} == {
        "F": "no",
        "L": "yes",
        "B": "yes",
        "Q": "ask",
    }


def test_doing_it_again_changes_nothing() -> None:
    district = make_district(make_campaign())
    make_elector(district, franchise="Q", may_vote="yes")

    assert recompute_franchise(campaign=district.campaign, by=TESTER) == 1
    assert recompute_franchise(campaign=district.campaign, by=TESTER) == 0


def test_the_day_read_from_a_date_of_birth_is_kept_with_what_it_was_taken_for() -> None:
    district = make_district(make_campaign(polling_day=date(2026, 5, 7)))
    elector = make_elector(district, attainer_date=date(2008, 3, 2))

    recompute_franchise(campaign=district.campaign, by=TESTER)

    elector.refresh_from_db()
    assert (elector.attains_on, elector.attainer_kind) == (date(2026, 3, 2), "birth")


def test_a_text_that_is_no_date_is_asked_about_for_every_election() -> None:
    campaign = make_campaign(election="uk-parliament", polling_day=date(2026, 5, 7))
    elector = make_elector(make_district(campaign), attainer_text="31/02/2008")

    recompute_franchise(campaign=campaign, by=TESTER)
    elector.refresh_from_db()
    assert (elector.may_vote, elector.attainer_kind) == ("ask", "unclear")

    change(campaign, election="local")
    recompute_franchise(campaign=campaign, by=TESTER)
    elector.refresh_from_db()
    assert elector.may_vote == "ask"


def test_a_register_whose_date_is_none_keeps_its_elector_and_says_so(
    tmp_path: Path,
) -> None:
    council = make_council(make_campaign(polling_day=date(2026, 5, 7)))
    row = "AB,1,0,,31/02/2008,Begum,Asha,EX1 1AA,12 Mill Road"
    done = applied(council, tmp_path, full(row))

    elector = Elector.objects.get()
    assert (elector.may_vote, elector.attainer_text) == ("ask", "31/02/2008")
    assert elector.door is not None
    assert "31/02/2008" in done.report["warnings"][0]
    assert done.report["attainers"] == {"unclear": 1}

    again = applied(council, tmp_path, full(row, "AB,2,0,,,Okoro,Ben"))
    assert (again.unchanged, again.added) == (1, 1)
    applied(council, tmp_path, full(row.replace("31/02/2008", "28/02/2008")))
    elector.refresh_from_db()
    assert (elector.may_vote, elector.attainer_text) == ("yes", "")
