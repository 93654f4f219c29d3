"""A walk renamed, given to a team, turned round, divided, joined with another, or no longer used."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.walks.actions.cutting import keep
from hustings.apps.walks.actions.outings import outing_of
from hustings.apps.walks.choices import chosen
from hustings.apps.walks.models import Team, Walk
from hustings.apps.walks.stops import stops_among
from hustings.core.errors import HustingsError
from hustings.core.walks import walk_of
from hustings.core.walks.choices import MOST


def rename(*, walk: Walk, name: str, by: Membership) -> None:
    """Call a walk by another name."""
    with acting(by, "rename a walk"):
        walk.name = name
        walk.save(update_fields=["name"])


def assign(*, walks: Sequence[Walk], team: Team | None, by: Membership) -> None:
    """Say whose these walks of one campaign are to be; None takes them back."""
    if team and (
        team.retired_at or any(w.campaign_id != team.campaign_id for w in walks)
    ):
        raise HustingsError(
            f"{team} is no team of this campaign any more. Choose another."
        )
    with acting(by, "assign walks"):
        rows = Walk.objects.filter(
            campaign=by.campaign_id, pk__in=[walk.pk for walk in walks]
        )
        rows.update(team=team)


def turn_round(*, walk: Walk, by: Membership) -> None:
    """Let the walk begin at its other end."""
    with acting(by, "turn a walk round"):
        walk.doors = walk.doors[::-1]
        walk.options = walk.options | {"reversed": not walk.options.get("reversed")}
        walk.save(update_fields=["doors", "options"])


def retire(*, walk: Walk, by: Membership, at: datetime) -> None:
    """The walk is offered no more; its doors are in no walk until the district is cut again."""
    _refuse_if_out(walk)
    with acting(by, "retire a walk"):
        walk.retired_at = at
        walk.save(update_fields=["retired_at"])


def split(*, walk: Walk, after: int, by: Membership, at: datetime) -> list[Walk]:
    """Two walks instead of one: the first has so many of its doors. Both have codes of their own."""
    if not 0 < after < len(walk.doors):
        raise HustingsError(
            f"Divide the walk after door 1 to {len(walk.doors) - 1}; it has {len(walk.doors)}."
        )
    parts = [walk.doors[:after], walk.doors[after:]]
    return _instead([walk], parts, [f"{walk.name}a", f"{walk.name}b"], by, at)


def merge(*, walks: Sequence[Walk], by: Membership, at: datetime) -> Walk:
    """One walk instead of several of one district, its doors put in order anew."""
    if len(walks) < 2 or len({walk.district_id for walk in walks}) > 1:
        raise HustingsError("Choose two or more walks of one district to join.")
    doors = [door for walk in walks for door in walk.doors]
    if len(set(doors)) > MOST:
        raise HustingsError(
            f"Together they have {len(set(doors))} doors; a walk has {MOST} at most."
        )
    return _instead(walks, [list(dict.fromkeys(doors))], [walks[0].name], by, at)[0]


def _instead(
    old: Sequence[Walk],
    parts: Sequence[list[UUID]],
    names: Sequence[str],
    by: Membership,
    at: datetime,
) -> list[Walk]:
    first, choices = old[0], chosen(old[0].options)
    for walk in old:
        _refuse_if_out(walk)
    cuts = []
    for doors in parts:
        stops = stops_among(first.campaign, doors)
        if not stops:
            raise HustingsError(
                "None of these doors is on the register any more. Cut the district anew."
            )
        cuts.append(walk_of(stops, choices, is_gentle=first.is_gentle))
    with acting(by, "divide or join walks"):
        Walk.objects.filter(
            campaign=by.campaign_id, pk__in=[walk.pk for walk in old]
        ).update(retired_at=at)
        made = keep(first.district, cuts, choices, first=first.position, at=at)
        for walk, name in zip(made, names, strict=True):
            walk.name, walk.team = name, first.team
        Walk.objects.bulk_update(made, ["name", "team"])
    return made


def _refuse_if_out(walk: Walk) -> None:
    if out := outing_of(walk):
        raise HustingsError(
            f"{walk} is out with {out.holder}. Have it handed in or call it back first."
        )
