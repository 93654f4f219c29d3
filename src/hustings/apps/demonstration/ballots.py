"""The demonstration's own ballots: one whose papers are being given out, and one that is still being set up."""

from datetime import datetime, timedelta
from random import Random

from hustings.apps.campaigns.models import Campaign, Membership, Role
from hustings.apps.demonstration.setting_up import begins
from hustings.apps.selection.actions.door import give_paper, seal_paper
from hustings.apps.selection.actions.roll import (
    Choices,
    apply_roll,
    send_roll,
)
from hustings.apps.selection.actions.setting_up import (
    nominate,
    open_ballot,
    set_up_ballot,
)
from hustings.apps.selection.models import Ballot
from hustings.apps.selection.queries.roll import voters_of
from hustings.apps.selection.queries.roll_file import look
from hustings.core.counting.reopened import RON
from hustings.core.demonstration.names import community, given, surname
from hustings.core.demonstration.names import family as family_of

MEMBERS, CAME = 60, 20
NOMINEES: tuple[tuple[str, list[str]], ...] = (
    ("Amina Thorley", ["women"]),
    ("Bernard Quill", []),
    ("Celia Okafor", ["women"]),
    ("Dermot Vance", []),
    ("Elspeth Rahman", ["women"]),
)


def set_up_ballots(campaign: Campaign, seed: int) -> None:
    """A committee of three that members are electing on paper, and the choice of a chair, to be opened by whoever learns."""
    by = Membership.objects.of(campaign).get(role=Role.AGENT)
    members = _members(Random(f"{seed} members"))  # noqa: S311 - invented people need no secret
    committee = _ballot(by, "Who sits on our committee", "scotland", 3, 0)
    _bring(committee, members, by)
    open_ballot(ballot=committee, by=by, at=_begun(by))
    _come(committee, by)
    chair = _ballot(by, "Who takes the chair", "av", 1, 7)
    send_roll(ballot=chair, name="members.csv", content=members, by=by, at=_begun(by))


def _ballot(by: Membership, title: str, rules: str, seats: int, in_days: int) -> Ballot:
    facts = {
        "title": title,
        "held_on": by.campaign.polling_day + timedelta(days=in_days),
        "rules": rules,
        "seats": seats,
    }
    ballot = set_up_ballot(campaign=by.campaign, facts=facts, by=by, at=_begun(by))
    for name, groups in NOMINEES:
        line = {"name": name, "slate": "", "is_reopen": False, "groups": groups}
        nominate(ballot=ballot, facts=line, by=by)
    last = {"name": RON, "slate": "", "is_reopen": True, "groups": []}
    nominate(ballot=ballot, facts=last, by=by)
    return ballot


def _members(random: Random) -> bytes:
    """A list as an association's secretary sends it: two are suspended, and one line lacks a name."""
    rows = ["Membership no,First name,Surname,Joined,Status"]
    for number in range(1, MEMBERS + 1):
        of, woman = community(random), random.random() < 0.5
        first = given(random, of, woman=woman)
        last = surname(random, of, family_of(random, of), woman=woman)
        status = "Suspended" if number in (17, 41) else "Active"
        rows.append(
            f"{1000 + number},{first},{last},{number % 28 + 1}/03/2021,{status}"
        )
    return "\n".join([*rows, "1099,,,,Active", ""]).encode()


def _bring(ballot: Ballot, members: bytes, by: Membership) -> None:
    file = send_roll(
        ballot=ballot, name="members.csv", content=members, by=by, at=_begun(by)
    )
    choices = Choices(shown=look(file).stamp, answers={})
    apply_roll(file=file, choices=choices, by=by)


def _come(ballot: Ballot, by: Membership) -> None:
    """Some have come; the paper of one who is suspended is sealed."""
    teller = Membership.objects.of(by.campaign).get(role=Role.TELLER)
    clear = [each for each in voters_of(ballot) if not each.why_in_doubt]
    for place, voter in enumerate(clear[:CAME]):
        at = _begun(by) + timedelta(minutes=place)
        give_paper(voter=voter, by=teller, at=at)
    doubtful = next(each for each in voters_of(ballot) if each.why_in_doubt)
    seal_paper(voter=doubtful, reason="suspended", by=teller, at=_begun(by))


def _begun(by: Membership) -> datetime:
    return begins(by.campaign.polling_day)
