"""Files are previewed, then applied exactly as previewed; every row is accounted for."""

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.canvass.queries import canvassable
from hustings.apps.register.actions import (
    OutOfDate,
    agree,
    apply_import,
    make_preview,
    set_do_not_contact,
)
from hustings.apps.register.models import (
    AbsentVoter,
    Door,
    Elector,
    Import,
)
from hustings.core.errors import HustingsError
from tests.apps.register.council import (
    THREE,
    applied,
    full,
    make_council,
    names,
    previewed,
    update,
)
from tests.factories import START, TESTER, make_campaign

pytestmark = pytest.mark.django_db


def test_a_preview_changes_nothing_and_says_what_would_be(tmp_path: Path) -> None:
    council = make_council(make_campaign())

    found = previewed(council, tmp_path, THREE)

    assert not Elector.objects.exists()
    assert not Door.objects.exists()
    assert found.state == Import.State.READY
    assert (found.rows_in, found.counts) == (
        3,
        {
            "added": 3,
            "amended": 0,
            "closed": 0,
            "unchanged": 0,
            "ignored": 0,
            "refused": 0,
        },
    )
    assert [(f["family"], f["kind"], f["rows"]) for f in found.report["files"]] == [
        ("xpress", "full", 3)
    ]
    assert found.report["sample"][0]["door"] == "12 Mill Road"


def test_once_applied_the_report_keeps_numbers_and_nobodys_name(tmp_path: Path) -> None:
    council = make_council(make_campaign())

    done = applied(council, tmp_path, THREE)

    assert done.counts["added"] == 3
    kept = str(Import.objects.get(pk=done.pk).report)
    assert not [name for name in ("Asha", "Begum", "Okoro") if name in kept]


def test_applying_adds_electors_at_their_doors(tmp_path: Path) -> None:
    council = make_council(make_campaign())

    applied(council, tmp_path, THREE)

    assert names(council) == {
        "AB-1": "Asha Begum",
        "AB-2": "Omar Begum",
        "AB-2/1": "Chidi Okoro",
    }
    asha, omar, chidi = Elector.objects.in_number_order()
    assert asha.door == omar.door
    assert asha.door is not None
    assert (asha.door.label, asha.door.street) == ("12", "Mill Road")
    assert (
        chidi.door is None
    )  # overseas: never on a walk sheet, whatever address is given
    assert (asha.search, asha.postcode, asha.may_vote) == (
        "begum asha",
        "EX1 1AA",
        "yes",
    )


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, THREE)
    before = list(Elector.objects.in_number_order().values())

    again = applied(council, tmp_path, THREE)

    assert (again.unchanged, again.rows_in) == (3, 3)
    assert again.report["files"][0]["repeated"]
    assert list(Elector.objects.in_number_order().values()) == before


def test_an_update_adds_amends_and_closes_and_deletes_nobody(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, THREE)
    asha = Elector.objects.get(number=1)

    found = applied(
        council,
        tmp_path,
        update(
            "AB,1,M,,Asha,,Rahman,,,,12 Mill Road,Exampleton,,,,,,,,EX1 1AA",
            "AB,2,D,,Omar,,Begum",
            "AB,3,A,,Jo,,New,,,,14 Mill Road,Exampleton,,,,,,,,EX1 1AA",
            "AB,4,M,,Amended,,Unknown,,,,16 Mill Road,Exampleton,,,,,,,,EX1 1AA",
            "AB,99,D,,Nobody,,Known",
        ),
    )

    assert found.counts == {
        "added": 2, "amended": 1, "closed": 1, "unchanged": 0, "ignored": 0, "refused": 1,
    }  # fmt: skip
    assert found.report["refusals"][0]["line"] == 7
    assert names(council) == {
        "AB-1": "Asha Rahman",
        "AB-2/1": "Chidi Okoro",
        "AB-3": "Jo New",
        "AB-4": "Amended Unknown",
    }
    assert Elector.objects.get(surname="Rahman") == asha
    assert Elector.objects.get(number=2, suffix="").closed_on is not None
    street = Door.objects.filter(street="Mill Road").order_by("position")
    assert [d.label for d in street] == ["16", "14", "12"]


