"""Somebody whose number changes in an ordinary update is followed; where that is not sure, their wish holds meanwhile."""

from pathlib import Path

import pytest

from hustings.apps.campaigns.models import Council
from hustings.apps.canvass.queries import canvassable
from hustings.apps.register.actions import (
    answer_question,
    correct_elector,
    lift_do_not_contact,
    set_do_not_contact,
)
from hustings.apps.register.models import (
    DoNotContact,
    Elector,
    Import,
    NumberMatch,
    PriorNumber,
)
from tests.apps.register.council import (
    applied,
    full,
    make_council,
    names,
    update,
)
from tests.factories import START, TESTER, make_campaign, make_member

pytestmark = pytest.mark.django_db

GONE = "AB,1,D,,Asha,,Begum,,,,12 Mill Road,Exampleton,,,,,,,,EX1 1AA"
COME = GONE.replace("AB,1,D", "AB,9,A")
LIKE = COME.replace(",Begum,", ",Rahman,")
"""Asha again at the same door, under another surname: perhaps a marriage, perhaps somebody else."""


@pytest.fixture
def council(tmp_path: Path) -> Council:
    """A council with Asha Begum and Ben Okoro on its register; Asha wants to be left alone."""
    council = make_council(make_campaign())
    people = [
        "AB,1,0,,,Begum,Asha,EX1 1AA,12 Mill Road,Exampleton",
        "AB,2,0,,,Okoro,Ben,EX1 1AA,14 Mill Road,Exampleton",
    ]
    applied(council, tmp_path, full(*people))
    leave_alone(asha())
    return council


def asha() -> Elector:
    return Elector.objects.get(forenames="Asha", number=1)


def leave_alone(elector: Elector, source: str = "door") -> None:
    set_do_not_contact(
        elector=elector, basis=source, source_event=None, by=TESTER, at=START
    )


def left_alone() -> set[str]:
    wishes = DoNotContact.objects.in_force().select_related("elector__district")
    return {wish.elector.full_number for wish in wishes}


def answer(*, same: bool) -> None:
    question = NumberMatch.objects.waiting().get()
    member = make_member(question.campaign)
    answer_question(question=question, same=same, by=member, at=START)


def test_closed_and_added_in_one_file_is_the_same_row_under_its_new_number(
    council: Council, tmp_path: Path
) -> None:
    before = asha().pk
    done = applied(council, tmp_path, update(GONE, COME))

    assert (done.closed, done.added, done.rows_in, done.electors) == (1, 1, 2, 2)
    assert names(council) == {"AB-2": "Ben Okoro", "AB-9": "Asha Begum"}
    elector = Elector.objects.get(number=9)
    assert (elector.pk, elector.closed_on) == (before, None)
    assert elector.door is not None
    assert left_alone() == {"AB-9"}
    assert PriorNumber.objects.get().number == 1
    assert Elector.objects.count() == 2
    assert done.report["new_numbers_shown"] == ["AB-1 is now AB-9 Asha Begum"]


def test_a_correction_goes_along(council: Council, tmp_path: Path) -> None:
    member = make_member(council.campaign)
    correct_elector(
        elector=asha(), values={"forenames": "Asha Noor"}, by=member, at=START
    )
    applied(council, tmp_path, update(GONE, COME))
    assert names(council)["AB-9"] == "Asha Noor Begum"


def test_in_another_district_the_door_is_that_districts(
    council: Council, tmp_path: Path
) -> None:
    applied(council, tmp_path, update(GONE, COME.replace("AB,", "CD,", 1)))
    elector = Elector.objects.get(number=9)
    assert elector.door is not None
    assert elector.district.code == elector.door.district.code == "CD"
    assert left_alone() == {"CD-9"}


def test_missing_from_a_newer_register_and_on_it_under_another_number(
    council: Council, tmp_path: Path
) -> None:
    before = asha().pk
    newer = full(
        "AB,9,0,,,Begum,Asha,EX1 1AA,12 Mill Road,Exampleton",
        "AB,2,0,,,Okoro,Ben,EX1 1AA,14 Mill Road,Exampleton",
    )
    done = applied(council, tmp_path, newer, yes=[Import.Yes.ABSENCE])
    assert Elector.objects.get(number=9).pk == before
    assert (done.missing, done.closed_by_absence, done.electors) == (0, 0, 2)


