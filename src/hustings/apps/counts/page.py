"""The declaration on one page of paper."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from hustings.apps.campaigns.models import Campaign
from hustings.apps.counts.models import Result
from hustings.apps.counts.queries import Picture, Row, Step
from hustings.core.elections.result import DeclaredResult, percent
from hustings.core.elections.wording import count_of
from hustings.core.printing.declaration import (
    Declaration,
    Measure,
    Rung,
    Standing,
    declaration_page,
)
from hustings.core.printing.document import Paper
from hustings.engine.typesetting import typeset_each


def result_page(
    picture: Picture, ladder: Iterable[Step], *, by: str, on: date
) -> bytes:
    """The result, last time's beside it, and the ladder, as a PDF that a screen reader can read."""
    document = declaration_page(
        declaration(picture, ladder), paper=_paper(picture.campaign, by, on)
    )
    return next(typeset_each([document], settings.FONTS))


def declaration(picture: Picture, ladder: Iterable[Step]) -> Declaration:
    """What stands on the page."""
    bases = tuple(BASES[row.basis] for row, _ in picture.past)
    return Declaration(
        title="The result",
        contest=picture.result.contest,
        headline=headline(picture),
        standings=tuple(_standing(row) for row in picture.rows),
        measures=tuple(measures(picture)),
        rungs=tuple(_rung(step) for step in ladder),
        bases=bases,
        before_words=bases[0] if bases else "",
        notes=tuple(_notes(picture)),
    )


# Short enough for the head of a narrow column.
BASES = {
    Result.Basis.ACTUAL.value: "Last time",
    Result.Basis.NOTIONAL.value: "On today’s boundaries",
}


def headline(picture: Picture) -> str:
    """One sentence: who is elected and where we came."""
    elected = picture.elected or "The first are equal: the lot decides."
    if picture.ours is None:
        return elected
    votes = count_of(picture.ours.votes, "vote")
    mine = f"{picture.ours.name or picture.ours.label}: {picture.position} of {len(picture.result.placed)}, {votes}, {picture.share}."
    return f"{elected} {mine}"


def measures(picture: Picture) -> Iterable[Measure]:
    """Figures of the whole contest, each with the same figure last time."""
    then = [result for _, result in picture.past]
    for words, figure in FIGURES.items():
        now = figure(picture.result)
        if now:
            yield Measure(words, now, tuple(figure(each) for each in then))


def _majority(result: DeclaredResult) -> str:
    return "" if result.majority is None else f"{result.majority:,}"


def _electorate(result: DeclaredResult) -> str:
    return "" if result.electorate is None else f"{result.electorate:,}"


def _turnout(result: DeclaredResult) -> str:
    return "" if result.turnout_valid is None else percent(result.turnout_valid)


def _rejected(result: DeclaredResult) -> str:
    return "" if result.rejected is None else f"{result.rejected:,}"


def _winner(result: DeclaredResult) -> str:
    elected = [each.party or each.name for each in result.elected]
    return ", ".join(dict.fromkeys(elected)) or "drawn by lot"


FIGURES = {
    "Elected": _winner,
    "Majority": _majority,
    "Valid votes": lambda result: f"{result.valid:,}",
    "Rejected papers": _rejected,
    "Electorate": _electorate,
    "Turnout": _turnout,
}


def _standing(row: Row) -> Standing:
    return Standing(
        name=row.line.name or row.line.party,
        description=row.line.party if row.line.name else "",
        votes=row.line.votes,
        share=row.share,
        before=row.before[0] if row.before else "",
        ours=row.is_ours,
        elected=row.is_elected,
    )


def _rung(step: Step) -> Rung:
    if step.judged is None:
        return Rung(step.aim, False, "cannot be judged")
    return Rung(step.aim, step.judged.met, count_of(step.judged.by, "vote"))


def _notes(picture: Picture) -> Iterable[str]:
    rule = picture.deposit_rule
    if rule and picture.deposit:
        line = picture.result.line_of_deposit
        asked = "" if rule.checked else "; ask the returning officer"
        yield (
            f"Our deposit is {picture.deposit}: it is lost with {line:,} votes or fewer, "
            f"a twentieth of the valid votes ({rule.source}{asked})."
        )
    for row, _ in picture.past:
        if row.source:
            yield f"{row.get_basis_display()}: {row.source}."


def _paper(campaign: Campaign, by: str, on: date) -> Paper:
    return Paper(
        campaign=campaign.name,
        return_to=campaign.return_address,
        imprint=campaign.imprint,
        printed_on=on,
        printed_by=by,
    )
