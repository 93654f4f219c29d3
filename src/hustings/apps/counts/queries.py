"""Results as the law reads them: what was declared, what it means for us, and last time beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from fractions import Fraction
from functools import cached_property

from django.utils.timezone import make_aware

from hustings.apps.campaigns import ladder
from hustings.apps.campaigns.models import Campaign, Rung
from hustings.apps.counts.models import Candidacy, Result
from hustings.core.elections.deposits import Deposit, deposit_for
from hustings.core.elections.kinds import ElectionKind, Nation, most_votes_win
from hustings.core.elections.objectives import Judged, SaveDeposit, judge, placed_words
from hustings.core.elections.result import (
    Candidacy as Line,
)
from hustings.core.elections.result import (
    DeclaredResult,
    Placed,
    beside_last_time,
)
from hustings.core.errors import HustingsError

CLOSE = time(22)  # RPA 1983 Sch 1 rule 1


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder: what it aims at, how it was judged, or why it cannot be."""

    aim: str
    judged: Judged | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate's line of the table: place, share, and the same party last time, once for each basis."""

    line: Line
    place: str
    share: str
    is_ours: bool
    is_elected: bool
    lost_deposit: bool
    before: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """This election's declared result, with last time's on each basis that was entered."""

    campaign: Campaign
    row: Result
    result: DeclaredResult
    ours: Line | None
    past: tuple[tuple[Result, DeclaredResult], ...]

    @cached_property
    def placed(self) -> Placed | None:
        return self.result.place(self.ours) if self.ours else None

    @property
    def position(self) -> str:
        """Our place in words, "2nd" or "equal 3rd"."""
        return placed_words(self.placed) if self.placed else ""

    @property
    def share(self) -> str:
        return self.result.share_shown(self.ours) if self.ours else ""

    @property
    def elected(self) -> str:
        """Who is elected, in a sentence; empty while the lot is not drawn."""
        return elected_words(self.result)

    @property
    def deposit_rule(self) -> Deposit | None:
        """What is lodged at this election and how it is kept; None where none is asked."""
        kind = ElectionKind(self.campaign.election)
        return deposit_for(kind, self.campaign.polling_day)

    @property
    def deposit(self) -> str:
        """Whether our deposit is saved or lost; empty where this election asks for none."""
        rule = self.deposit_rule
        if self.ours is None or rule is None or rule.one_in is None:
            return ""
        return "lost" if self.result.deposit_lost(self.ours) else "saved"

    @property
    def bases(self) -> tuple[str, ...]:
        return tuple(row.get_basis_display() for row, _ in self.past)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The candidates in the order of their votes."""
        then = [_shares_then(self.result, past) for _, past in self.past]
        return tuple(self._row(placed, then) for placed in self.result.placed)

    @property
    def together(self) -> tuple[Line, ...]:
        """Lines that add up several candidates, which have no place."""
        return tuple(line for line in self.result.candidacies if line.together)

    @property
    def rejected(self) -> list[tuple[str, int]]:
        """The rejected papers by reason, as far as reasons were told."""
        told = [(reason, getattr(self.row, reason)) for reason in Result.REASONS]
        return [
            (_words(reason), number) for reason, number in told if number is not None
        ]

    def _row(self, placed: Placed, then: list[dict[Line, str]]) -> Row:
        line = placed.candidacy
        return Row(
            line=line,
            place=placed_words(placed),
            share=self.result.share_shown(line),
            is_ours=line == self.ours,
            is_elected=line in self.result.elected,
            lost_deposit=bool(self.deposit) and self.result.deposit_lost(line),
            before=tuple(shares.get(line, "") for shares in then),
        )


def elected_words(result: DeclaredResult) -> str:
    """ "A is elected." or "A, B and C are elected."; empty while the lot is not drawn."""
    *most, last = [each.label for each in result.elected] or [""]
    if not last:
        return ""
    if not most:
        return f"{last} is elected."
    return f"{', '.join(most)} and {last} are elected."


def check_elected(campaign: Campaign, candidacies: Iterable[Candidacy]) -> None:
    """Refuses a declaration that does not say who is elected where the votes alone would name the wrong people."""
    told = any(each.is_elected for each in candidacies)
    if not told and not most_votes_win(
        ElectionKind(campaign.election), Nation(campaign.nation)
    ):
        raise HustingsError(
            "Tick who was declared elected, then declare: here the votes alone do not say it."
        )


def standing(campaign: Campaign, basis: str = Result.Basis.DECLARED) -> Result | None:
    """The version that counts: the newest that was declared."""
    kept = Result.objects.of(campaign).on(basis).declared().newest_first()
    return kept.prefetch_related("candidacies").first()


def draft(campaign: Campaign, basis: str = Result.Basis.DECLARED) -> Result | None:
    """The version that is being typed, if one is."""
    drafts = Result.objects.of(campaign).on(basis).drafts()
    return drafts.prefetch_related("candidacies").first()


def versions(campaign: Campaign, basis: str) -> list[Result]:
    """Every declared version, the newest first."""
    kept = Result.objects.of(campaign).on(basis).declared().newest_first()
    return list(kept.prefetch_related("candidacies"))


def polls_have_closed(campaign: Campaign, at: datetime) -> bool:
    """Whether a result may be declared: after 10 pm on polling day; a demonstration plays at any time."""
    closes = make_aware(datetime.combine(campaign.polling_day, CLOSE))
    return at >= closes or campaign.is_demonstration


def picture(campaign: Campaign) -> Picture | None:
    """The declared result and all that follows from it; None before the declaration. A fixed number of queries."""
    row = standing(campaign)
    if row is None:
        return None
    ours = next((c for c in row.candidacies.all() if c.is_ours), None)
    past = [
        standing(campaign, basis)
        for basis in (Result.Basis.ACTUAL, Result.Basis.NOTIONAL)
    ]
    return Picture(
        campaign=campaign,
        row=row,
        result=as_declared(row),
        ours=_line(ours) if ours else None,
        past=tuple((each, as_declared(each)) for each in past if each),
    )


def judged_ladder(picture: Picture) -> list[Step]:
    """Each rung of the campaign's ladder against the result."""
    rungs = Rung.objects.filter(campaign=picture.campaign)
    return [_step(picture, rung) for rung in rungs]


