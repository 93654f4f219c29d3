"""Real files, as others publish them: every one is read, and two layouts of one ward agree."""

import gzip
import os
import tarfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from hustings.core.counting.files import france
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.files.source import Source
from hustings.core.counting.marks import standing_papers, until_unclear
from tests.core.counting.files.texts import papers, read

ROOT = Path(__file__).parents[4]
DATA = ROOT.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def _published_files() -> None:
    if DATA.is_dir():
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"The published ballots are missing: {DATA}")
    pytest.skip("the published ballots (shared/data) are not on this machine")


def packed(name: str) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(DATA / "stv" / name) as archive:
        for member in archive:
            file = archive.extractfile(member)
            if file is not None:
                yield member.name, file.read()


@cache
def wards() -> dict[str, bytes]:
    return dict(packed("scotland_2017.tar.xz"))


def test_wards_of_2017_are_the_same_from_blt_and_csv() -> None:
    pairs = [name for name in wards() if name.endswith(".csv")]
    assert len(pairs) == 351
    for name in pairs:
        table = read(wards()[name])
        listed = read(wards()[name.replace("csv", "blt")])
        assert (table.layout.name, listed.layout.name) == ("scottish", "blt")
        assert table.poll.papers == listed.poll.papers
        assert table.poll.seats == listed.poll.seats


def test_wards_of_2012() -> None:
    found = [read(content) for name, content in packed("scotland_2012.tar.xz") if name.endswith(".csv")]  # fmt: skip
    assert {each.layout.name for each in found} == {"scottish"}
    assert len(found) == 353
    assert all(candidate.slate for each in found for candidate in each.poll.candidates)


def test_files_of_another_program() -> None:
    """BLT with options, short names, ties, a mark at the start, text after the title."""
    polls = {
        name.split("/", 1)[-1]: read(content)
        for name, content in packed("droop_small_cases.tar.xz")
        if name.endswith(".blt")
    }
    assert {each.layout.name for each in polls.values()} == {"blt"}
    by_name = {Path(name).name: each.poll for name, each in polls.items()}
    assert by_name["SCw.blt"].withdrawn == by_name["SCwopt.blt"].withdrawn == {"Pat LaMarche"}  # fmt: skip
    assert by_name["42u.blt"].names == by_name["42ubom.blt"].names
    assert any(255 in marks for marks in by_name["eq2.blt"].papers)


@pytest.mark.parametrize(
    ("contest", "candidates", "size"),
    [("2013_minneapolis_mayor", 36, 80_101), ("2013_minneapolis_park", 11, 80_101), ("2017_minneapolis_mayor", 19, 105_928)],
)  # fmt: skip
def test_minneapolis(contest: str, candidates: int, size: int) -> None:
    content = gzip.decompress((DATA / "irv" / f"{contest}_ballots.csv.gz").read_bytes())
    found = read(content)
    assert found.layout.name == "minneapolis"
    assert (len(found.poll.names), found.poll.size) == (candidates, size)


def test_burlington_2009() -> None:
    poll = read((DATA / "irv" / "burlington_2009_mayor.abif").read_bytes()).poll
    assert (poll.title, len(poll.names)) == ("2009 Burlington mayoral election", 6)
    assert poll.size == 8_980


def test_labours_mps_2010() -> None:
    poll = read((DATA / "sections" / "labour_leadership_2010_mp_mep_ballots.soi").read_bytes()).poll  # fmt: skip
    assert poll.size == 266
    firsts = [sum(many for marks, many in poll.papers.items() if marks[0] == place) for place in range(1, 6)]  # fmt: skip
    assert sorted(firsts) == [7, 24, 40, 84, 111]


def test_french_constituencies_of_2024() -> None:
    content = gzip.decompress((DATA / "tworound" / "fr_legislatives_2024_t1_candidates.csv.gz").read_bytes())  # fmt: skip
    found = list(france.constituencies(Source(BytesIO(content), "t1")))
    assert len(found) == 577
    assert sum(len(each.status) for each in found) == 4_009
    unlike = {each.code for each in found if each.poll.size != each.valid}
    assert unlike == {"1602", "2704", "3404", "7502"}
    one = read(content, Asked(contest="0101"))
    assert (one.registered, one.poll.size) == (86_843, 60_495)


def test_labours_sections() -> None:
    content = (DATA / "sections" / "labour_section_results.csv").read_bytes()
    poll = read(content, Asked(contest="1988 deputy")).poll
    assert [section.weight for section in poll.sections] == [40, 30, 30]
    assert poll.sections[0].ballots[0] == {b"\1": 4429, b"\2": 1223, b"\3": 1}
    assert len(read(content, Asked(contest="2015 leader")).poll.sections) == 3


def test_the_worked_example_of_the_page() -> None:
    page = (ROOT / "docs" / "rules" / "ballot-files.md").read_text(encoding="utf-8")
    poll = read(page.split("```")[1].strip() + "\n").poll
    assert papers(poll) == {(1, 2): 2, (0, 3): 1, (1, 255, 3, 2): 1}
    standing, blank = standing_papers(poll, until_unclear)
    assert (standing, blank) == ({b"\1\2": 2}, 2)
