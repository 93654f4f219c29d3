"""What is wrong with a file is told with its line and column, what was expected there, and what to do."""

import pytest

from hustings.core.counting.files.faults import CannotWrite, FileFault
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.poll import OVERVOTED, SHARED, Candidate, Poll
from tests.core.counting.files import texts
from tests.core.counting.files.texts import read, written

TAIL = '0\n"Ann"\n"Ben"\n"Cy"\n"Title"\n'
PREFLIB = texts.PREFLIB
SEATS = Asked(seats=2)

BLT_FAULTS = {
    "unknown candidate": ("3 1\n5 1 0\n2 1 4 0\n" + TAIL, 3, 5, "“4”", "a candidate's number, 1 to 3"),
    "no number": ("3 1\n5 1 x 0\n" + TAIL, 2, 5, "“x”", "a candidate's number"),
    "repeated preference": ("3 1\n5 1 2 1 0\n" + TAIL, 2, 7, "“1” a second time", "at most once"),
    "negative papers": ("3 1\n5 1 0\n-5 1 2 0\n" + TAIL, 3, 1, "“-5”", "a whole number of papers"),
    "fractional papers": ("3 1\n1.5 1 2 0\n" + TAIL, 2, 1, "“1.5”", "a whole number of papers"),
    "no papers on a line": ("3 1\n0 1 2 0\n" + TAIL, 2, 1, "“0”", "a whole number of papers, 1 or more"),
    "underscores are no digits": ("3 1\n1_0 1 0\n" + TAIL, 2, 1, "“1_0”", "a whole number"),
    "digits of other scripts": ("3 1\n٣ 1 0\n" + TAIL, 2, 1, "“٣”", "a whole number"),
    "more papers than people": ("3 1\n9999999999999 1 0\n" + TAIL, 2, 1, "“9999999999999”", "a whole number"),
    "no ballots": ("3 1\n" + TAIL, 6, 0, "no papers", "at least one paper"),
    "more seats than any body has": ("3 100000000\n1 1 0\n" + TAIL, 1, 3, "“100000000”", "at most 10,000"),
    "no seats": ("3 0\n1 1 0\n" + TAIL, 1, 3, "“0”", "a number of seats, 1 or more"),
    "no candidates": ("0 1\n1 1 0\n" + TAIL, 1, 1, "“0”", "a number of candidates"),
    "too many candidates": ("251 1\n1 1 0\n" + TAIL, 1, 0, "more than 250", "at most 250"),
    "named alike": ('3 1\n1 1 0\n0\n"Ann"\n"Ben"\n"Ann"\n"T"\n', 6, 0, "“Ann” a second time (first on line 4)", "another name"),
    "an empty name": ('3 1\n1 1 0\n0\n"Ann"\n""\n"Cy"\n', 5, 0, "an empty name", "a candidate's name"),
    "cut off among the papers": ("3 1\n5 1 2 0\n3 1", 3, 3, "“1” at the end", "0 at the end of the paper"),
    "cut off after the papers": ("3 1\n5 1 2 0\n", 2, 0, "the end of the file", "a line with 0 alone"),
    "cut off among the names": ('3 1\n5 1 2 0\n0\n"Ann"\n"Be', 5, 3, "“\"Be”", "a quotation mark at the end"),
    "too few names": ('3 1\n5 1 2 0\n0\n"Ann"\n"Ben"\n', 5, 0, "2 names", "3, as the first line says"),
    "an unknown one withdrew": ("3 1\n-4\n5 1 0\n" + TAIL, 2, 1, "“4”", "a candidate's number"),
    "withdrawn among the papers": ("3 1\n5 1 0\n-2\n" + TAIL, 3, 1, "“-2”", "a whole number of papers"),
    "bad option": ("3 1\n[nick a\n5 1 0\n" + TAIL, 2, 0, "“[nick a”", "an option in brackets"),
    "too few short names": ("3 1\n[nick a b]\n5 a 0\n" + TAIL, 2, 0, "2 short names", "3, all different"),
}  # fmt: skip
OTHERS = {
    "scottish: unknown": (texts.SCOTTISH.replace("4,2,3", "4,2,9"), 3, 3, "“9”", "a candidate's number, 1 to 3"),
    "scottish: repeated": (texts.SCOTTISH.replace("4,2,3", "4,2,2"), 3, 3, "“2” a second time", "at most once"),
    "scottish: cut off": (texts.SCOTTISH[:71], 5, 0, "1 candidates and no ward", "3 and the ward"),
    "preflib: cut off": (PREFLIB.replace("1: 3\n", ""), 11, 0, "8 papers", "9, as the file says"),
    "preflib: a tie in soi": (PREFLIB.replace("TYPE: toi", "TYPE: soi"), 11, 0, "a tie", "without ties"),
    "preflib: not all in toc": (PREFLIB.replace("TYPE: toi", "TYPE: toc"), 10, 0, "an order of 2", "all 3"),
    "preflib: unknown": (PREFLIB.replace("5: 1, 2", "5: 1, 7"), 10, 7, "“7”", "1 to 3"),
    "preflib: another type": (PREFLIB.replace("TYPE: toi", "TYPE: cat"), 3, 13, "“cat”", "soc, soi, toc or toi"),
    "preflib: a name is missing": (PREFLIB.replace("# ALTERNATIVE NAME 2: Ben\n", ""), 8, 0, "2 names", "3, one for each number"),
    "abif: unknown": (texts.ABIF.replace("1:Ben", "1:Bea"), 7, 3, "“Bea”", "one of the candidates"),
    "abif: scores": ("=a:[Ann]\n=b:[Ben]\n3:a/5,b/3\n", 3, 6, "“,”", "> or =, as scores and lists are no order"),
    "abif: cut off": ("3:a>b\n2:a>", 2, 4, "“>” at the end", "a candidate after it"),
    "abif: fraction": ("3:a>b\n2.5:a\n", 2, 1, "“2.5”", "a whole number of papers"),
    "ranks: a word": ("papers,A,B\n3,1,first\n", 2, 3, "“first”", "a rank from 1 to 250"),
    "ranks: a fraction": ("papers,A,B\n3,1,1.5\n", 2, 3, "“1.5”", "a rank from 1 to 250"),
    "ranks: a cross beside a rank": ("papers,A,B\n3,1,x\n", 2, 3, "“x”", "a cross where all marks are crosses"),
    "ranks: cells are missing": ("papers,A,B\n3,1,2\n1,2\n", 3, 0, "2 cells", "3, as in the heading"),
    "ranks: alike": ("papers,A,A\n3,1,2\n", 1, 0, "“A” a second time", "another name"),
    "preferences: repeated": ("1,2\nA,A\n", 2, 2, "“A” a second time", "at most once"),
    "preferences: unknown": (texts.PREFERENCES.replace("2,Cy", "2,Di"), 9, 2, "“Di”", "named above the heading"),
    "preferences: cut off": ("papers,1,2\n3,A,B\n2,B", 3, 0, "2 cells", "3, as in the heading"),
    "preferences: quotation mark": ('papers,1,2\n3,"A,B\n', 2, 0, "a quotation mark that is not closed", "closed on the same line"),
    "preferences: a stranger withdrew": ("# withdrawn: Z\n1,2\nA,B\n", 1, 0, "“Z” among those who withdrew", "one of the candidates"),
    "sections: no votes": (texts.SECTIONS.replace("Ben,40", "Ben,"), 3, 6, "“”", "a whole number in the column votes"),
    "sections: another weight": (texts.SECTIONS.replace("30,Ben,3", "31,Ben,3"), 6, 4, "the weight 31", "30, as on line 5"),
    "sections: twice": (texts.SECTIONS.replace("30,Ben,3", "30,Ann,3"), 6, 0, "“Ann” a second time", "each candidate once"),
    "several constituencies": (texts.FRANCE, 1, 0, "2 constituencies", "the one to be counted"),
    "an empty file": ("", 1, 0, "an empty file", "the beginning of BLT"),
    "something else": ("Dear voter,\n", 1, 0, "“Dear voter,”", "the beginning of BLT"),
}  # fmt: skip


