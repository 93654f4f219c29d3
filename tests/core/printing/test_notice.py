"""A count for the notice board: who is elected, every stage over as many pages as it needs, and the count in words."""

from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import Count
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import SCOTLAND
from hustings.core.printing.notice import count_notice
from hustings.core.printing.typesetting import render
from tests.core.counting.shown.samples import scottish, weighted
from tests.core.printing.samples import A4, FONTS, ODD_NAMES, pages, smallest

NAMES = [f"Candidate {number}" for number in range(1, 31)]


def long_count() -> Count:
    """Thirty candidates, the first with half as many papers again as the second and so on: one out at each stage."""
    papers = {
        bytes([place, place % 30 + 1, (place + 7) % 30 + 1]): 1000 // place + place
        for place in range(1, 31)
    }
    poll = Poll("A long ward", 3, tuple(map(Candidate, NAMES)), papers)
    return count_gregory(poll, SCOTLAND, NAMES)


def test_a_notice_says_who_is_elected_and_by_which_law() -> None:
    text = " ".join(pages([count_notice(scottish(), paper=A4)]))
    for said in (
        "Elected: Ada Marsh, Cora Lindqvist",
        "Scottish Local Government Elections Order 2011",
        "Quota 46",
        "27.81108",
        "+5.81108",
        "Where the votes went",
        "The count in words",
        "Ben Oduya was not elected and had 32.81108 votes at the end",
        "Promoted by Asha Begum on behalf of Rowan Tarn.",
    ):
        assert said in text


def test_a_long_count_has_heads_and_names_on_every_page_of_its_sheet() -> None:
    count = long_count()
    assert len(count.stages) > 20
    notice = count_notice(count, paper=A4)
    tables = [page for page in pages([notice]) if "Change Votes" in page]
    assert len(tables) >= len(notice.words["tables"]) > 4
    assert all("Candidate 2" in page for page in tables)
    shown = " ".join(tables)
    assert all(f" {number}. " in shown for number in range(1, len(count.stages) + 1))


def test_who_is_out_leaves_the_sheet_and_comes_back_with_the_outcome() -> None:
    """Candidate 28 is out at stage 2: no line from the second page on, and the outcome on the last."""
    tables = count_notice(long_count(), paper=A4).words["tables"]
    lines = [[row["name"] for row in table["candidates"]] for table in tables]
    assert ["Candidate 28" in names for names in lines] == [
        True, *(False for _ in tables[2:]), True,
    ]  # fmt: skip
    last = {row["name"]: row["outcome"] for row in tables[-1]["candidates"]}
    assert last["Candidate 28"] == "Excluded, stage 2"


def test_a_long_count_has_no_chart_that_nobody_could_read() -> None:
    assert count_notice(long_count(), paper=A4).words["chart"] == ""
    assert "Where the votes went" not in " ".join(
        pages([count_notice(long_count(), paper=A4)])
    )


def test_a_notice_is_tagged_for_screen_readers() -> None:
    reader = PdfReader(BytesIO(render(count_notice(scottish(), paper=A4), FONTS)))
    assert "/MarkInfo" in reader.root_object
    assert reader.metadata is not None
    assert reader.metadata.title == "Larkmere executive"


def test_names_come_out_as_they_are_written() -> None:
    candidates = tuple(Candidate(name, "*slate*") for name in ODD_NAMES)
    papers = {bytes([place]): 10 - place for place in range(1, len(ODD_NAMES) + 1)}
    count = count_gregory(Poll("= #odd", 2, candidates, papers), SCOTLAND)
    text = " ".join(pages([count_notice(count, paper=A4)]))
    assert all(name in text for name in ("*Star* _Low_", "$1/2$", "*slate*", "= #odd"))


def test_figures_in_per_cent_are_named() -> None:
    text = " ".join(pages([count_notice(weighted(), paper=A4)]))
    assert "in per cent" in text
    assert "66.667 elected" in text


def test_nothing_is_too_small_to_read_on_a_wall() -> None:
    plain = count_notice(scottish(), paper=A4, chart=False)
    assert smallest(plain) >= 8


def test_the_same_words_make_the_same_file() -> None:
    document = count_notice(replace(scottish(), title="Twice"), paper=A4)
    assert render(document, FONTS) == render(document, FONTS)
