"""Each December the register is numbered anew: who is surely known keeps their row, who is not is asked about."""

from pathlib import Path

import pytest
from django.utils.timezone import now

from hustings.apps.canvass.queries import canvassable
from hustings.apps.register.actions import (
    agree,
    answer_question,
    apply_import,
    ask_again,
    correct_elector,
    make_preview,
    set_do_not_contact,
)
from hustings.apps.register.models import (
    AbsentVoter,
    DoNotContact,
    Elector,
    Import,
    NumberMatch,
    PriorNumber,
)
from hustings.core.errors import HustingsError
from tests.apps.register.council import (
    applied,
    full,
    make_council,
    names,
    previewed,
    update,
)
from tests.factories import START, TESTER, make_campaign, make_member

pytestmark = pytest.mark.django_db

FAMILIES = [
    "Begum",
    "Okoro",
    "Nowak",
    "Evans",
    "Campbell",
    "Papadopoulos",
    "Tran",
    "Silva",
    "Kaya",
    "Osman",
]


def street(first: int, families: list[str] = FAMILIES) -> list[str]:
    """A house a family, numbered from `first` in the register."""
    return [
        f"AB,{first + place},0,,,{family},Asha Maria,EX1 1AA,{10 + place} Mill Road,Exampleton"
        for place, family in enumerate(families)
    ]


def renumber(found: Import) -> Import:
    ask_again(of_import=found, renumbers=True, by=TESTER)
    make_preview(of_import=found, by=TESTER, at=now(), report=lambda *_: None)
    return apply_import(of_import=found, by=TESTER, at=now())


