"""A walk on paper: its doors in its order, with the QR code that opens it on a phone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.paper import (
    Known,
    check_detail,
    known_of,
    questions_of,
    resident_of,
)
from hustings.apps.canvass.prints import paper_of
from hustings.apps.walks.models import Walk
from hustings.apps.walks.queries import WalkDoor, doors_of
from hustings.core.canvassing import Scale
from hustings.core.errors import HustingsError
from hustings.core.printing import (
    Detail,
    Document,
    Door,
    Sheet,
    Stretch,
    walk_sheets,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkChoice:
    """What somebody chose to print of some walks. `address` is this server's, with no stroke at its end."""

    walks: Sequence[UUID]
    detail: Detail
    scale: Scale
    size: str
    address: str
    reference: str = ""


def chosen_walks(member: Membership, choice: WalkChoice) -> list[Walk]:
    """The chosen walks of the member's area, in their order."""
    walks = Walk.objects.for_member(member).in_use().filter(pk__in=choice.walks)
    return list(walks.select_related("campaign", "district__council"))


def walk_documents(
    member: Membership, choice: WalkChoice, *, at: datetime
) -> tuple[Document, ...]:
    """The sheets ready to be set. HustingsError where the member may not print so much, or no walk is left."""
    check_detail(member, choice.detail)
    walks = chosen_walks(member, choice)
    if not walks:
        raise HustingsError("These walks are no longer in use. Choose present ones.")
    return walk_sheets(
        [_sheet(member, walk, choice) for walk in walks],
        paper=paper_of(member.campaign, by=str(member.user), at=at, size=choice.size),
        questions=questions_of(member.campaign, choice.detail, choice.scale),
        detail=choice.detail,
    )


def link_of(address: str, walk: Walk) -> str:
    """What the walk's QR code says."""
    return door_link(address, "walk", walk.code, walk.campaign_id)


def door_link(address: str, what: str, code: str, campaign: UUID) -> str:
    """A walk's, a stall's or a round's code for a phone to scan, behind the #, so that no server's log sees it.

    The campaign's id begins behind the dot: a phone of another campaign can say so without asking.
    """
    return f"{address}/door/#{what}={code}.{str(campaign)[:8]}"


def _sheet(member: Membership, walk: Walk, choice: WalkChoice) -> Sheet:
    doors = doors_of(walk, member)
    electors = [p.elector for door in doors for p in door.people if not p.leave]
    known = known_of(member, electors) if choice.detail is Detail.VOTING else {}
    return Sheet(
        f"{walk.name} {choice.reference}".strip(),
        str(walk.district),
        tuple(_stretches(doors, known)),
        link=link_of(choice.address, walk),
        code=walk.spoken_code,
    )


def _stretches(
    doors: Sequence[WalkDoor], known: dict[UUID, Known]
) -> Iterator[Stretch]:
    """The doors under their streets, in the walk's order: a street that is come back to has its name again."""
    for (street, side), group in groupby(
        doors, key=lambda each: (each.door.street, each.door.side)
    ):
        yield Stretch(
            street,
            tuple(
                Door(
                    each.door.label,
                    tuple(
                        resident_of(person.elector, known.get(person.elector.pk))
                        for person in each.people
                        if not person.leave
                    ),
                )
                for each in group
                if not _left_alone(each)
            ),
            side,
        )


def _left_alone(each: WalkDoor) -> bool:
    """Whether everybody we know of at the door asked not to be called on."""
    return bool(each.people) and all(person.leave for person in each.people)
