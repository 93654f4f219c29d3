"""Each layout: what it says, and by what it is told."""

from itertools import permutations

import pytest

from hustings.core.counting.files.faults import FileFault
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.poll import Candidate
from tests.core.counting.files import texts
from tests.core.counting.files.texts import papers, read


@pytest.mark.parametrize("name", texts.SAMPLES)
def test_each_layout_is_told_by_what_stands_in_it(name: str) -> None:
    asked = Asked(seats_if_silent=1, contest="0101" if name == "france" else None)
    found = read(texts.SAMPLES[name], asked)
    assert found.layout.name == name.split()[0]
    assert found.told == f"Read as {found.layout.title}: {found.why}."


def test_blt() -> None:
    poll = read(texts.BLT).poll
    assert poll.names[:3] == ("Ann Example", 'Ben "Bo" Jones', "Cy, D.")
    assert (poll.title, poll.seats, poll.withdrawn) == (
        "Example ward",
        4,
        frozenset({"Gil"}),
    )
    assert papers(poll) == {(1,): 64, (1, 2, 3): 5, (0, 3, 1, 255, 2): 2, (5, 4): 3}


def test_a_paper_with_its_number_counts_as_many_as_it_says() -> None:
    """`(4)` is the paper's number; the line begins with how many after it."""
    poll = read("2 1\n(id9) 3 2 1 0\n0\nA\nB\n").poll
    assert papers(poll) == {(2, 1): 3}


@pytest.mark.parametrize("at", [0, 99, 100, 131])
def test_many_alike_are_as_many_wherever_their_line_stands(at: int) -> None:
    """Lines that stand for few papers each, and one for more than there are candidates: all are read, at one stroke."""
    pairs = list(permutations(range(1, 13), 2))
    many = [300 if number == at else 2 for number in range(len(pairs))]
    lines = [f"{n} {a} {b} 0\n" for n, (a, b) in zip(many, pairs, strict=True)]
    names = "".join(f'"Candidate {n}"\n' for n in range(1, 13))
    poll = read(f"12 3\n{''.join(lines)}0\n{names}").poll
    assert papers(poll) == dict(zip(pairs, many, strict=True))


def test_blt_without_quotation_marks_options_and_short_names() -> None:
    poll = read(
        "3 1\n[withdrawn 2]\n[nick a b c]\n4 a c 0\n0 # end\nAnn\nBen # out\nCy\n"
    ).poll
    assert poll.names == ("Ann", "Ben", "Cy")
    assert poll.withdrawn == {"Ben"}
    assert (papers(poll), poll.title) == ({(1, 3): 4}, "")


def test_several_names_on_one_line_and_lines_after_the_title() -> None:
    found = read('2 1\n1 2 0\n0\n"A" "B"\n"T"\n"source"\nmore\n')
    assert (found.poll.names, found.poll.title) == (("A", "B"), "T")
    assert found.notes == ("Lines after the title “T”, not used: 2.",)


def test_a_comment_after_the_title_is_a_comment() -> None:
    """The files of papers that are kept here end with one."""
    found = read('2 1\n1 2 0\n0\n"A"\n"B"\n"T"\n# salt: abc\n  # more\n')
    assert (found.poll.title, found.notes) == ("T", ())


def test_an_option_that_we_do_not_know_is_said() -> None:
    found = read('1 1\n[tie 1]\n1 1 0\n0\n"A"\n"T"\n')
    assert "The option “[tie 1]” is not used." in found.notes


def test_scottish_wards_give_the_party_as_slate() -> None:
    poll = read(texts.SCOTTISH).poll
    assert poll.candidates[0] == Candidate("Ann Example", "Labour (Lab)")
    assert (poll.title, poll.seats) == ("Example ward", 2)
    assert papers(poll) == {(1,): 10, (2, 3): 4, (3, 2, 1): 1}


@pytest.mark.parametrize("text", [texts.PREFLIB, texts.OLD_PREFLIB])
def test_preflib_of_both_ages(text: str) -> None:
    poll = read(text).poll
    assert poll.names == ("Ann", "Ben", "Cy")
    assert papers(poll) == {(1, 2): 5, (2, 255, 3, 1): 3, (3,): 1}


def test_abif() -> None:
    poll = read(texts.ABIF).poll
    assert (poll.title, poll.names) == ("Example", ("Ann Example", "Ben"))
    assert papers(poll) == {(1, 2): 5, (1, 255, 2): 3, (2,): 1, (): 2}


def test_abif_that_names_its_candidates_as_it_goes() -> None:
    found = read('3: [Ann B] > Cy/4 = "De F"\n2:Cy>"De F": {"precinct": 5}\n')
    assert found.poll.names == ("Ann B", "Cy", "De F")
    assert papers(found.poll) == {(1, 2, 255, 3): 3, (2, 3): 2}
    assert "Scores beside the order of preference are not used." in found.notes


def test_rank_columns() -> None:
    """Two seconds after no first; two firsts, then a third, which is no gap; a gap at 2; a blank paper."""
    poll = read(texts.RANKS).poll
    assert poll.names == ("Jones, Ann", "Ben", "Cy")
    assert papers(poll) == {
        (1, 2): 5,
        (0, 2, 255, 3): 3,
        (1, 255, 2, 3): 1,
        (2, 0, 3): 2,
        (): 1,
    }