@pytest.mark.parametrize("name", [*BLT_FAULTS, *OTHERS])
def test_a_fault_is_told_with_its_place(name: str) -> None:
    text, line, column, found, expected = (BLT_FAULTS | OTHERS)[name]
    with pytest.raises(FileFault) as told:
        read(text, SEATS if name.startswith("ranks") else texts.ASKED, "w.txt")
    assert (told.value.line, told.value.column) == (line, column)
    assert found in told.value.told.found
    assert expected in told.value.told.expected
    assert told.value.told.do
    place = f"w.txt, line {line}" + (f", column {column}" if column else "")
    assert str(told.value).startswith(f"{place}: found ")


def test_the_seats_must_be_known() -> None:
    with pytest.raises(FileFault, match="--seats 3"):
        read(texts.ABIF, Asked())


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"3 1\n1 1 0\n\0", "line 3: found a zero byte"),
        ("3 1\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04....", "a packed file or a workbook"),
        (b"\x1f\x8b....", "a packed file or a workbook"),
        (b'2 1\n1 1 0\n0\n"A\x81"\n', "line 4, column 3: found the byte 0x81"),
        (b'\xef\xbb\xbf2 1\n1 1 0\n0\n"A\xe9"\n', "line 4: found bytes that are not UTF-8"),
        (b"1" * (3 << 20), "line 1: found a line of more than a million bytes"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told(content: bytes, found: str) -> None:
    with pytest.raises(FileFault, match="^file, ") as told:
        read(content)
    assert found in str(told.value)


def test_ten_million_papers_on_a_line_are_no_fault() -> None:
    poll = read("3 1\n10000000 1 2 0\n5 3 0\n" + TAIL).poll
    assert poll.size == 10_000_005


def test_papers_in_order_are_kept_up_to_ten_million() -> None:
    with pytest.raises(FileFault, match=r"line 3: found more than 10,000,000 papers"):
        read("3 1\n5 1 0\n10000000 2 0\n" + TAIL, Asked(in_order=True))


def test_totals_have_no_order_of_papers() -> None:
    for text in (texts.SECTIONS, texts.FRANCE):
        with pytest.raises(FileFault, match="papers one by one"):
            read(text, Asked(in_order=True, contest=None if text == texts.SECTIONS else "0101"))  # fmt: skip


def poll_with(marks: bytes, withdrawn: frozenset[str] = frozenset()) -> Poll:
    return Poll("T", 1, (Candidate("A"), Candidate("B")), {marks: 1}, withdrawn)


@pytest.mark.parametrize(
    ("layout", "poll", "what"),
    [
        ("blt", poll_with(bytes([OVERVOTED])), "nobody names"),
        ("ranks", poll_with(bytes([OVERVOTED])), "nobody names"),
        ("preflib", poll_with(b"\0\1"), "left out"),
        ("preflib", poll_with(b""), "blank"),
        ("abif", poll_with(b"\0\1"), "left out"),
        ("scottish", poll_with(bytes([1, SHARED, 2])), "shared"),
        ("scottish", poll_with(b"\1", frozenset("B")), "withdrew"),
        ("sections", poll_with(b"\1"), "need sections"),
        ("abif", Poll("T", 1, (Candidate("A [x]"),), {b"\1": 1}), "brackets"),
        ("preferences", Poll("T", 1, (Candidate("A = B"),), {b"\1": 1}), "something else"),
        ("preferences", Poll("T", 1, (Candidate("Overvote"),), {b"\1": 1}), "something else"),
    ],
)  # fmt: skip
def test_what_a_layout_cannot_say_is_not_written(
    layout: str, poll: Poll, what: str
) -> None:
    with pytest.raises(CannotWrite, match=what):
        written(poll, layout)