def test_a_new_edition_is_noticed_and_offered_as_one(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    people = [
        *street(1),
        *street(11, [f"{f}son" for f in FAMILIES]),
        *street(21, [f"Mc{f}" for f in FAMILIES]),
    ]
    shifted = [
        p.replace(f"AB,{n},", f"AB,{n + 1},", 1) for n, p in enumerate(people, start=1)
    ]
    applied(council, tmp_path, full(*people))

    found = previewed(council, tmp_path, full(*shifted))

    assert found.report["renumbering"]
    assert found.asks == [Import.Yes.NUMBERS]


def test_sure_ones_keep_their_row_gone_are_closed_new_are_added(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, full(*street(1)))
    before = {e.surname: e.pk for e in Elector.objects.all()}
    stays = [f for f in FAMILIES if f != "Tran"]
    found = previewed(
        council,
        tmp_path,
        full(*street(2, stays), "AB,1,0,,,Newcomer,Jo,EX1 1AA,99 Mill Road"),
    )
    done = renumber(found)

    assert done.rows_in == sum(done.counts.values()) == 10
    assert [(f["added"], f["amended"]) for f in done.report["files"]] == [
        (done.added, done.amended)
    ]
    after = {e.surname: e.pk for e in Elector.objects.on_the_register()}
    for family in ["Begum", "Okoro", "Nowak"]:
        assert after[family] == before[family]
    assert after["Newcomer"] not in before.values()
    assert "Tran" not in after
    assert names(council)["AB-2"] == "Asha Maria Begum"
    assert PriorNumber.objects.get(elector=before["Begum"]).number == 1


def test_two_who_change_places_do_not_collide(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    one, two = street(1)[:2]
    applied(council, tmp_path, full(one, two))
    before = {e.surname: e.pk for e in Elector.objects.all()}

    swapped = [one.replace("AB,1,", "AB,2,"), two.replace("AB,2,", "AB,1,")]
    done = renumber(previewed(council, tmp_path, full(*swapped)))

    assert (done.amended, done.added, done.closed_by_absence) == (2, 0, 0)
    assert {e.surname: e.pk for e in Elector.objects.on_the_register()} == before
    assert names(council) == {"AB-1": "Asha Maria Okoro", "AB-2": "Asha Maria Begum"}


def unsure(tmp_path: Path) -> NumberMatch:
    """A person whose surname has changed at the same door: perhaps a marriage, perhaps a sister."""
    council = make_council(make_campaign())
    applied(council, tmp_path, full("AB,1,0,,,Begum,Asha,EX1 1AA,12 Mill Road"))
    done = renumber(
        previewed(council, tmp_path, full("AB,7,0,,,Rahman,Asha,EX1 1AA,12 Mill Road"))
    )
    assert (done.added, done.closed_by_absence, done.report["questions"]) == (1, 1, 1)
    return NumberMatch.objects.get()


def test_an_unsure_one_is_put_to_a_person_and_the_row_goes_on_if_it_is_the_same(
    tmp_path: Path,
) -> None:
    question = unsure(tmp_path)
    asha, later = question.earlier, question.later
    set_do_not_contact(
        elector=later, basis="door", source_event=None, by=TESTER, at=START
    )

    answer_question(
        question=question, same=True, by=make_member(question.campaign), at=START
    )

    asha.refresh_from_db()
    later.refresh_from_db()
    assert (asha.surname, asha.number, asha.closed_on) == ("Rahman", 7, None)
    assert later.closed_on is not None
    assert PriorNumber.objects.get(elector=asha).number == 1
    assert DoNotContact.objects.in_force().get().elector == asha
    assert not NumberMatch.objects.waiting().exists()


def test_until_then_nobody_calls_on_the_new_entry_of_one_who_asked_not_to(
    tmp_path: Path,
) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, full("AB,1,0,,,Begum,Asha,EX1 1AA,12 Mill Road"))
    set_do_not_contact(
        elector=Elector.objects.get(),
        basis="objection",
        source_event=None,
        by=TESTER,
        at=START,
    )
    renumber(
        previewed(council, tmp_path, full("AB,7,0,,,Rahman,Asha,EX1 1AA,12 Mill Road"))
    )
    assert not canvassable(council.campaign).exists()


def test_not_the_same_leaves_both_as_they_are(tmp_path: Path) -> None:
    question = unsure(tmp_path)

    answer_question(
        question=question, same=False, by=make_member(question.campaign), at=START
    )

    assert Elector.objects.on_the_register().get() == question.later
    with pytest.raises(HustingsError, match="already"):
        answer_question(
            question=question, same=True, by=make_member(question.campaign), at=START
        )


def test_a_correction_survives_the_renumbering(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, full(*street(1)))
    asha = Elector.objects.get(surname="Begum")
    correct_elector(
        elector=asha,
        values={"surname": "Begum-Lee"},
        by=make_member(council.campaign),
        at=START,
    )

    renumber(previewed(council, tmp_path, full(*street(5))))

    asha.refresh_from_db()
    assert (asha.surname, asha.number) == ("Begum-Lee", 5)


def test_without_a_word_a_renumbering_is_not_applied_by_number(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    people = (
        street(1)
        + street(11, [f"Mac{f}" for f in FAMILIES])
        + street(21, [f"{f}i" for f in FAMILIES])
    )
    applied(council, tmp_path, full(*people))
    shifted = [
        p.replace(f"AB,{n},", f"AB,{n + 3},", 1) for n, p in enumerate(people, start=1)
    ]
    found = previewed(council, tmp_path, full(*shifted))

    with pytest.raises(HustingsError, match="Say yes first"):
        apply_import(of_import=found, by=TESTER, at=now())
    agree(of_import=found, to=[Import.Yes.NUMBERS], by=TESTER)
    apply_import(of_import=found, by=TESTER, at=now())


LIST = "Elector Number (Absent Voter List),Elector Name,Absent Voter Type\n"


def test_an_absent_list_that_comes_with_the_new_register_marks_old_and_new(
    tmp_path: Path,
) -> None:
    council = make_council(make_campaign())
    older = LIST + "AB-1,Begum Asha Maria,Postal\nAB-2,Okoro Asha Maria,Postal\n"
    applied(council, tmp_path, full(*street(1)), older)
    now_listed = LIST + "AB-101,Begum Asha Maria,Postal\nAB-111,Yilmaz Ece,Proxy\n"
    newcomer = "AB,111,0,,,Yilmaz,Ece,EX1 1AA,60 Mill Road,Exampleton"
    register = full(*street(101), newcomer)
    found = previewed(council, tmp_path, register, now_listed)
    ask_again(of_import=found, renumbers=True, by=TESTER)
    make_preview(of_import=found, by=TESTER, at=now(), report=lambda *_: None)
    assert found.report["left_shown"] == ["AB-102 Asha Maria Okoro"]
    agree(of_import=found, to=[Import.Yes.LISTS], by=TESTER)
    apply_import(of_import=found, by=TESTER, at=now())
    listed = AbsentVoter.objects.in_force().select_related("elector__district")
    told = {(each.elector.full_number, each.kind) for each in listed}
    assert told == {("AB-101", "postal"), ("AB-111", "proxy")}


def test_the_first_update_of_the_new_year_is_not_older_than_one_of_the_year_before(
    tmp_path: Path,
) -> None:
    council = make_council(make_campaign())
    moved = "AB,1,M,,Asha Maria,,Begum,,,,9 Elm Road"
    applied(council, tmp_path, full(*street(1)), update(moved, month="May"))
    renumber(previewed(council, tmp_path, full(*street(101))))
    gone = "AB,102,D,,Asha Maria,,Okoro,,,,11 Mill Road"
    found = applied(council, tmp_path, update(gone, month="January"))
    assert (found.report["held_back"], found.closed) == (0, 1)


def test_nor_is_one_that_comes_together_with_the_new_register(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    moved = "AB,1,M,,Asha Maria,,Begum,,,,9 Elm Road"
    applied(council, tmp_path, full(*street(1)), update(moved, month="May"))
    gone = update("AB,102,D,,Asha Maria,,Okoro,,,,11 Mill Road", month="January")
    found = renumber(previewed(council, tmp_path, full(*street(101)), gone))
    assert (found.report["held_back"], found.closed) == (0, 1)