def test_two_firsts_and_a_second_are_no_gap_either() -> None:
    assert papers(read("A,B,C\n1,1,2\n").poll) == {(1, 255, 2, 3): 1}


def test_crosses_are_marks_alike() -> None:
    poll = read("papers,A,B,C\n4,x,,X\n2,,✓,\n").poll
    assert papers(poll) == {(1, 255, 3): 4, (2,): 2}


def test_rows_without_a_number_are_one_paper_each_and_numbers_of_papers_are_passed_over() -> None:  # fmt: skip
    poll = read("ballot number;A;B\n17;1;2\n18;;1\n19;1;2\n").poll
    assert (poll.names, papers(poll)) == (("A", "B"), {(1, 2): 2, (2,): 1})


def test_preference_columns() -> None:
    poll = read(texts.PREFERENCES).poll
    assert (poll.title, poll.seats) == ("Example", 2)
    assert papers(poll) == {(1, 2): 5, (0, 2, 255, 3): 3, (3, 0, 1): 2, (): 1}


@pytest.mark.parametrize(
    "heading",
    ["1,2", "rank1,rank2", "1st choice,2nd choice", "First preference,Second preference", "Pref_1,Pref_2"],
)  # fmt: skip
def test_headings_of_preferences(heading: str) -> None:
    poll = read(f"{heading}\nBen,Ann\nann b,\nBen,Ann\n").poll
    assert poll.names == ("Ann", "ann b", "Ben")
    assert papers(poll) == {(3, 1): 2, (2,): 1}


def test_the_order_of_rows_does_not_decide_the_order_of_candidates() -> None:
    one, other = read("1,2\nB,A\nA = C,\n").poll, read("1,2\nC = A,\nB,A\n").poll
    assert (one.names, dict(one.papers)) == (other.names, dict(other.papers))


def test_cast_vote_records_know_over_votes_and_pass_over_a_name_that_comes_again() -> None:  # fmt: skip
    found = read(texts.RECORDS)
    assert papers(found.poll) == {(1, 0, 2): 5, (2, 1): 3, (254, 1): 2}
    assert "1 kinds of papers name a candidate twice" in found.notes[0]


def test_totals_by_section() -> None:
    poll = read(texts.SECTIONS).poll
    unions, members = poll.sections
    assert (poll.title, poll.names) == ("Deputy", ("Ann", "Ben"))
    assert (unions.name, unions.weight, unions.abstained) == ("unions", 40, (7, 0))
    assert members.ballots == ({b"\1": 1, b"\2": 3}, {b"\1": 2, b"\2": 2})
    assert papers(poll) == {(1,): 61, (2,): 43}


def test_a_french_constituency_is_found_by_its_code() -> None:
    found = read(texts.FRANCE, Asked(contest="0101"))
    assert (found.registered, found.poll.names) == (100, ("Anne NOM", "Ben AUTRE"))
    assert found.poll.candidates[1].slate == "RN"
    assert papers(found.poll) == {(1,): 40, (2,): 20}


def test_papers_are_kept_in_their_order_where_that_is_asked() -> None:
    for text in (
        "2 1\n2 1 0\n1 2 0\n1 1 0\n0\nA\nB\n",
        "papers,A,B\n2,1,\n1,,1\n1,1,\n",
    ):
        poll = read(text, Asked(seats_if_silent=1, in_order=True)).poll
        assert poll.in_order == (b"\1", b"\1", b"\2", b"\1")
        assert papers(poll) == {(1,): 3, (2,): 1}


def test_seats_that_are_asked_win_over_the_files_aloud() -> None:
    found = read(texts.SCOTTISH, Asked(seats=1))
    assert found.poll.seats == 1
    assert "Seats in the file: 2; counted for 1, as asked." in found.notes


def test_an_uncontested_seat_is_said() -> None:
    found = read("2 2\n1 1 0\n0\nA\nB\n")
    assert found.notes[0].startswith("Uncontested (standing: 2, seats: 2)")


def test_a_column_that_is_passed_over_beside_names_is_told() -> None:
    """Somebody may be called Ward."""
    found = read("papers,Ann,Ward,Ben\n3,1,12,2\n", Asked(seats=1))
    assert found.poll.names == ("Ann", "Ben")
    assert found.notes[0].startswith("The column “Ward” is passed over")


def test_no_beside_yes_is_an_answer_and_elsewhere_a_number() -> None:
    motion = read("papers,Yes,No\n3,x,\n2,,x\n", Asked(seats=1))
    assert motion.poll.names == ("Yes", "No")
    assert papers(motion.poll) == {(1,): 3, (2,): 2}
    numbered = read("No,Ann,Ben\n1,1,2\n2,2,1\n", Asked(seats=1))
    assert numbered.poll.names == ("Ann", "Ben")
    assert numbered.notes[0].startswith("The column “No” is passed over")


def test_a_heading_without_papers_is_known_and_said_to_have_none() -> None:
    with pytest.raises(FileFault, match="line 1: found no papers"):
        read("papers,Ann,Ben\n", Asked(seats=1))


def test_a_contest_is_asked_of_files_that_hold_several() -> None:
    with pytest.raises(FileFault, match="line 1: found BLT, which holds one contest"):
        read("1 1\n1 1 0\n0\nA\n", Asked(contest="North"))
