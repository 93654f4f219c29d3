"""Each page up to the opening of the box, once as somebody with the right sees it."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import AuditEntry
from hustings.apps.jobs.actions import path_of
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import run_waiting
from hustings.apps.selection.actions.door import give_paper
from hustings.apps.selection.models import Ballot, Limit, RollFile, SealedPaper, Voter
from tests.apps.selection.making import (
    NAMES,
    make_agent,
    make_ballot,
    make_nominee,
    make_open_ballot,
    make_voter,
)
from tests.factories import START, TESTER, make_member

pytestmark = pytest.mark.django_db


def at(ballot: Ballot, page: str, *keys: object) -> str:
    return reverse(f"selection:{page}", args=[ballot.campaign_id, ballot.pk, *keys])


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def sent(client: Client, address: str, *, seen_on: str = "", **values: object) -> str:
    """What stands on the page after sending a form; a refusal leads to where the form stood."""
    headers = {"referer": f"http://testserver{seen_on}"} if seen_on else {}
    answer = client.post(address, values, follow=True, headers=headers)
    return answer.content.decode()


def test_a_ballot_is_set_up_nominees_added_printed_and_opened(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    assert "No ballot yet" in shown(
        client, reverse("selection:home", args=[by.campaign_id])
    )

    new = reverse("selection:new", args=[by.campaign_id])
    assert "Preferences (1, 2, 3), one seat" in shown(client, new)
    page = sent(
        client,
        new,
        title="Who stands for us",
        held_on="2026-05-01",
        rules="av",
        seats="1",
    )
    assert "Who stands" in page
    ballot = Ballot.objects.get()
    for name in ("Bo Birch", "Ada Ash"):
        page = sent(client, at(ballot, "nominees"), name=name)
        assert f"{name} stands on the paper." in page
    assert page.index("1. Ada Ash") < page.index("2. Bo Birch")
    assert "Next: Bring the roll of members" in shown(client, at(ballot, "ballot"))
    make_voter(ballot, "Ann Oak")
    assert "Next: Print the papers and open" in shown(client, at(ballot, "ballot"))

    assert 'value="2"' in shown(client, at(ballot, "print"))  # one, and one to spare
    sent(client, at(ballot, "print"), papers="3", size="a5")
    run_waiting()
    job = Job.objects.get()
    assert job.state == "done", job.saying
    pages = PdfReader(BytesIO(path_of(job.files.get()).read_bytes())).pages
    assert [page.extract_text().count("Ada Ash") for page in pages] == [2, 1]
    assert AuditEntry.objects.filter(verb="print 3 ballot papers").exists()

    assert "Nobody is on the roll" not in shown(client, at(ballot, "opening"))
    assert "papers can be given out" in sent(client, at(ballot, "opening"))
    page = shown(client, at(ballot, "ballot"))
    assert "Next: Give papers at the door" in page


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"rules": "av", "seats": "2"}, "fills one seat"),
        ({"rules": "limited", "seats": "2"}, "fewer than there are seats"),
        ({"rules": "av", "seats": "1", "votes": "2"}, "has no use for it"),
        ({"rules": "dail", "seats": "1"}, "not one of the available choices"),
        ({"rules": "av", "seats": "0"}, "a number from 1 to 100"),
        ({"rules": "av", "seats": "1", "member_by": "2026-06-01"}, "after the day"),
    ],
    ids=["two seats", "no votes", "votes", "not on offer", "no seat", "joined after"],
)
def test_what_does_not_fit_is_said_on_the_form(
    client: Client, values: dict[str, str], said: str
) -> None:
    by = make_agent()
    client.force_login(by.user)
    new = reverse("selection:new", args=[by.campaign_id])
    page = sent(client, new, title="Who", held_on="2026-05-01", **values)
    assert said in page
    assert not Ballot.objects.exists()


def test_a_ballot_is_changed_and_thrown_away_before_it_opens(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_ballot(by.campaign)
    assert "Who stands for us" in shown(client, at(ballot, "settings"))
    sent(
        client,
        at(ballot, "settings"),
        title="Who leads us",
        held_on="2026-05-01",
        rules="scotland",
        seats="2",
    )
    ballot.refresh_from_db()
    assert (ballot.title, ballot.rules, ballot.seats) == ("Who leads us", "scotland", 2)
    assert "thrown away" in sent(client, at(ballot, "drop"))
    assert not Ballot.objects.exists()


def test_an_open_ballot_is_not_changed(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_open_ballot(by.campaign)
    for page in ("settings", "order"):
        assert "is fixed" in shown(client, at(ballot, page), 409)
    back = at(ballot, "ballot")
    assert "is fixed" in sent(client, at(ballot, "drop"), seen_on=back)
    assert "It was opened on" in shown(client, at(ballot, "opening"))
    assert "keeps the line" in shown(client, at(ballot, "nominees"))


def test_a_line_is_corrected_ordered_and_taken_off(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_ballot(by.campaign)
    ada, bo = make_nominee(ballot, "Ada Ash"), make_nominee(ballot, "Bo Birch")
    assert "Ada Ash" in shown(client, at(ballot, "nominee", ada.pk))
    sent(client, at(ballot, "nominee", ada.pk), name="Ada Ashe")
    shown(client, at(ballot, "order"))
    places = {f"place-{ada.pk}": "2", f"place-{bo.pk}": "1"}
    sent(client, at(ballot, "order"), **places)
    assert [n.name for n in ballot.nominees.all()] == ["Bo Birch", "Ada Ashe"]
    twice = {f"place-{ada.pk}": "1", f"place-{bo.pk}": "1"}
    assert "each number from 1 to 2 once" in sent(client, at(ballot, "order"), **twice)
    sent(client, at(ballot, "order"), alphabet="yes")
    assert [n.name for n in ballot.nominees.all()] == ["Ada Ashe", "Bo Birch"]
    assert "is off the paper" in sent(client, at(ballot, "withdraw", ada.pk))


def test_a_name_stands_once_and_one_line_reopens_nominations(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_ballot(by.campaign)
    make_nominee(ballot, "Ada Ash")
    make_nominee(ballot, "Re-open nominations", is_reopen=True)
    page = sent(client, at(ballot, "nominees"), name="ada ash", is_reopen="on")
    assert "stands on the paper already" in page
    assert "has such a line already" in page


def test_a_line_named_so_reopens_nominations_ticked_or_not(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_ballot(by.campaign)
    sent(client, at(ballot, "nominees"), name="Re-open Nominations")
    sent(client, at(ballot, "nominees"), name="Zoë Zinn")
    assert [(n.name, n.is_reopen) for n in ballot.nominees.all()] == [
        ("Zoë Zinn", False),
        ("Re-open Nominations", True),
    ]


def test_somebody_withdraws_while_papers_are_out(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_open_ballot(by.campaign)
    line = ballot.nominees.all()[0]
    assert "withdraws now" in shown(client, at(ballot, "nominee", line.pk))
    assert "passes over the name" in sent(client, at(ballot, "withdraw", line.pk))
    assert "That was a mistake" in shown(client, at(ballot, "nominee", line.pk))
    assert f"{line} stands." in sent(
        client, at(ballot, "withdraw", line.pk), back="yes"
    )


def test_limits_are_set_and_lifted(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_ballot(by.campaign, rules="scotland", seats=2)
    assert "Say first which groups" in shown(client, at(ballot, "limits"))
    sent(client, at(ballot, "nominees"), name="Ada Ash", groups="women, under 30")
    assert ballot.nominees.get().groups == ["under 30", "women"]
    page = sent(client, at(ballot, "limits"), group="women", at_least="3")
    assert "Only 2 are to be elected" in page
    assert "at least 1" in sent(
        client, at(ballot, "limits"), group="women", at_least="1"
    )
    sent(client, at(ballot, "lift", Limit.objects.get().pk))
    assert not Limit.objects.exists()
    assert "no way to keep limits" in shown(
        client, at(make_ballot(by.campaign), "limits")
    )


def upload(client: Client, ballot: Ballot, text: str) -> str:
    file = BytesIO(text.encode())
    file.name = "members.csv"
    return sent(client, at(ballot, "roll-send"), sent=file)


def test_a_roll_is_sent_looked_at_and_applied(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_ballot(by.campaign)
    shown(client, at(ballot, "roll-send"))
    text = (
        "Name,Number,Joined\nAnn Oak,1,1 May 2020\nBen Elm,2,soon\nCy Ash,,\ncy ash,,\n"
    )
    page = upload(client, ballot, text)
    assert "members.csv, line 3, Joined: &#x27;soon&#x27; found" in page
    assert "Cy Ash stands in lines 4, 5. Is this one person?" in page
    assert "Put this right" in sent(client, at(ballot, "roll-look"), shown="x")
    assert not Voter.objects.exists()

    stamp = client.get(at(ballot, "roll-look")).context["form"].initial["shown"]
    page = sent(client, at(ballot, "roll-look"), shown=stamp, **{"same-4": "one"})
    assert "2 are new on the roll." in page
    assert "Ann Oak" in shown(client, at(ballot, "roll") + "?q=ann")
    assert "Nobody was found" in shown(client, at(ballot, "roll") + "?q=zzz")


def test_columns_are_named_where_none_could_be_told(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_ballot(by.campaign)
    assert "Which column holds what?" in upload(client, ballot, "Wer,Nr\nAnn Oak,7\n")
    page = sent(client, at(ballot, "roll-columns"), number="1")
    assert "Say which column has the names." in page
    page = sent(client, at(ballot, "roll-columns"), name="0", number="0")
    assert "chosen for two things" in page
    page = sent(client, at(ballot, "roll-columns"), name="0", number="1")
    assert "Ann Oak, 7" in page
    assert "the roll is as it was" in sent(client, at(ballot, "roll-drop"))
    assert not RollFile.objects.exists()
    shown(client, at(ballot, "roll-look"), 404)


def test_a_file_that_cannot_be_read_is_refused_on_the_form(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    page = upload(client, make_ballot(by.campaign), "")
    assert "members.csv: the file is empty" in page


def test_somebody_is_added_corrected_and_taken_off_by_hand(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_ballot(by.campaign)
    shown(client, at(ballot, "voter-new"))
    assert "Ann Oak is on the roll." in sent(
        client, at(ballot, "voter-new"), name="Ann  Oak", number="7"
    )
    ann = Voter.objects.get()
    assert "Ann Oak" in shown(client, at(ballot, "voter", ann.pk))
    sent(client, at(ballot, "voter", ann.pk), name="Ann Ash", doubt="suspended")
    page = shown(client, at(ballot, "roll") + "?doubt=yes")
    assert "Ann Ash" in page
    assert "is off the roll" in sent(client, at(ballot, "take-off", ann.pk))


def test_a_paper_is_given_at_the_door_and_a_second_one_refused(client: Client) -> None:
    by = make_agent()
    teller = make_member(by.campaign, "teller")
    client.force_login(teller.user)
    ballot = make_open_ballot(by.campaign)
    voter = make_voter(ballot, "Ann Oak", number="7")
    assert "Give a paper" in shown(client, at(ballot, "door") + "?q=ann")
    assert "Type three letters" in shown(client, at(ballot, "door") + "?q=an")
    part = client.get(at(ballot, "door") + "?q=ann", headers={"HX-Request": "true"})
    assert "<h1>" not in part.content.decode()

    assert "Ann Oak: a paper is given." in sent(client, at(ballot, "give", voter.pk))
    door = at(ballot, "door") + "?q=ann"
    page = sent(client, at(ballot, "give", voter.pk), seen_on=door)
    assert "was given a paper at" in page
    assert "Has a paper since" in shown(client, at(ballot, "door") + "?q=ann")

    page = sent(client, at(ballot, "replace", voter.pk))
    assert "the spoilt paper is replaced" in page
    sent(client, at(ballot, "replace", voter.pk), back="yes")
    assert "No paper is noted as given" in sent(
        client, at(ballot, "take-back", voter.pk)
    )


def test_a_doubtful_paper_is_sealed_and_ruled_on(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_open_ballot(by.campaign)
    voter = make_voter(ballot, "Ann Oak", doubt="suspended")
    assert "Seal their paper" in shown(client, at(ballot, "door") + "?q=ann")
    assert 'value="suspended"' in shown(client, at(ballot, "at-door", voter.pk))
    page = sent(client, at(ballot, "at-door", voter.pk), reason="suspended in March")
    assert "a paper is given, and sealed" in page
    envelope = SealedPaper.objects.get()
    assert "suspended in March" in shown(client, at(ballot, "sealed"))
    assert "suspended in March" in shown(client, at(ballot, "ruling", envelope.pk))
    page = sent(
        client, at(ballot, "ruling", envelope.pk), ruling="admitted", because="lifted"
    )
    assert "Admitted" in page
    assert "Admitted" in shown(client, at(ballot, "ruling", envelope.pk))


def test_somebody_joins_an_open_meeting_at_the_door(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_open_ballot(by.campaign, is_open_meeting=True)
    shown(client, at(ballot, "join"))
    page = sent(client, at(ballot, "join"), name="Ann  Oak")
    assert "Ann Oak is on the roll. Now give them a paper." in page
    assert "Give a paper" in page
    assert "no open meeting" in shown(client, at(make_open_ballot(by.campaign), "join"))


def test_before_it_opens_and_after_the_box_is_open_the_door_is_closed(
    client: Client,
) -> None:
    by = make_agent()
    client.force_login(by.user)
    assert "not open yet" in shown(client, at(make_ballot(by.campaign), "door"))
    closed = make_open_ballot(by.campaign, closed_at=START)
    assert "The box is open" in shown(client, at(closed, "door"))


def test_the_roll_is_erased_from_its_page(client: Client) -> None:
    by = make_agent()
    client.force_login(by.user)
    ballot = make_open_ballot(by.campaign)
    voter = make_voter(ballot, "Ann Oak")
    give_paper(voter=voter, by=by, at=START)
    assert "Until the ballot is published" in shown(client, at(ballot, "erase-roll"))
    with acting(TESTER, "publish"):
        Ballot.objects.update(closed_at=START, published_at=START)
    assert "Erase the roll" in shown(client, at(ballot, "erase-roll"))
    assert "Its numbers stay." in sent(client, at(ballot, "erase-roll"))
    for page in ("roll", "erase-roll", "sealed"):
        assert "Ann Oak" not in shown(client, at(ballot, page))


def test_what_belongs_to_another_campaign_or_ballot_is_not_there(
    client: Client,
) -> None:
    by = make_agent()
    client.force_login(by.user)
    theirs = make_open_ballot(make_agent().campaign)
    mine, other = make_open_ballot(by.campaign), make_open_ballot(by.campaign)
    voter, stranger = make_voter(other, "Ann Oak"), make_voter(theirs, "Ben Elm")
    for page in ("ballot", "roll", "door", "nominees"):
        address = reverse(f"selection:{page}", args=[by.campaign_id, theirs.pk])
        shown(client, address, 404)
    for each in (voter, stranger):
        shown(client, at(mine, "at-door", each.pk), 404)
        assert client.post(at(mine, "give", each.pk)).status_code == 404
    line = other.nominees.all()[0]
    shown(client, at(mine, "nominee", line.pk), 404)
    assert Voter.objects.filter(given_at__isnull=False).count() == 0


def test_each_role_is_told_what_is_next_and_whether_it_is_theirs(
    client: Client,
) -> None:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    expected = {
        "teller": True,
        "organiser": True,
        "scrutineer": False,
        "printer": False,
    }
    for role, mine in expected.items():
        client.force_login(make_member(by.campaign, role).user)
        page = shown(client, at(ballot, "ballot"))
        assert ("Others do this" not in page) == mine, role
        assert "Next: Give papers at the door" in page
        assert all(name in page for name in NAMES)
