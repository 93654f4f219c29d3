"""The result sheet in a terminal and as CSV."""

import csv
from dataclasses import replace
from fractions import Fraction
from io import StringIO

from hustings.core.counting.poll import Candidate, Poll, Section
from hustings.core.counting.record import Count
from hustings.core.counting.sections.college import count_college
from hustings.core.counting.sections.rules import LABOUR_1981, by_sections
from hustings.core.counting.shown.as_csv import csv_table
from hustings.core.counting.shown.grid import Mark, grid
from hustings.core.counting.shown.text import text_table
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import ERS97
from tests.core.counting.polls import polled
from tests.core.counting.shown.samples import ers, meek, poll, scottish, weighted


def rows(count: Count) -> dict[str, list[str]]:
    read = list(csv.reader(StringIO(csv_table(count))))
    assert len({len(row) for row in read}) == 1
    return {row[0]: row[1:] for row in read}


def test_a_sheet_for_the_terminal() -> None:
    text = text_table(ers(), 100)
    assert "Seats: 2 · Valid papers: 135 · Quota: 45" in text
    lines = text.splitlines()
    cora = next(line for line in lines if line.startswith("Cora Lindqvist (Canal)"))
    assert cora.split()[3:] == ["21", "21.00", "+14.00", "35.00", "+14.00", "49.00", "E"]  # fmt: skip
    assert "Elected: Ada Marsh, Cora Lindqvist" in lines


def test_stages_that_do_not_fit_stand_beneath() -> None:
    narrow = text_table(scottish(), 60)
    assert max(map(len, narrow.splitlines()[3:])) <= 60
    assert narrow.count("Cora Lindqvist (Canal)") > 1


def test_who_is_out_has_a_dash() -> None:
    last = [line for line in text_table(ers()).splitlines() if line.startswith("Elin")]
    assert last[0].split()[-1] == "-"


def test_wide_letters_keep_their_columns() -> None:
    """A Chinese letter takes two columns of a terminal."""
    count = scottish()
    named = replace(
        count_gregory(
            Poll("", 1, (Candidate("陳大文"), Candidate("Ada")), {b"\1": 5, b"\2": 3}),
            ERS97,
        ),
        title=count.title,
    )
    lines = text_table(named).splitlines()
    chinese = next(line for line in lines if line.startswith("陳"))
    latin = next(line for line in lines if line.startswith("Ada"))
    assert chinese.index("5") + 3 == latin.index("3")


def test_long_names_are_shortened_in_the_terminal_only() -> None:
    long = Candidate("Wilhelmina Featherstonehaugh-Cholmondeley-Marjoribanks")
    count = replace(count_gregory(Poll("", 1, (long,), {b"\1": 5}), ERS97), title="One")
    assert "Wilhelmina Featherstonehaugh-Ch…" in text_table(count)
    assert long.name in csv_table(count)


def test_the_csv_has_every_change_signed() -> None:
    sheet = rows(ers())
    assert sheet["Ada Marsh"] == [
        "Orchard", "", "53.00", "-8.00", "45.00", "0.00", "45.00", "0.00", "45.00", "Elected (1), stage 1",
    ]  # fmt: skip
    assert sheet["Elin Rhys"][-3:] == ["", "", "Excluded, stage 3"]
    assert sheet["not transferable"][3:5] == ["+0.05", "0.05"]
    assert sheet["quota"][1:3] == ["", "45.00"]


def test_every_column_of_the_csv_adds_up_to_the_papers() -> None:
    """Candidates, not transferable and lost by rounding make 135 at each stage."""
    sheet = rows(scottish())
    heads = sheet.pop("candidate")
    sheet.pop("quota")
    for place, head in enumerate(heads):
        if head.endswith(": votes"):
            cells = (row[place] for row in sheet.values())
            assert sum(Fraction(cell) for cell in cells if cell) == 135


