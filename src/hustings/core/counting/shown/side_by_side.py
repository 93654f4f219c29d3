"""A comparison of two rule sets in words, as text and as part of a page."""

import csv
from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape
from io import StringIO

from hustings.core.counting.shown.as_json import Json, as_json
from hustings.core.counting.shown.comparison import Comparison
from hustings.core.counting.shown.figures import decimal, listed
from hustings.core.register.cells import neutralised

Rows = Sequence[Sequence[str]]


def said(comparison: Comparison) -> tuple[str, ...]:
    """The difference in a few sentences."""
    one, other = comparison.count.rules, comparison.other.rules
    if not comparison.gained and not comparison.lost:
        first = f"{one} and {other} elect the same candidates."
    else:
        gained = listed(list(comparison.gained)) or "nobody"
        lost = listed(list(comparison.lost)) or "nobody"
        first = f"Under {other} and not under {one}: {gained}. Under {one} and not under {other}: {lost}."
    before, after = map(percent, comparison.misplaced)
    return (
        first,
        f"Seats out of proportion to the slates' first preferences: {before} under {one}, {after} under {other}.",
    )


def percent(share: Fraction) -> str:
    return f"{decimal(share * 100, 1, 1)} %"


def by_candidate(comparison: Comparison) -> Rows:
    """Heads, then a row for each candidate."""
    one, other = comparison.count.rules, comparison.other.rules
    heads = ("Candidate", "Slate", "First preferences", one, other, "Difference")
    return [
        heads,
        *(
            (
                each.name,
                each.slate,
                _votes(each.first),
                _elected(each.place),
                _elected(each.other),
                ("", "gains a seat", "loses a seat")[each.change],
            )
            for each in comparison.candidates
        ),
    ]


def by_slate(comparison: Comparison) -> Rows:
    """Heads, then a row for each slate: seats beside its share of first preferences."""
    one, other = comparison.count.rules, comparison.other.rules
    seats = sum(each.seats for each in comparison.slates)
    others = sum(each.other for each in comparison.slates)
    heads = (
        "Slate", "Candidates", "First preferences", "Share",
        f"Seats: {one}", f"Seats: {other}", "Difference",
    )  # fmt: skip
    return [
        heads,
        *(
            (
                each.slate,
                str(each.candidates),
                _votes(each.first),
                percent(each.share),
                f"{each.seats} ({_part(each.seats, seats)})",
                f"{each.other} ({_part(each.other, others)})",
                _signed(each.change),
            )
            for each in comparison.slates
        ),
    ]


def text_comparison(comparison: Comparison) -> str:
    """Both tables as plain text."""
    tables = (by_slate(comparison), by_candidate(comparison))
    return "\n\n".join(["\n".join(said(comparison)), *map(_set, tables)]) + "\n"


def csv_comparison(comparison: Comparison) -> str:
    """Both tables as CSV, a blank line between them."""
    text = StringIO()
    writer = csv.writer(text)
    for rows in ((), by_slate(comparison), (), by_candidate(comparison)):
        writer.writerows([map(neutralised, row) for row in rows] or [[]])
    return text.getvalue()


def json_comparison(comparison: Comparison) -> Json:
    """The second record, and what differs, as members beside those of the first."""
    one, other = comparison.misplaced
    return {
        "against": as_json(comparison.other),
        "comparison": {
            "gained": list(comparison.gained),
            "lost": list(comparison.lost),
            "out_of_proportion": [str(one), str(other)],
            "slates": [
                {
                    "slate": each.slate,
                    "candidates": each.candidates,
                    "first_preferences": str(each.first),
                    "share": str(each.share),
                    "seats": [each.seats, each.other],
                }
                for each in comparison.slates
            ],
        },
    }


def html_comparison(comparison: Comparison) -> str:
    """Both tables as parts of a page, with a heading."""
    sentences = escape(" ".join(said(comparison)))
    return (
        f"<h2>Beside {escape(comparison.other.rules)}</h2><p>{sentences}</p>"
        + _html_table("By slate", by_slate(comparison))
        + _html_table("By candidate", by_candidate(comparison))
    )


def _html_table(caption: str, rows: Rows) -> str:
    heads = "".join(f'<th scope="col">{escape(word)}</th>' for word in rows[0])
    lines = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(word)}</td>" for word in others)}</tr>'
        for first, *others in rows[1:]
    )
    return (
        f'<div class="wide" role="region" aria-label="{caption}" tabindex="0"><table class="count-comparison">'
        f"<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _set(rows: Rows) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_lines(rows, widths))


def _lines(rows: Rows, widths: Sequence[int]) -> Iterator[str]:
    for number, (first, *others) in enumerate(rows):
        words = [first.ljust(widths[0])]
        words += [word.rjust(w) for word, w in zip(others, widths[1:], strict=True)]
        yield "  ".join(words).rstrip()
        if not number:
            yield "-" * (sum(widths) + 2 * (len(widths) - 1))


def _votes(votes: Fraction) -> str:
    return f"{int(votes):,}" if votes.denominator == 1 else decimal(votes, 1, 2)


def _elected(place: int | None) -> str:
    return "not elected" if place is None else f"elected ({place})"


def _part(seats: int, total: int) -> str:
    return percent(Fraction(seats, total)) if total else percent(Fraction(0))


def _signed(change: int) -> str:
    return f"{change:+d}".replace("-", "\u2212") if change else "0"
