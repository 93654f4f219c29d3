"""Charts: nothing is drawn outside the drawing, and lengths are as the counts are."""

from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canvassing.charts import ROW, WIDTH, bars, shares

rows = st.lists(
    st.tuples(
        st.text(min_size=1, max_size=40),
        st.lists(st.integers(0, 100_000), min_size=2, max_size=6),
    ),
    min_size=1,
    max_size=20,
)


@given(rows)
def test_pieces_lie_side_by_side_within_the_drawing(
    given_rows: list[tuple[str, list[int]]],
) -> None:
    for chart in filter(None, (bars(given_rows), shares(given_rows))):
        for place, bar in enumerate(chart.bars):
            at = chart.left
            for piece in bar.pieces:
                assert piece.x == at and piece.width >= 0
                at += piece.width
            assert bar.end == at <= WIDTH - 10
            assert bar.total == sum(piece.number for piece in bar.pieces)
            assert bar.y + chart.thick <= (place + 1) * ROW <= chart.height


def test_a_bar_half_as_long_counts_half_and_nothing_gives_no_chart() -> None:
    chart = bars([("Mon", [10, 10]), ("Tue", [5, 5])])
    assert chart
    monday, tuesday = chart.bars
    long, short = monday.end - chart.left, tuesday.end - chart.left
    assert abs(long - 2 * short) <= 1
    assert bars([("Mon", [0, 0])]) is None and bars([]) is None


def test_shares_are_all_of_one_length_and_rows_without_answers_are_left_out() -> None:
    chart = shares([("AB1", [1, 3]), ("AB2", [0, 0]), ("AB3", [200, 100])])
    assert chart and [bar.label for bar in chart.bars] == ["AB1", "AB3"]
    assert len({bar.end for bar in chart.bars}) == 1


def test_a_long_label_is_cut_short_and_says_so() -> None:
    chart = bars([("Llanfairpwllgwyngyllgogerychwyrndrobwll", [1])])
    assert chart and chart.bars[0].label.endswith("…")
    assert len(chart.bars[0].label) * 7 <= chart.left
