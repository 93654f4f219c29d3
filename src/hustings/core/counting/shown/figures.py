"""Numbers of votes in writing: exact for programs, readable for people."""

from fractions import Fraction

from hustings.core.counting.record import Count, Exact

MOST_PLACES = 5
"""Decimal places in tables for people; files carry every place that the law has."""


def decimal(votes: Exact, unit: int, places: int) -> str:
    """Votes given in units, with so many places: `decimal(1234500, 1000, 2)` is 1234.50; what is beyond is rounded half up."""
    numerator, denominator = votes.numerator, votes.denominator * unit
    scaled = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    sign = "-" if numerator < 0 and scaled else ""
    if not places:
        return f"{sign}{scaled}"
    whole, part = divmod(scaled, 10**places)
    return f"{sign}{whole}.{part:0{places}d}"


def exact(votes: Exact, unit: int, places: int) -> str:
    """The same as `decimal` where that is exact, otherwise a fraction of votes such as 7/3."""
    scaled, rest = divmod(votes.numerator * 10**places, votes.denominator * unit)
    if rest:
        return str(Fraction(votes) / unit)
    if scaled < 0 or not places:
        return decimal(votes, unit, places)
    whole, part = divmod(scaled, 10**places)
    return f"{whole}.{part:0{places}d}"


class Figures:
    """How one count's numbers are written for people."""

    def __init__(self, count: Count) -> None:
        self.unit, self.places = count.unit, min(count.places, MOST_PLACES)
        self.shortened = count.places > MOST_PLACES
        self.counts_in = count.counts_in
        self.quota_word = "Quota" if count.seats > 1 else "Needed"
        """What elects; with one seat it is a majority, which no law calls a quota."""

    def column(self, votes: Exact, whole: bool) -> str:
        """For a column of figures: thousands apart, as many places in each line."""
        return _apart(decimal(votes, self.unit, 0 if whole else self.places))

    def change(self, votes: Exact, whole: bool) -> str:
        """The same with its sign; the minus is a real one, as wide as the plus."""
        shown = self.column(votes, whole)
        return f"\u2212{shown[1:]}" if shown.startswith("-") else f"+{shown}"

    def said(self, votes: Exact) -> str:
        """For a sentence: without noughts at the end."""
        shown = self.column(votes, whole=False)
        return shown.rstrip("0").rstrip(".") if "." in shown else shown

    def votes(self, votes: Exact) -> str:
        """With what is counted: 1 vote, 2.5 votes, 45.4 per cent."""
        said = self.said(votes)
        return f"{said} {'vote' if said == '1' and self.counts_in == 'votes' else self.counts_in}"

    def quotient(self, figure: Exact) -> str:
        """What a list contests a seat with: two places where it is not whole."""
        return _apart(decimal(figure, self.unit, 0 if self.whole(figure) else 2))

    def part(self, value: Exact) -> str:
        """What a paper is worth, or what is kept of one: five places, also where votes are counted whole."""
        shown = decimal(value, self.unit, MOST_PLACES)
        return shown.rstrip("0").rstrip(".")

    def whole(self, votes: Exact) -> bool:
        return votes.denominator == 1 and votes.numerator % self.unit == 0


def is_motion(count: Count) -> bool:
    """Whether a question was put, to which the answer is Yes or No; then nobody is elected."""
    return set(count.names) == {"Yes", "No"} and count.seats == 1


def papers(many: int) -> str:
    return "1 paper" if many == 1 else f"{many:,} papers"


def listed(words: list[str]) -> str:
    """As in a sentence: one, two and three."""
    *first, last = words or [""]
    return f"{', '.join(first)} and {last}" if first else last


def capital(words: str) -> str:
    """With a capital at its beginning; the rest stays."""
    return words[:1].upper() + words[1:]


def _apart(shown: str) -> str:
    whole, point, part = shown.partition(".")
    return f"{int(whole):,}{point}{part}" if whole != "-0" else shown
