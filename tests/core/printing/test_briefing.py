"""A seat on two pages: always two, with every figure that is asked for, and readable without colour."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from hustings.core.printing.briefing import Briefing, Past, briefing_pages
from hustings.core.printing.typesetting import render
from hustings.core.psephology.changes import Basis, Before, as_it_was
from hustings.core.psephology.corrections import Correction
from hustings.core.psephology.past import SeatResult
from tests.core.psephology.tables import line, loaded, seat, two_seats

FONTS = Path("src/hustings/web/vendor/fonts")
TODAY = date(2031, 6, 1)
CREDIT = "House of Commons Library. Open Parliament Licence v3.0."


def a_seat() -> SeatResult:
    """300, 280 and 20 of 600 votes; 1,000 electors, 3 rejected papers; the deposit is kept with 31."""
    return two_seats().elections[0].seats["XA"]


def told(found: SeatResult, **more: object) -> Briefing:
    values = {
        "seat": found,
        "kind": "General election",
        "actual": None,
        "notional": None,
        "past": [held(found)],
        "credits": [CREDIT],
    } | more
    return Briefing(**values)  # type: ignore[arg-type]  # a test names what it is about


def held(found: SeatResult, **more: object) -> Past:
    values = {
        "day": found.day,
        "kind": "General election",
        "bounds": "these boundaries",
        "elected": found.winner.name,
        "result": found.result,
    } | more
    return Past(**values)  # type: ignore[arg-type]  # a test names what it is about


def pages(briefing: Briefing) -> list[str]:
    """The words of each page, with single spaces."""
    pdf = render(briefing_pages(briefing, made_on=TODAY), FONTS)
    return [
        re.sub(r"\s+", " ", page.extract_text())
        for page in PdfReader(BytesIO(pdf)).pages
    ]


def test_the_first_page_has_the_election_and_the_second_the_seat() -> None:
    first, second = pages(told(a_seat()))
    for said in (
        "General election of 1 May 2031",
        "Elected: Ann Example (Lab), by 20 votes: 3.3 % of the valid votes.",
        "1,000",
        "60.0 %",
        "Ann Example Lab 300 50.0 %",
        "kept, 270 above",
        "Cy Example Ind 20 3.3 %",
        "lost, 11 short",
    ):
        assert said in first, said
    for said in (
        "To keep the deposit 32 5.1 %",
        "To come second 281",
        "To win 301",
        "397 electors did not vote.",
        "Bo Example (Con) 20 1.7 % 11",
        "Cy Example (Ind) 280 23.3 % 141",
        "3.3 %",
        CREDIT,
        "Made on 1 June 2031",
    ):
        assert said in second, said


def test_both_bases_are_shown_beside_each_other_and_none_is_said() -> None:
    found = a_seat()
    estimate = Before(Basis.NOTIONAL, {"lab": found.result.share(found.result.standing[0]) / 2})  # fmt: skip
    words = briefing_pages(
        told(
            found,
            actual=(as_it_was(found), date(2027, 5, 6)),
            notional=(estimate, date(2026, 5, 7)),
        ),
        made_on=TODAY,
    ).words
    assert words["columns"] == ["Change since 2027", "Change, estimate since 2026"]
    assert [each["changes"] for each in words["candidates"]] == [
        ["+0.0", "+25.0"],
        ["+0.0", "–"],
        ["–", "–"],
    ]
    none = briefing_pages(told(found), made_on=TODAY).words
    assert none["columns"] == []
    assert any("No change is shown" in each for each in none["reading"])


def test_bars_are_told_apart_without_colour() -> None:
    words = briefing_pages(told(a_seat()), made_on=TODAY).words
    assert [each["looks"] for each in words["candidates"]] == ["elected", "kept", "lost"]  # fmt: skip
    assert [each["part"] for each in words["candidates"]][0] == 1
    assert words["line"] == pytest.approx(0.1)


def test_the_years_have_all_elections_and_the_chart_only_what_can_be_compared() -> None:
    found = a_seat()
    earlier = held(found, day=date(2027, 5, 6), bounds="other boundaries")
    by_election = held(found, day=date(2029, 1, 4), kind="By-election", is_general=False)  # fmt: skip
    estimate = held(found, day=date(2027, 5, 6), kind="Estimate", is_estimate=True)

    def words(*past: Past) -> dict[str, object]:
        whole = told(found, past=[held(found), *past])
        return dict(briefing_pages(whole, made_on=TODAY).words)

    listed = words(by_election, estimate, earlier)["past"]
    assert isinstance(listed, list)
    assert [(p["kind"], p["is_this"]) for p in listed] == [
        ("General election", True),
        ("By-election", False),
        ("Estimate", False),
        ("General election", False),
    ]
    assert [p["independents"] for p in listed] == ["3.3 %", "3.3 %", "–", "3.3 %"]
    assert words(by_election)["chart"] == "", "one general election is no line"
    assert str(words(estimate)["chart"]).count("<circle") == 2 * 1
    assert words(estimate, earlier)["chart"] == words(earlier)["chart"]


def test_nobody_who_stood_alone_is_no_share_and_a_source_is_named_once() -> None:
    found = loaded([line("A", "Lab", "Ann Example", 9)], [seat("A", 9, 9)])
    words = briefing_pages(
        told(found.elections[0].seats["XA"], credits=[CREDIT, CREDIT]), made_on=TODAY
    ).words
    assert [each["independents"] for each in words["past"]] == ["none"]
    assert words["credits"] == [CREDIT]


def test_a_known_error_of_the_publisher_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    why = "Ann Example had 300 votes, not 3,000."
    found = a_seat()
    known = Correction(str(found.day), found.code, "Example", "votes", "3000", "300", why)  # fmt: skip
    monkeypatch.setattr("hustings.core.psephology.corrections.CORRECTIONS", (known,))
    assert why in pages(told(found))[0]


def crowded(number: int) -> SeatResult:
    """So many candidates, each with a long name and a long description."""
    lines = [
        line(
            "A",
            f"Chesterfield And North Derbyshire Independents {nth} (CANDI)",
            f"Prince {'Maximilian' * (nth % 2)} Ankit Love {nth} Featherstonehaugh-Cholmondeley",
            1000 - nth,
            party_abbr="Ind",
        )
        for nth in range(number)
    ]
    votes = sum(1000 - nth for nth in range(number))
    found = loaded(lines, [seat("A", votes, 1, electorate=100_000)])
    assert found.refused == ()
    return found.elections[0].seats["XA"]


@pytest.mark.parametrize("number", [2, 3, 8, 13, 16])
def test_it_is_two_pages_however_many_stood_and_however_long_their_names(
    number: int,
) -> None:
    found = crowded(number)
    past = [held(found, day=date(2031 - n, 5, 1), elected="X" * 60) for n in range(12)]
    bases = {"actual": (as_it_was(found), TODAY), "notional": (as_it_was(found), TODAY)}
    whole = told(found, past=past, credits=[CREDIT * 3] * 4, **bases)
    first, second = pages(whole)
    assert "What it would take" in second
    assert "1 of 2" in first


def test_somebody_who_stood_alone_has_two_pages_too() -> None:
    found = loaded([line("A", "Spk", "Ann Example", 30)], [seat("A", 30, 30)])
    first, second = pages(told(found.elections[0].seats["XA"]))
    assert "Elected: Ann Example (Spk)" in first
    assert "What those who stood would need" not in second


def test_somebody_unopposed_for_whom_nobody_voted_has_them_as_well() -> None:
    unopposed = [line("A", "Spk", "Ann Example", 0)]
    found = loaded(unopposed, [seat("A", 0, 0)])
    first, second = pages(told(found.elections[0].seats["XA"]))
    assert "Elected: Ann Example (Spk)." in first
    assert "To win 1 100.0 %" in second


def test_nothing_in_a_name_is_taken_for_markup() -> None:
    lines = [
        line("A", "Lab", "#import *Star*", 60),
        line("A", "Con", "Bo \u202eExample", 40),
    ]
    found = loaded(lines, [seat("A", 100, 20)]).elections[0].seats["XA"]
    first, _ = pages(told(found))
    assert "#import *Star*" in first
    assert "Bo Example" in first