def test_while_it_is_not_sure_the_wish_holds_for_the_new_entry(
    council: Council, tmp_path: Path
) -> None:
    done = applied(council, tmp_path, update(GONE, LIKE))
    assert done.report["questions"] == 1
    assert names(council)["AB-9"] == "Asha Rahman"
    assert left_alone() == {"AB-1", "AB-9"}
    assert not canvassable(council.campaign).filter(number=9).exists()


def test_not_the_same_ends_what_was_only_perhaps(
    council: Council, tmp_path: Path
) -> None:
    applied(council, tmp_path, update(GONE, LIKE))
    answer(same=False)
    assert left_alone() == {"AB-1"}


def test_the_same_keeps_the_wish_once(council: Council, tmp_path: Path) -> None:
    applied(council, tmp_path, update(GONE, LIKE))
    answer(same=True)
    assert names(council)["AB-9"] == "Asha Rahman"
    assert left_alone() == {"AB-9"}
    assert DoNotContact.objects.in_force().get().basis == DoNotContact.Basis.DOOR


def test_a_wish_of_ones_own_outlives_the_question(
    council: Council, tmp_path: Path
) -> None:
    applied(council, tmp_path, update(GONE, LIKE))
    leave_alone(Elector.objects.get(number=9), DoNotContact.Basis.OBJECTION)
    answer(same=False)
    assert left_alone() == {"AB-1", "AB-9"}


def test_a_wish_noted_with_the_earlier_one_meanwhile_holds_for_both(
    council: Council, tmp_path: Path
) -> None:
    lift_do_not_contact(elector=asha(), by=TESTER, at=START)
    applied(council, tmp_path, update(GONE, LIKE))
    assert left_alone() == set()
    leave_alone(asha())
    assert left_alone() == {"AB-1", "AB-9"}
    lift_do_not_contact(elector=asha(), by=TESTER, at=START)
    assert left_alone() == set()


def test_whom_the_agent_lets_go_is_not_caught_again(
    council: Council, tmp_path: Path
) -> None:
    applied(council, tmp_path, update(GONE, LIKE))
    lift_do_not_contact(elector=Elector.objects.get(number=9), by=TESTER, at=START)
    assert left_alone() == {"AB-1"}
    applied(council, tmp_path, update(GONE.replace("AB,1,", "AB,2,"), month="March"))
    assert left_alone() == {"AB-1"}


def test_closed_in_one_update_and_added_in_the_next_is_asked_about(
    council: Council, tmp_path: Path
) -> None:
    applied(council, tmp_path, update(GONE))
    applied(council, tmp_path, update(COME, month="March"))

    assert left_alone() == {"AB-1", "AB-9"}
    answer(same=True)
    assert names(council) == {"AB-2": "Ben Okoro", "AB-9": "Asha Begum"}
    assert left_alone() == {"AB-9"}


def test_a_number_that_was_amended_to_one_we_did_not_know_is_asked_about(
    council: Council, tmp_path: Path
) -> None:
    before = asha().pk
    amended = COME.replace("AB,9,A", "AB,9,M")
    applied(council, tmp_path, update(amended))

    assert set(names(council)) == {"AB-1", "AB-2", "AB-9"}
    assert left_alone() == {"AB-1", "AB-9"}
    answer(same=True)
    assert set(names(council)) == {"AB-2", "AB-9"}
    assert Elector.objects.get(number=9, closed_on=None).pk == before


def test_two_of_one_name_whom_the_council_adds_are_not_asked_about(
    council: Council, tmp_path: Path
) -> None:
    applied(council, tmp_path, update(COME))
    assert not NumberMatch.objects.exists()


def test_an_entry_joined_to_another_is_not_asked_about_again(
    council: Council, tmp_path: Path
) -> None:
    applied(council, tmp_path, update(GONE))
    applied(council, tmp_path, update(COME, month="March"))
    answer(same=True)
    again = [
        COME.replace("AB,9,A", "AB,9,D"),
        COME.replace("AB,9,A", "AB,17,A"),
    ]
    applied(council, tmp_path, update(*again, month="April"))
    assert not NumberMatch.objects.waiting().exists()
    assert left_alone() == {"AB-17"}
