"""The account of papers beside what the roll says and what was typed."""

from dataclasses import asdict, dataclass
from typing import Any

from hustings.apps.selection.models import Account, Ballot
from hustings.apps.selection.queries.papers import Pile
from hustings.apps.selection.queries.roll import roll_figures
from hustings.core.counting.papers_account import (
    Line,
    PapersAccount,
    account_lines,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """An account with its lines, as it stands now or as it was signed."""

    account: PapersAccount
    note: str
    admitted: int

    @property
    def lines(self) -> tuple[Line, ...]:
        return account_lines(self.account)

    @property
    def agrees(self) -> bool:
        return all(line.agrees for line in self.lines)

    def kept(self) -> dict[str, Any]:
        """The figures as a signature keeps them."""
        return {
            **asdict(self.account),
            "note": self.note,
            "admitted": self.admitted,
        }


def figures_kept(kept: dict[str, Any]) -> Figures:
    """The figures that a signature keeps."""
    said = dict(kept)
    note, admitted = said.pop("note"), said.pop("admitted")
    return Figures(PapersAccount(**said), note, admitted)


def account_of(ballot: Ballot) -> Account | None:
    return Account.objects.of(ballot.campaign).filter(ballot=ballot).first()


def figures_of(ballot: Ballot, pile: Pile) -> Figures | None:
    """The account as it stands now; None before anybody made it."""
    made = account_of(ballot)
    if made is None:
        return None
    roll = roll_figures(ballot)
    account = PapersAccount(
        printed=made.printed,
        given=roll.given,
        replaced=roll.replaced,
        unused=made.unused,
        spoilt=made.spoilt,
        found=made.found,
        refused=roll.refused,
        waiting=roll.waiting,
        taken_away=made.taken_away,
        valid=pile.valid,
        rejected=pile.void,
    )
    return Figures(account, made.note, roll.admitted)