def as_declared(row: Result) -> DeclaredResult:
    """A stored result as the law's arithmetic takes it; refuses one whose numbers cannot be."""
    return declared_from(row, row.candidacies.all())


def declared_from(row: Result, candidacies: Iterable[Candidacy]) -> DeclaredResult:
    """The same, with candidacies that may not be stored yet."""
    return DeclaredResult(
        contest=row.contest,
        candidacies=tuple(map(_line, candidacies)),
        electorate=row.electorate,
        rejected=row.rejected,
        lot=row.lot or None,
        published_majority=row.published_majority,
    )


def _words(reason: str) -> str:
    return str(Result._meta.get_field(reason).verbose_name)  # type: ignore[union-attr]  # a plain column has a name


def _line(row: Candidacy) -> Line:
    if row.votes is None:
        raise HustingsError(f"Type the votes of {row.label}: a blank is not nought.")
    return Line(
        row.name,
        row.party,
        row.votes,
        row.short,
        together=row.is_together,
        elected=row.is_elected,
    )


def _step(picture: Picture, row: Rung) -> Step:
    rung = ladder.rung(row.kind, row.terms)
    aim = ladder.in_words(rung)
    if picture.ours is None:
        return Step(aim, None, "Nobody in this result is marked as ours.")
    if isinstance(rung, SaveDeposit) and not picture.deposit:
        return Step(aim, None, _no_twentieth(picture.deposit_rule))
    try:
        return Step(aim, judge(rung, picture.result, picture.ours.label))
    except HustingsError as problem:
        return Step(aim, None, str(problem))


def _no_twentieth(rule: Deposit | None) -> str:
    """Why no twentieth of the votes decides on a deposit here."""
    return rule.kept_with if rule else "No deposit is lodged at this election."


def _shares_then(now: DeclaredResult, then: DeclaredResult) -> dict[Line, str]:
    """What each of today's candidates is compared with: the party's share last time, or the person's."""
    return dict(_compared(now, then))


def _compared(now: DeclaredResult, then: DeclaredResult) -> Iterator[tuple[Line, str]]:
    for beside in beside_last_time(now, then):
        if beside.party_then and beside.change is not None:
            yield (
                beside.now,
                f"{then.share_shown(beside.party_then)} ({_points(beside.change)})",
            )
        elif beside.person_then:
            stood = beside.person_then
            yield beside.now, f"{then.share_shown(stood)} for {stood.party}"


def _points(change: Fraction) -> str:
    """A change in percentage points, with its sign: +3.2, −0.4."""
    tenths = round(abs(change) * 1000)
    sign = "±" if not tenths else "+" if change > 0 else "−"
    return f"{sign}{tenths // 10}.{tenths % 10}"