def test_the_csv_runs_nothing_in_a_spreadsheet() -> None:
    count = count_gregory(
        Poll("", 1, (Candidate("=1+1", "@x"), Candidate("Ada")), {b"\1": 5}), ERS97
    )
    text = csv_table(count)
    assert "'=1+1,'@x" in text
    assert "\n=" not in text


def test_figures_are_whole_until_a_stage_has_fractions() -> None:
    sheet = grid(scottish())
    ben = sheet.candidates[1]
    assert [cell.votes for cell in ben.cells[:2]] == ["22", "27.81108"]
    assert [cell.change for cell in ben.cells[:2]] == ["", "+5.81108"]


def test_figures_of_nine_places_are_shortened_and_it_is_said() -> None:
    assert "Figures are shown to 5 decimal places of 9" in text_table(meek())
    assert rows(meek())["Ben Oduya"][3:5] == ["+6.641509424", "28.641509424"]


def test_per_cent_are_named() -> None:
    assert "Figures in per cent" in text_table(weighted())


def test_what_became_of_each_is_said_in_words() -> None:
    outcomes = {row.name: (row.outcome, row.mark) for row in grid(ers()).candidates}
    assert outcomes == {
        "Ada Marsh": ("Elected (1), stage 1", Mark.ELECTED),
        "Ben Oduya": ("Not elected", Mark.NONE),
        "Cora Lindqvist": ("Elected (2), stage 4", Mark.ELECTED),
        "Dev Patel": ("Excluded, stage 4", Mark.EXCLUDED),
        "Elin Rhys": ("Excluded, stage 3", Mark.EXCLUDED),
    }


def test_who_withdrew_is_not_in_the_sheet() -> None:
    count = count_gregory(replace(poll(), withdrawn=frozenset({"Elin Rhys"})), ERS97)
    assert "Elin Rhys" not in [row.name for row in grid(count).candidates]


def test_no_votes_at_all_make_a_sheet() -> None:
    count = count_gregory(polled(1, "0 A", "A"), ERS97)
    assert "Valid papers: 0" in text_table(count)


def college() -> Count:
    """Forty for the unions, thirty each for two more. C drops out; of six MPs' papers for C two go on to Ann."""
    sections = [
        Section("Unions", ({b"\1": 1_000, b"\2": 1_000},) * 2, 40, (50, 60)),
        Section("Members", ({b"\1": 10, b"\2": 30},) * 2, 30),
        Section("MPs", ({b"\1": 4, b"\3\1": 2, b"\3": 4},), 30),
    ]
    candidates = [Candidate("Ann"), Candidate("Ben"), Candidate("Cy")]
    return count_college(by_sections("", candidates, sections), LABOUR_1981)


def test_sections_stand_beneath_the_sheet_of_a_terminal() -> None:
    """Their own votes, and apart from them who abstained or showed nobody who remained."""
    text = text_table(college())
    unions = text[text.index("Unions (40 per cent)\n") :].split("\n\n")[0]
    words = [line.split() for line in unions.splitlines()]
    assert ["Ann", "1,000", "1,000"] in words
    assert ["Abstained", "50", "60"] in words
    mps = text[text.index("MPs (30 per cent)\n") :].split("\n\n")[0]
    words = [line.split() for line in mps.splitlines()]
    assert ["For", "nobody", "who", "remained", "0", "4"] in words
    assert ["Cy", "6", "-"] in words


def test_sections_are_rows_of_the_csv() -> None:
    told = rows(college())
    assert told["Unions (40 per cent): Ann"] == ["", "", "1000", "", "1000", ""]
    assert told["Unions (40 per cent): Abstained"] == ["", "", "50", "", "60", ""]
    assert told["MPs (30 per cent): Cy"] == ["", "", "6", "", "", ""]


def test_a_count_without_sections_has_none_beneath() -> None:
    assert "per cent" not in text_table(ers())
    assert list(rows(ers()))[-1] == "quota"