def test_an_update_older_than_the_last_waits_for_a_yes(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, THREE)
    applied(
        council, tmp_path, update("AB,1,M,,Asha,,Newest,,,,12 Mill Road", month="March")
    )
    late = update("AB,1,M,,Asha,,Older,,,,12 Mill Road", month="February")

    held_back = applied(council, tmp_path, late, names=["feb.csv"])
    assert (held_back.ignored, held_back.report["held_back"]) == (1, 1)
    assert names(council)["AB-1"] == "Asha Newest"

    forced = previewed(council, tmp_path, late, names=["feb.csv"])
    agree(of_import=forced, to=[Import.Yes.ORDER], by=TESTER)
    make_preview(of_import=forced, by=TESTER, at=now(), report=lambda *_: None)
    apply_import(of_import=forced, by=TESTER, at=now())
    assert names(council)["AB-1"] == "Asha Older"


def test_those_missing_from_a_newer_full_file_are_closed_only_with_a_yes(
    tmp_path: Path,
) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, THREE)
    shorter = full("AB,1,0,,,Begum,Asha,EX1 1AA,12 Mill Road,Exampleton")

    without = applied(council, tmp_path, shorter)
    assert (without.missing, without.closed_by_absence, len(names(council))) == (
        2,
        0,
        3,
    )

    with_yes = applied(council, tmp_path, shorter + "\n", yes=[Import.Yes.ABSENCE])
    assert (with_yes.rows_in, with_yes.unchanged, with_yes.closed_by_absence) == (
        1,
        1,
        2,
    )
    assert names(council) == {"AB-1": "Asha Begum"}


def test_two_councils_may_share_district_letters(tmp_path: Path) -> None:
    campaign = make_campaign()
    here, there = (
        make_council(campaign, "Exampleton"),
        make_council(campaign, "Otherham"),
    )

    applied(here, tmp_path, THREE)
    applied(there, tmp_path, full("AB,1,0,,,Other,Person,EX9 9AA,1 High Street"))

    assert names(there) == {"AB-1": "Person Other"}
    assert len(names(here)) == 3


def test_a_preview_is_not_applied_once_the_register_has_changed(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, THREE)
    waiting = previewed(council, tmp_path, update("AB,1,D,,Asha,,Begum"))
    applied(
        council,
        tmp_path,
        update("AB,5,A,,Meanwhile,,Added,,,,1 Elm Street", month="March"),
    )

    with pytest.raises(OutOfDate):
        apply_import(of_import=waiting, by=TESTER, at=now())
    assert "AB-1" in names(council)


