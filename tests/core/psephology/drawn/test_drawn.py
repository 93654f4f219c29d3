"""Bars, lines and the map: every figure is written, nothing is told by colour alone, names are words and no markup."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from hustings.core.psephology.drawn.bars import Row, bars
from hustings.core.psephology.drawn.hexes import Hex, hexes
from hustings.core.psephology.drawn.lines import Line, lines
from hustings.core.psephology.drawn.marks import GREY, MORE, marks

SPACE = "{http://www.w3.org/2000/svg}"
HEADS = ("of the votes", "of the seats")


def read(drawing: str) -> Element:
    root = ElementTree.fromstring(drawing)
    ids = {each.attrib["id"] for each in root.iter() if "id" in each.attrib}
    assert set(root.attrib["aria-labelledby"].split()) <= ids
    return root


def words(root: Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SPACE}text")]


def in_two(*rows: Row) -> Element:
    return read(bars(rows, HEADS, title="Seats & votes", ident="x"))


def test_bars_have_their_figures_and_lengths() -> None:
    root = in_two(Row("Red <b>", (33.7, 63.2)), Row("Blue", (None, 0)))
    assert words(root)[2:] == ["Red <b>", "33.7 %", "63.2 %", "Blue", "not known", "0.0 %"]  # fmt: skip
    wide = [float(each.attrib["width"]) for each in root.iter(f"{SPACE}rect") if each.attrib.get("x") == "168"][2:]  # fmt: skip
    assert wide[0] / wide[1] == pytest.approx(33.7 / 63.2, abs=0.001)
    assert wide[2:] == [0, 0]


def test_the_second_bar_is_told_by_its_hatching() -> None:
    root = in_two(Row("Red", (30, 60)))
    fills = [each.attrib["fill"] for each in root.iter(f"{SPACE}rect") if each.attrib.get("x") == "168"]  # fmt: skip
    assert fills[:2] == fills[2:]
    assert fills[1] == "url(#x-hatch)"


def test_no_bar_where_nothing_is_above_nought() -> None:
    root = in_two(Row("Red", (0, -2.5)))
    assert words(root)[3:] == ["0.0 %", "-2.5 %"]
    assert not re.search(r'(width|height)="-', ElementTree.tostring(root).decode())


def test_a_line_breaks_where_nothing_is_known() -> None:
    drawn = lines([Line("Red", (10, 20, None, 30, 40))], "abcde", title="t", ident="x")
    paths = [each.attrib["d"] for each in read(drawn).iter(f"{SPACE}path")]
    assert [path.count(" ") for path in paths] == [2, 2]
    assert drawn.count("<circle") == 4


def test_lines_differ_in_dash_and_mark_and_end_in_their_names() -> None:
    three = [Line(name, (10.0, 10.0)) for name in ("Red", "Blue", "Green")]
    root = read(lines(three, ("2019", "2024"), title="t", ident="x"))
    dashes = {each.attrib["stroke-dasharray"] for each in root.iter(f"{SPACE}path") if "stroke-dasharray" in each.attrib}  # fmt: skip
    assert len(dashes) == 3
    ends = [each for each in root.iter(f"{SPACE}text") if each.text in ("Red", "Blue", "Green")]  # fmt: skip
    heights = sorted(float(each.attrib["y"]) for each in ends)
    assert len(heights) == 3
    assert min(b - a for a, b in zip(heights, heights[1:], strict=False)) >= 15


def test_the_side_goes_up_in_round_steps() -> None:
    root = read(lines([Line("Red", (43.7, 33.7))], ("a", "b"), title="t", ident="x"))
    assert words(root)[:6] == ["0 %", "10 %", "20 %", "30 %", "40 %", "50 %"]
    few = read(lines([Line("Red", (0.0, 1.5))], ("a", "b"), title="t", ident="x"))
    assert words(few)[:4] == ["0 %", "0.5 %", "1 %", "1.5 %"]


def test_names_along_the_bottom_keep_their_distance() -> None:
    years = [str(year) for year in range(1918, 2025, 2)]
    values = [50.0] * len(years)
    root = read(lines([Line("Red", values)], years, title="t", ident="x"))
    shown = [each for each in root.iter(f"{SPACE}text") if each.text in years]
    places = sorted(float(each.attrib["x"]) for each in shown)
    assert shown[0].text == years[-1]
    assert min(b - a for a, b in zip(places, places[1:], strict=False)) >= 40


def test_a_hexagon_says_its_seat_and_leads_there() -> None:
    drawn = hexes(
        [
            Hex(50, -10, "L", "#fff", "Ambry & Holm: Labour", "seats/X1/"),
            Hex(51, -11, "C", "#fff", "B: Con"),
        ],
        title="t",
        ident="x",
    )
    root = read(drawn)
    assert root.attrib["role"] == "group"
    (link,) = root.iter(f"{SPACE}a")
    assert link.attrib["href"] == "seats/X1/"
    assert link.findtext(f"{SPACE}title") == "Ambry & Holm: Labour"
    assert words(root) == ["L", "C"]


def test_odd_rows_stand_half_a_hexagon_to_the_right_and_rows_go_up() -> None:
    drawn = [Hex(5, row, "L", "#fff", str(row)) for row in (-2, -3, -4)]
    root = read(hexes(drawn, title="t", ident="x"))
    x = [float(each.attrib["x"]) for each in root.iter(f"{SPACE}text")]
    y = [float(each.attrib["y"]) for each in root.iter(f"{SPACE}text")]
    assert (x[1] - x[0], x[2] - x[0]) == (11, 0)
    assert y == sorted(y)


@pytest.mark.parametrize(("columns", "wide"), [(3, 44), (10, 31), (30, 22)])
def test_a_region_is_drawn_larger_for_a_thumb(columns: int, wide: float) -> None:
    drawn = [Hex(n, 0, "L", "#fff", "") for n in range(columns)]
    root = read(hexes(drawn, title="t", ident="x"))
    (scale,) = re.findall(r"scale\(([\d.]+)\)", ElementTree.tostring(root).decode())
    assert 22 * float(scale) == pytest.approx(wide, rel=0.1)
    assert float(root.attrib["width"]) <= 30 * 22 + 8 + 11


def test_no_map_of_nothing() -> None:
    assert hexes([], title="t", ident="x") == ""


def test_each_party_has_a_letter_of_its_own() -> None:
    found = marks(["Lab", "LD", "Lib", "Lab", "Con"])
    assert [each.letter for each in found.values()] == ["L", "D", "I", "C"]
    many = marks(f"{n}" for n in range(30))
    letters = [each.letter for each in many.values()]
    assert len(set(letters[:26])) == 26
    assert set(letters[26:]) == {MORE}
    assert many["0"].colour == GREY
