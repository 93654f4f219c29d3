"""Teams, and the rounds in which walks are gone through."""

from datetime import datetime

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.walks.models import Round, Team
from hustings.core.errors import HustingsError


def add_team(*, campaign: Campaign, name: str, colour: str, by: Membership) -> Team:
    """A new team. HustingsError if there is one of that name."""
    if Team.objects.of(campaign).in_use().filter(name=name).exists():
        raise HustingsError(
            f"There is a team called {name} already. Choose another name."
        )
    with acting(by, "add a team"):
        return Team.objects.create(campaign=campaign, name=name, colour=colour)


def retire_team(*, team: Team, by: Membership, at: datetime) -> None:
    """The team gets no more walks; those that were to be its own are nobody's now. What it did stays."""
    with acting(by, "retire a team"):
        team.walks.of(team.campaign).update(team=None)
        team.retired_at = at
        team.save(update_fields=["retired_at"])


def current_round(*, campaign: Campaign, by: Membership | Actor, at: datetime) -> Round:
    """The round under way; a first one is begun where there is none."""
    found = Round.objects.of(campaign).under_way().first()
    return found or begin_round(campaign=campaign, name="", by=by, at=at)


def begin_round(
    *, campaign: Campaign, name: str, by: Membership | Actor, at: datetime
) -> Round:
    """Begin a round, closing the one under way: every walk is to be done again. HustingsError for a name in use."""
    rounds = Round.objects.of(campaign)
    name = name or f"Round {rounds.count() + 1}"
    if rounds.filter(name=name).exists():
        raise HustingsError(f"There was a round called {name}. Choose another name.")
    with acting(by, "begin a round"):
        rounds.under_way().update(closed_at=at)
        return Round.objects.create(campaign=campaign, name=name, begun_at=at)


def close_round(*, of_round: Round, by: Membership, at: datetime) -> None:
    """Close a round; what is still out may be handed in all the same."""
    with acting(by, "close a round"):
        of_round.closed_at = at
        of_round.save(update_fields=["closed_at"])