def test_nor_once_polling_day_has_moved(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    waiting = previewed(council, tmp_path, THREE)
    with acting(TESTER, "move polling day"):
        waiting.campaign.polling_day = date(2027, 5, 6)
        waiting.campaign.save()

    with pytest.raises(OutOfDate):
        apply_import(of_import=waiting, by=TESTER, at=now())


def test_applying_twice_is_applying_once(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    found = applied(council, tmp_path, THREE)

    apply_import(of_import=found, by=TESTER, at=now())

    assert len(names(council)) == 3


def test_who_was_struck_off_and_comes_back_is_the_same_row_and_still_left_alone(
    tmp_path: Path,
) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, THREE)
    asha = Elector.objects.get(number=1)
    set_do_not_contact(
        elector=asha, basis="door", source_event=None, by=TESTER, at=START
    )
    applied(council, tmp_path, update("AB,1,D,,Asha,,Begum"))

    back = applied(
        council,
        tmp_path,
        update(
            "AB,1,A,,Asha,,Begum,,,,12 Mill Road,Exampleton,,,,,,,,EX1 1AA",
            month="March",
        ),
    )

    assert back.added == 1
    asha.refresh_from_db()
    assert asha.closed_on is None
    assert asha not in canvassable(council.campaign)


def test_an_anonymous_entry_is_kept_by_its_number_alone(tmp_path: Path) -> None:
    council = make_council(make_campaign())

    found = applied(
        council,
        tmp_path,
        full("AB,9,0,N,,,", "AB,10,0,N,,Secret,Person,EX1 1AA,1 Hidden Road"),
    )

    assert (found.added, found.refused) == (2, 0)
    for entry in Elector.objects.all():
        assert entry.is_anonymous
        assert (entry.name, entry.search, entry.address, entry.door) == (
            "",
            "",
            [],
            None,
        )
        assert entry.may_vote == "yes"


def test_rows_not_read_are_told_and_kept_as_a_file_to_mend(tmp_path: Path) -> None:
    from hustings.apps.jobs.actions import path_of
    from hustings.apps.jobs.models import StoredFile

    council = make_council(make_campaign())
    bad = full(
        "AB,1,0,,,Begum,Asha,EX1 1AA,12 Mill Road",
        "AB,none,0,,,Wrong,Number,,1 Elm Street",
    )

    found = applied(council, tmp_path, bad)

    assert (found.added, found.refused) == (1, 1)
    told = found.report["refusals"][0]
    assert (told["file"], told["line"], told["column"], told["value"]) == (
        "file1.csv",
        3,
        "Elector Number",
        "none",
    )
    mend = path_of(StoredFile.objects.get(pk=found.report["to_mend"])).read_text(
        encoding="utf-8-sig"
    )
    mended = applied(council, tmp_path, mend.replace("none", "2"))
    assert (mended.added, mended.missing) == (1, 0)
    assert names(council) == {"AB-1": "Asha Begum", "AB-2": "Number Wrong"}


def test_absent_lists_are_kept_without_where_the_ballot_goes(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, THREE)
    headings = "PD_Letters,Published_ENo,Supplementary,Forename,Initials,Surname,Proxy_Name,Send_Address_1,Send_Postcode,Absent_Status"
    both = f"{headings}\nAB,1,,Asha,,Begum,,99 Secret Way,EX9 9ZZ,Postal\nAB,2,,Omar,,Begum,,,,Postal\n"
    one = f"{headings}\nAB,1,,Asha,,Begum,,99 Secret Way,EX9 9ZZ,Postal\n"

    applied(council, tmp_path, both, names=["postal voters.csv"])
    again = applied(council, tmp_path, one, names=["postal voters 2.csv"])
    assert AbsentVoter.objects.in_force().count() == 2
    assert again.report["left_lists"] == 1

    applied(
        council,
        tmp_path,
        one + "\n",
        names=["postal voters 3.csv"],
        yes=[Import.Yes.LISTS],
    )
    assert [a.elector.number for a in AbsentVoter.objects.in_force()] == [1]
    assert not Elector.objects.filter(address__icontains="Secret").exists()
    assert "Secret Way" not in str(
        list(Import.objects.values_list("report", flat=True))
    )


def test_the_database_itself_refuses_a_report_that_does_not_add_up(
    tmp_path: Path,
) -> None:
    found = previewed(make_council(make_campaign()), tmp_path, THREE)

    found.added = 2
    with (
        pytest.raises(IntegrityError, match="import_rows_add_up"),
        transaction.atomic(),
        acting(TESTER, "x"),
    ):
        found.save()


def test_an_import_that_asks_is_not_applied_without_its_yes(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    many = [
        f"AB,{n},0,,,Surname{chr(64 + n)},First,EX1 1AA,{n} Mill Road"
        for n in range(1, 26)
    ]
    other = [
        f"AB,{n},0,,,Other{chr(64 + n)},Second,EX1 1AA,{n} Elm Street"
        for n in range(1, 26)
    ]
    applied(council, tmp_path, full(*many))

    found = previewed(council, tmp_path, full(*other))

    assert found.report["renumbering"]
    with pytest.raises(HustingsError, match="Say yes first"):
        apply_import(of_import=found, by=TESTER, at=now())
