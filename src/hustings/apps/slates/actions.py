"""Everything that changes slates."""

from collections.abc import Iterable
from datetime import datetime

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.slates.models import Slate, Tagged
from hustings.core.errors import HustingsError
from hustings.core.psephology.slates import Tag

MOST_TAGGED = 10_000
"""More candidacies than stood in any two general elections are no slate."""
MOST_SLATES = 500


def make_slate(*, name: str, note: str, by: Membership, at: datetime) -> Slate:
    """A slate with nobody on it yet. Refuses a name that the campaign has given already."""
    campaign = by.campaign
    with acting(by, "make a slate"):
        _one_at_a_time(campaign)
        if Slate.objects.of(campaign).count() >= MOST_SLATES:
            raise HustingsError(
                f"There are {MOST_SLATES} slates already. Throw one away first."
            )
        _check_name(campaign, name)
        return Slate.objects.create(campaign=campaign, name=name, note=note, made_at=at)


def change_slate(*, slate: Slate, name: str, note: str, by: Membership) -> None:
    """Give it another name or sentence."""
    with acting(by, "rename a slate"):
        _one_at_a_time(by.campaign)
        _check_name(by.campaign, name, but=slate)
        own = Slate.objects.of(by.campaign).filter(pk=slate.pk)
        own.update(name=name, note=note)


def drop_slate(*, slate: Slate, by: Membership) -> None:
    """Throw it away, with its tags; the results stay as they are."""
    with acting(by, "throw a slate away"):
        Tagged.objects.filter(campaign=by.campaign, slate=slate).delete()
        Slate.objects.of(by.campaign).filter(pk=slate.pk).delete()


def tag(*, slate: Slate, tags: Iterable[Tag], by: Membership) -> int:
    """Put candidacies on the slate; those that are on it already stay once. Gives how many are new."""
    with acting(by, "tag candidacies"):
        Slate.objects.of(by.campaign).select_for_update(no_key=True).get(pk=slate.pk)
        there = {each.tag for each in slate.tagged.filter(campaign=by.campaign)}
        new = sorted(set(tags) - there)
        if len(there) + len(new) > MOST_TAGGED:
            raise HustingsError(
                f"A slate holds {MOST_TAGGED:,} candidacies at most; this one would have {len(there) + len(new):,}."
            )
        Tagged.objects.bulk_create(_row(slate, each) for each in new)
    return len(new)


def untag(*, slate: Slate, tag: Tag, by: Membership) -> None:
    """Take a candidacy off the slate."""
    with acting(by, "take a candidacy off a slate"):
        rows = Tagged.objects.filter(campaign=by.campaign, slate=slate)
        rows.filter(day=tag.day, code=tag.code, name=tag.name, party=tag.party).delete()


def share(*, slate: Slate, at: datetime | None, by: Membership) -> None:
    """Let all campaigns of this server read it from `at` on; None takes that back."""
    with acting(by, "share a slate" if at else "share a slate no more"):
        Slate.objects.of(by.campaign).filter(pk=slate.pk).update(shared_at=at)


def copy_slate(*, slate: Slate, by: Membership, at: datetime) -> Slate:
    """A slate of one's own with the same candidacies: what its owner changes later is not in it."""
    own = set(Slate.objects.of(by.campaign).values_list("name", flat=True))
    numbered = (f"{slate.name[:110]} ({n})" for n in range(2, MOST_SLATES + 2))
    free = (name for name in (slate.name, *numbered) if name not in own)
    with acting(by, "copy a slate"):
        copy = make_slate(name=next(free), note=slate.note, by=by, at=at)
        rows = Tagged.objects.filter(campaign_id=slate.campaign_id, slate=slate)
        tag(slate=copy, tags=[each.tag for each in rows], by=by)
    return copy


def _row(slate: Slate, tag: Tag) -> Tagged:
    return Tagged(
        campaign_id=slate.campaign_id,
        slate=slate,
        day=tag.day,
        code=tag.code,
        name=tag.name,
        party=tag.party,
    )


def _one_at_a_time(campaign: Campaign) -> None:
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)


def _check_name(campaign: Campaign, name: str, but: Slate | None = None) -> None:
    others = Slate.objects.of(campaign).filter(name=name)
    if but:
        others = others.exclude(pk=but.pk)
    if others.exists():
        raise HustingsError(
            f"There is a slate called “{name}” already. Give this one another name."
        )
