"""Lists of names as people write them: read by their lines, matched where it is sure, asked about where it is not."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.errors import HustingsError
from hustings.core.psephology.past import Election
from hustings.core.psephology.slate_lists import (
    MOST_LINES,
    Line,
    Matched,
    match,
    match_list,
    read_list,
    write_list,
)
from hustings.core.psephology.slates import Tag
from tests.core.psephology.tables import line, loaded, seat


def election() -> Election:
    lines = [
        line("A", "Ind", "Leanne Mohamad", 300),
        line("A", "Con", "John Example", 280),
        line("B", "Ind", "John Example", 210),
        line("B", "Lab", "Ed O’Sample", 190),
    ]
    return loaded(lines, [seat("A", 580, 20), seat("B", 400, 20)]).elections[0]


def told(name: str, place: str = "", **more: str) -> Matched:
    return match(Line(1, name, place, **more), election())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Example, Exampleton", [Line(1, "Ada Example", "Exampleton")]),
        ("\ufeffAda Example\n\n Bo Example ", [Line(1, "Ada Example"), Line(3, "Bo Example")]),
        ("Ada Example, Oldham West, Chadderton and Royton, 573, 1.5%, 8", [Line(1, "Ada Example", "Oldham West, Chadderton and Royton")]),
        ('Ada Example,"Oldham West, Chadderton and Royton",573', [Line(1, "Ada Example", "Oldham West, Chadderton and Royton")]),
        ("Ada Example\tExampleton, East\t12", [Line(1, "Ada Example", "Exampleton, East")]),
        ("name,seat\nAda Example,Exampleton", [Line(2, "Ada Example", "Exampleton")]),
        ("Constituency,Votes,Candidate\rExampleton,12,Ada Example", [Line(2, "Ada Example", "Exampleton")]),
    ],
)  # fmt: skip
def test_lists_are_read_with_and_without_a_heading(
    text: str, expected: list[Line]
) -> None:
    assert list(read_list(text)) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no name in the list"),
        (" \n ,, \n", "no name in the list"),
        ("<!doctype html><title>Results</title>", "a web page and no list"),
        ("PK\0\3", "no text"),
        ("12,Exampleton", "Line 1: '12, Exampleton' was found where a name"),
        ("name,seat\nAda Example,Exampleton\n,Elsewhere", "Line 3: there is no name in the column name"),
        ("Ada Example\n" + "x" * 200_000, "Line 2 has 200,000 letters, where a name and a seat"),
        ("Ada\n" * (MOST_LINES + 1), "5,001 lines, and 5,000 at most"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(HustingsError, match=said):
        read_list(text)


words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)
tags = st.builds(
    Tag, st.dates(), st.from_regex("[A-Z][0-9]{8}", fullmatch=True), words, words
)


@given(st.lists(st.tuples(tags, words), min_size=1))
def test_what_was_written_is_read_again(listed: list[tuple[Tag, str]]) -> None:
    lines = read_list(write_list(listed))
    again = [
        Tag(date.fromisoformat(x.election), x.code, x.name, x.party) for x in lines
    ]
    assert again == [tag for tag, _ in listed]
    assert [each.seat for each in lines] == [seat for _, seat in listed]


def test_a_name_that_a_spreadsheet_would_run_is_written_harmless() -> None:
    tag = Tag(date(2024, 7, 4), "E14001063", "=Ada", "+Party")
    text = write_list([(tag, "@Seat")])
    assert "'@Seat,'=Ada,'+Party" in text
    assert [(each.name, each.party) for each in read_list(text)] == [("=Ada", "+Party")]


@given(st.text())
def test_any_other_text_is_read_or_refused(text: str) -> None:
    with suppress(HustingsError):
        assert all(each.name for each in read_list(text))


def test_the_exact_name_in_its_seat_is_sure_whatever_case_and_accents() -> None:
    found = told("ED OSAMPLE", "example b").sure
    assert found is not None
    assert (found.tag.name, found.seat, found.votes) == ("Ed O’Sample", "B Example", 190)  # fmt: skip


def test_another_spelling_is_a_question_and_no_guess() -> None:
    found = told("Leanne Mohamed", "A Example")
    assert found.sure is None
    assert [(x.tag.name, x.seat) for x in found.perhaps] == [
        ("Leanne Mohamad", "A Example")
    ]
    assert "spelt otherwise" in found.perhaps[0].why


def test_a_seat_spelt_otherwise_is_a_question_too() -> None:
    found = told("Leanne Mohamad", "A Exampel")
    assert found.sure is None
    assert "stood in A Example, not in A Exampel" in found.perhaps[0].why


def test_a_name_without_a_seat_is_sure_only_where_one_person_has_it() -> None:
    assert told("Ed O'Sample").sure is not None
    two = told("John Example")
    assert two.sure is None
    assert [x.seat for x in two.perhaps] == ["A Example", "B Example"]
    by_party = told("John Example", party="Ind").sure
    assert by_party is not None
    assert by_party.seat == "B Example"


@pytest.mark.parametrize("party", ["lab", "Lab", "Labour"])
def test_a_partys_name_or_short_form_says_who_is_meant(party: str) -> None:
    lines = [line("A", "Lab", "Ed O’Sample", 300).replace("Lab,Lab", "Labour,Lab")]
    of_labour = loaded(lines, [seat("A", 300, 300)]).elections[0]
    assert match(Line(1, "Ed O’Sample", party=party), of_labour).sure is not None


def test_somebody_of_that_name_who_stood_for_another_party_is_a_question() -> None:
    asked = told("Ed O’Sample", party="Green")
    assert asked.sure is None
    assert [x.why for x in asked.perhaps] == ["stood for Lab, not for Green"]
    assert told("Ed O’Sample", "B Example", party="Green").sure is not None


def test_whoever_stood_elsewhere_is_asked_about_and_nobody_is_nobody() -> None:
    elsewhere = told("Ed O’Sample", "A Example")
    assert elsewhere.sure is None
    assert "stood in B Example, not in A Example" in elsewhere.perhaps[0].why
    assert told("Somebody Else", "A Example") == Matched(Line(1, "Somebody Else", "A Example"))  # fmt: skip


def test_a_code_says_the_seat_and_one_of_other_boundaries_is_no_match() -> None:
    assert told("John Example", code="XB").sure is not None
    assert told("John Example", code="XOLD").sure is None


def test_a_list_of_several_elections_asks_for_each_and_says_which_is_not_there() -> (
    None
):
    lines = [Line(2, "John Example", "B Example", election="2031"), Line(3, "Ed O’Sample")]  # fmt: skip
    asked: list[str] = []

    def election_of(said: str) -> Election:
        asked.append(said)
        return election()

    assert [bool(each.sure) for each in match_list(lines, election_of)] == [True, True]
    assert asked == ["2031", ""]

    def nothing(said: str) -> Election:
        raise HustingsError(f"There is no one election of {said}: choose 2024.")

    with pytest.raises(HustingsError, match="Line 2: There is no one election of 2031"):
        list(match_list(lines, nothing))
