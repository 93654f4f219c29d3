"""Who is missing from a newer full register: listed beside the sum, and closed only on a yes."""

from hustings.core.register.outcome import Choices, Counts
from hustings.core.register.report import rows_to_mend
from tests.core.register.changes import FULL, held, last, surnames
from tests.core.register.council_files import (
    XPRESS_14,
    file,
    read,
    xpress,
)


def test_who_is_missing_from_a_newer_register_is_listed_beside_the_sum_and_not_closed_without_a_yes() -> (
    None
):
    newer = file(XPRESS_14, xpress("AB1,1,0"), xpress("AB1,4,0", "New"))
    existing = held(read(("full.csv", FULL)))
    asked = read(("newer.csv", newer), existing=existing)
    assert asked.counts == Counts(added=1, unchanged=1)
    assert [elector.row.surname for elector in asked.absences] == ["Smith"], (
        "KD-2/2 is not in the file: nothing is said of it"
    )
    assert "Smith" in surnames(asked)
    assert any("not closed without a yes" in warning for warning in asked.warnings)
    agreed = read(
        ("newer.csv", newer), existing=existing, choices=Choices(close_absent=True)
    )
    assert agreed.counts == asked.counts
    assert surnames(agreed) == ["New", "Okafor", "Pryce"]
    assert [elector.held for elector in agreed.closed] == ["row 1"]


def test_who_is_missing_is_judged_by_all_files_together() -> None:
    existing = held(read(("full.csv", FULL)))
    parts = [
        file(XPRESS_14, xpress("AB1,1,0")),
        file(XPRESS_14, xpress("AB1,2,0", "Smith")),
    ]
    assert (
        read(("1.csv", parts[0]), ("2.csv", parts[1]), existing=existing).absences == ()
    )
    assert len(read(("1.csv", parts[0]), existing=existing).absences) == 1


def test_a_second_register_of_a_district_in_one_go_is_a_newer_edition_if_it_repeats_numbers() -> (
    None
):
    newer = file(XPRESS_14, xpress("AB1,1,0", "Okafor-Jones"))
    outcome = read(("full.csv", FULL), ("newer.csv", newer))
    assert last(outcome) == Counts(amended=1)
    assert [elector.row.surname for elector in outcome.absences] == ["Smith"]


def test_a_stray_number_in_two_parts_of_a_district_makes_nobody_missing() -> None:
    one = [xpress(f"AB1,{n},0") for n in range(1, 11)]
    two = [xpress(f"AB1,{n},0") for n in range(10, 21)]
    outcome = read(
        ("one.csv", file(XPRESS_14, *one)), ("two.csv", file(XPRESS_14, *two))
    )
    assert outcome.absences == ()
    assert len(list(outcome.register.open())) == 20


def test_mended_rows_sent_again_say_nothing_of_those_they_leave_out() -> None:
    bad = file(XPRESS_14, xpress("AB1,1,0"), xpress("AB1,x,0", "Smith"))
    outcome = read(("full.csv", bad))
    mended = rows_to_mend(outcome)["full.csv"].replace("AB1,x,", "AB1,2,")
    again = read(("mended.csv", mended), existing=held(outcome))
    assert again.counts == Counts(added=1)
    assert (again.absences, surnames(again)) == ((), ["Okafor", "Smith"])
