"""What lower parts ask of higher ones: the campaign's first page shows a little of everything.

A lower app may not import a higher one, so it asks by name through a setting, and the answer is put
together here, where all of them can be seen. Counts only, cheap ones: this is every member's first page.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse

from hustings.apps.campaigns.home import Care, News, Stage, address
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.campaigns.rights import May, may
from hustings.apps.counts.queries import standing
from hustings.apps.jobs.models import Job
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import recompute_franchise
from hustings.apps.register.models import District
from hustings.apps.register.queries.scope import electors_in
from hustings.apps.safekeeping.queries import state_of_copies
from hustings.apps.selection.queries.ballots import ballots_of


def districts(campaign: Campaign) -> list[tuple[str, str]]:
    """The campaign's polling districts as (key, label)."""
    found = District.objects.filter(campaign=campaign).select_related("council")
    return [(str(each.id), str(each)) for each in found]


def election_changed(campaign: Campaign, by: Membership) -> None:
    """Work out anew who of the register may vote at the campaign's election."""
    recompute_franchise(campaign=campaign, by=by)


def facts(campaign: Campaign) -> set[str]:
    """The steps of the checklist that the higher parts see to be done."""
    done = set()
    if electors_in(campaign).exists():
        done |= {"register-letters", "register-read"}
    return done


def news(membership: Membership, at: datetime) -> News:
    """What the higher parts tell the first page of a campaign, each by the member's rights."""
    return News(
        stages=list(_stages(membership)),
        warnings=list(_warnings(membership, at)),
        jobs=list(Job.objects.for_member(membership)[:5]),
        facts=list(_facts(membership, at)),
    )


def _stages(membership: Membership) -> Iterator[Stage]:
    if may(membership, May.SEE_REGISTER):
        yield _register(membership)
    if may(membership, May.RECORD_VISITS):
        yield _canvass(membership)
    elif may(membership, May.PRINT_PLAIN_SHEETS):
        url = address("canvass:sheets", membership.campaign)
        yield Stage("Canvass", "Sheets for the doorstep.", url, "Print sheets")
    if may(membership, May.MARK_VOTERS):
        yield _polling_day(membership)
    if may(membership, May.SEE_RESULT):
        yield _result(membership)
    yield from _ballots(membership)
    if membership.campaign.is_demonstration and may(membership, May.DECLARE_RESULT):
        url = address("demonstration:home", membership.campaign)
        yield Stage("Demonstration", "Everybody here is invented.", url, "Play the day")


def _register(membership: Membership) -> Stage:
    number = electors_in(membership).on_the_register().count()
    url = address("register:home", membership.campaign)
    if number:
        return Stage("Register", f"{number:,} electors.", url, "Open the register")
    return Stage("Register", "Not read in yet.", url, "Read the register in")


def _canvass(membership: Membership) -> Stage:
    number = Event.objects.for_member(membership).visits().count()
    says = f"{number:,} visits kept." if number else "No door knocked on yet."
    url = address("canvass:home", membership.campaign)
    return Stage("Canvass", says, url, "Walks and answers")


def _polling_day(membership: Membership) -> Stage:
    number = Event.objects.for_member(membership).votes_seen().count()
    says = f"{number:,} marks by tellers." if number else "No mark by a teller yet."
    url = address("pollday:home", membership.campaign)
    return Stage("Polling day", says, url, "Tellers and knocking up")


def _result(membership: Membership) -> Stage:
    declared = standing(membership.campaign) is not None
    says = "The result is declared." if declared else "Not declared yet."
    return Stage(
        "Result", says, address("counts:home", membership.campaign), "Result and ladder"
    )


BALLOT_WORK = (May.MANAGE_BALLOT, May.GIVE_PAPERS, May.TYPE_PAPERS, May.SCRUTINISE)


def _ballots(membership: Membership) -> Iterator[Stage]:
    """A ballot that is going on, for those with something to do in it."""
    if not any(may(membership, right) for right in BALLOT_WORK):
        return
    going_on = ballots_of(membership.campaign).filter(published_at=None)
    for ballot in going_on[:1]:
        url = reverse("selection:ballot", args=[membership.campaign.id, ballot.id])
        says = f"{ballot.title}: {ballot.state.label.lower()}."
        yield Stage("Our own ballot", says, url, "Go to the ballot")


def _warnings(membership: Membership, at: datetime) -> Iterator[Care]:
    if membership.campaign.is_demonstration or not may(membership, May.SEE_BACKUPS):
        return
    copies = state_of_copies(at)
    url = address("safekeeping:home", membership.campaign)
    if not copies.has_keys:
        yield Care(
            "No copy of this server can be made until it has a backup key.",
            url,
            "Copies",
        )
    elif copies.is_worrying:
        yield Care("The last good copy is too old, or there is none.", url, "Copies")


def _facts(membership: Membership, at: datetime) -> Iterator[tuple[str, str]]:
    if may(membership, May.SEE_BACKUPS):
        age = state_of_copies(at).age
        if age is None:
            yield "of this server yet", "No copy"
        else:
            yield "since the last good copy", _in_words(age)


def _in_words(age: timedelta) -> str:
    """An age in its largest whole unit: "3 days", "5 hours", "12 min"."""
    for number, unit in ((age.days, "day"), (age.seconds // 3600, "hour")):
        if number:
            return f"{number} {unit}{'' if number == 1 else 's'}"
    return f"{age.seconds // 60} min"
