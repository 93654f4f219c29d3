"""The pages on which papers are typed, settled, read from a file, accounted for, counted, signed and published."""

import json
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now

from hustings.apps.campaigns.models import AuditEntry, Membership
from hustings.apps.selection.actions.counting import sign
from hustings.apps.selection.actions.papers import type_paper
from hustings.apps.selection.models import (
    Ballot,
    CountRecord,
    Lot,
    PapersFile,
    Reading,
    Signature,
)
from hustings.apps.selection.queries.signing import standing_of
from tests.apps.selection.counted import (
    make_counted,
    make_counting,
    make_scrutineers,
    make_typist,
    type_all,
    typed,
)
from tests.apps.selection.making import make_agent, make_open_ballot, make_voter
from tests.factories import START, make_member

pytestmark = pytest.mark.django_db


def at(ballot: Ballot, page: str) -> str:
    return f"/campaigns/{ballot.campaign_id}/ballots/{ballot.id}/{page}"


def signed_in(client: Client, member: Membership) -> Client:
    client.force_login(member.user)
    return client


def text_of(answer: object) -> str:
    """The words of the page, between tags."""
    content = answer.content.decode()  # type: ignore[attr-defined]  # a response has a body
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


def test_the_box_is_opened_after_a_tick(client: Client) -> None:
    agent = make_agent()
    ballot = make_open_ballot(agent.campaign)
    make_voter(ballot, "Jo Bloggs", given_at=START)
    signed_in(client, agent)

    assert client.post(at(ballot, "box/"), {}).status_code == 200
    ballot.refresh_from_db()
    assert ballot.closed_at is None
    client.post(at(ballot, "box/"), {"is_mixed": "on"})
    ballot.refresh_from_db()
    assert ballot.state is Ballot.State.CLOSED


def test_papers_are_typed_one_after_the_other(client: Client) -> None:
    ballot, _ = make_counting()
    signed_in(client, make_typist(ballot))
    page = at(ballot, "papers/type/")
    for number, line in enumerate(["3 1 2", "b", "1=2"], start=1):
        assert f'value="{number}"' in client.get(page).content.decode()
        answer = client.post(page, {"number": number, "line": line}, follow=True)
    said = text_of(answer)

    assert "1 Cy Quince, 2 Ada Example, 3 Bea Plum" in said
    assert "Rejected: nothing marked" in said
    assert "1 Ada Example and Bea Plum alike" in said
    assert Reading.objects.count() == 3


def test_a_button_rejects_a_paper_whatever_is_in_the_box(client: Client) -> None:
    ballot, _ = make_counting()
    signed_in(client, make_typist(ballot))
    sent = {"number": 1, "line": "1 2", "rejected": "unclear"}
    client.post(at(ballot, "papers/type/"), sent)

    assert Reading.objects.get().rejected == "unclear"
    assert bytes(Reading.objects.get().marks) == b""


def test_what_cannot_stand_there_stays_in_the_box_and_on_the_paper(
    client: Client,
) -> None:
    ballot, _ = make_counting()
    signed_in(client, make_typist(ballot))
    answer = client.post(at(ballot, "papers/type/"), {"number": 7, "line": "9"})
    page = answer.content.decode()

    assert "“9” is no number on this paper" in page
    assert 'value="9"' in page
    assert 'value="7"' in page
    assert not Reading.objects.exists()


def test_the_page_goes_to_another_paper_and_on_from_there(client: Client) -> None:
    ballot, _ = make_counting()
    signed_in(client, make_typist(ballot))
    page = at(ballot, "papers/type/")
    assert "Paper 101" in text_of(client.get(page, {"paper": 101}))
    client.post(page, {"number": 101, "line": "1"})

    assert "Paper 102" in text_of(client.get(page))


def test_what_is_typed_is_said_in_names_before_it_is_kept(client: Client) -> None:
    ballot, _ = make_counting()
    signed_in(client, make_typist(ballot))
    read = at(ballot, "papers/read/")

    assert "1 Bea Plum, 2 left out, 3 Cy Quince" in text_of(client.post(read, {"line": "2 - 3"}))  # fmt: skip
    assert "Rejected: uncertain" in text_of(client.post(read, {"line": "u"}))
    assert "“7” is no number" in text_of(client.post(read, {"line": "7"}))
    assert text_of(client.post(read, {"line": ""})) == ""
    assert not Reading.objects.exists()


def test_the_second_typist_sees_nothing_of_what_the_first_read(client: Client) -> None:
    ballot, _ = make_counting()
    first, second = make_typist(ballot), make_typist(ballot)
    type_paper(ballot=ballot, number=1, typed=typed(ballot, "3 1"), by=first, at=now())
    signed_in(client, second)
    pages = [text_of(client.get(at(ballot, f"papers/{each}"))) for each in ("", "type/")]  # fmt: skip
    after = text_of(
        client.post(at(ballot, "papers/type/"), {"number": 1, "line": "1"}, follow=True)
    )

    for page in (*pages, after):
        assert "1 Cy Quince" not in page
    assert "iffer" not in after


def test_ones_own_paper_is_mended_and_anothers_is_not_there(client: Client) -> None:
    ballot, _ = make_counting()
    ada, bo = make_typist(ballot), make_typist(ballot)
    mine = type_paper(ballot=ballot, number=1, typed=typed(ballot, "3 1"), by=ada, at=now())  # fmt: skip
    page = at(ballot, f"papers/{mine.id}/")
    signed_in(client, ada)
    assert 'value="3 1"' in client.get(page).content.decode()
    client.post(page, {"line": "1 3"})
    mine.refresh_from_db()
    assert bytes(mine.marks) == bytes([1, 3])

    signed_in(client, bo)
    assert client.get(page).status_code == 404
    signed_in(client, ada)
    client.post(page, {"back": "1"})
    assert not Reading.objects.exists()


def test_differences_are_settled_side_by_side(client: Client) -> None:
    ballot, agent = make_counting()
    ada, bo = make_typist(ballot), make_typist(ballot)
    for number in (1, 2):
        type_paper(ballot=ballot, number=number, typed=typed(ballot, "1 2"), by=ada, at=now())  # fmt: skip
        type_paper(ballot=ballot, number=number, typed=typed(ballot, "1 3"), by=bo, at=now())  # fmt: skip
    signed_in(client, ada)
    mine = text_of(client.get(at(ballot, "differences/")))
    assert "You typed it: ask somebody else" in mine
    assert "Cy Quince" not in mine
    assert "Bea Plum" not in mine
    assert client.get(at(ballot, "differences/1/")).status_code == 404

    signed_in(client, agent)
    page = text_of(client.get(at(ballot, "differences/1/")))
    assert "1 Ada Example, 2 Bea Plum" in page
    assert "1 Ada Example, 2 Cy Quince" in page
    client.post(at(ballot, "differences/1/"), {"right": "second"})
    client.post(at(ballot, "differences/2/"), {"line": "2 1"})
    settled = Reading.objects.filter(place=Reading.Place.SETTLED).order_by("number")
    assert [bytes(each.marks) for each in settled] == [bytes([1, 3]), bytes([2, 1])]


def test_a_file_in_another_layout_is_kept_sorted_in_the_papers_order(
    client: Client,
) -> None:
    """Rank columns, the names in another order than on the paper."""
    ballot, agent = make_counting()
    signed_in(client, agent)
    rows = "Bea Plum,Ada Example,Cy Quince\n1,2,\n,1,2\n1,2,\n"
    file = SimpleUploadedFile("scan.csv", rows.encode())
    client.post(at(ballot, "papers/file/"), {"file": file, "rejected": 2})

    kept = PapersFile.objects.get()
    assert kept.papers.splitlines()[1:4] == ["1 1 3 0", "2 2 1 0", "0"]
    assert "Papers in it 3 Rejected before 2" in text_of(client.get(at(ballot, "papers/")))  # fmt: skip


def test_a_file_of_others_says_who_differs(client: Client) -> None:
    ballot, agent = make_counting()
    signed_in(client, agent)
    file = BytesIO(b'2 1\n1 1 2 0\n0\n"Ada Example"\n"Bee Plum"\n"x"\n')
    file.name = "papers.blt"
    answer = client.post(at(ballot, "papers/file/"), {"file": file, "rejected": 0})

    assert "in the file and not on the paper: Bee Plum" in text_of(answer)
    assert not PapersFile.objects.exists()


def test_a_broken_file_says_the_line(client: Client) -> None:
    ballot, agent = make_counting()
    signed_in(client, agent)
    file = SimpleUploadedFile("papers.blt", b"3 1\n1 1 9 0\n0\n")
    answer = client.post(at(ballot, "papers/file/"), {"file": file, "rejected": 0})
    assert "papers.blt, line 2" in text_of(answer)


def test_a_file_that_does_not_say_who_was_marked_is_refused(client: Client) -> None:
    """A cast-vote record with two marks at one preference, which it does not name."""
    ballot, agent = make_counting()
    signed_in(client, agent)
    rows = (
        "Precinct,1ST CHOICE MAYOR,2ND CHOICE MAYOR,3RD CHOICE MAYOR,Count\n"
        "P1,Ada Example,Bea Plum,Cy Quince,3\nP1,overvote,undervote,undervote,1\n"
    )
    file = SimpleUploadedFile("votes.csv", rows.encode())
    answer = client.post(at(ballot, "papers/file/"), {"file": file, "rejected": 0})

    assert "the file does not say who" in text_of(answer)
    assert not PapersFile.objects.exists()


def test_the_account_says_which_line_is_off(client: Client) -> None:
    ballot, agent = make_counting(given=3)
    signed_in(client, agent)
    sent = {"printed": 5, "unused": 1, "spoilt": 0, "found": 2, "taken_away": 1}
    answer = client.post(at(ballot, "account/"), sent)
    assert "Say what is known of the papers that were taken away" in text_of(answer)
    assert "Everybody can read it once the count is published" in text_of(answer)
    answer = client.post(
        at(ballot, "account/"), sent | {"note": "torn up in the hall"}, follow=True
    )

    said = text_of(answer)
    assert "Off by 1 Papers are missing" in said
    assert "torn up in the hall" in said
    answer = client.post(at(ballot, "account/"), sent | {"taken_away": 0, "note": "?"})
    assert "A note explains papers taken away and nothing else" in text_of(answer)


def test_the_count_shows_the_result_first_then_everything(client: Client) -> None:
    ballot, agent, _ = make_counted()
    signed_in(client, agent)
    page = client.get(at(ballot, "count/"), {"against": "plurality", "follow": "3 2"})
    said = text_of(page)

    assert said.index("Bea Plum") < said.index("Every stage")
    for words in (
        "Where the votes went",
        "The count in words",
        "Under plurality and not under av: Ada Example",
        "it moved from Cy Quince to Bea Plum",
    ):
        assert words in said, words
    assert b"count-chart" in page.content


def test_what_cannot_be_followed_or_put_beside_is_said(client: Client) -> None:
    ballot, agent, _ = make_counted()
    signed_in(client, agent)
    page = client.get(at(ballot, "count/"), {"against": "nonsense", "follow": "8"})
    said = text_of(page)

    assert page.status_code == 200
    assert "There are no rules called “nonsense”" in said
    assert "“8” is no number on this paper" in said


def test_a_tie_asks_for_a_lot_and_counts_on(client: Client) -> None:
    ballot, agent = make_counting()
    type_all(ballot, ["1 2"] * 3 + ["2 1"] * 3)
    signed_in(client, agent)
    answer = client.post(at(ballot, "count/"), follow=True)
    assert "Draw a lot" in text_of(answer)
    assert "Ada Example Bea Plum" in text_of(answer)
    sent = {"name": "Bea Plum", "witnesses": "the whole meeting"}
    answer = client.post(at(ballot, "count/lot/"), sent, follow=True)

    assert "drawn before the whole meeting" in text_of(answer)
    assert Lot.objects.get().name == "Bea Plum"
    assert CountRecord.objects.count() == 1


@pytest.mark.parametrize("form", ["json", "csv", "pdf"])
def test_the_record_is_fetched_as_a_file(client: Client, form: str) -> None:
    ballot, agent, record = make_counted()
    answer = signed_in(client, agent).get(at(ballot, f"count/files/record.{form}"))

    assert answer.status_code == 200
    start = {"json": b"{", "csv": b"candidate,", "pdf": b"%PDF"}[form]
    assert answer.content.startswith(start)
    if form == "json":
        assert answer.content.decode() == record.record
        assert json.loads(answer.content)["elected"] == ["Bea Plum"]


def test_a_scrutineer_sees_the_file_and_its_hash_and_signs(client: Client) -> None:
    ballot, _, record = make_counted()
    ada, bo = make_scrutineers(ballot)
    signed_in(client, ada)
    page = at(ballot, "sign/")
    said = text_of(client.get(page))
    assert record.sha256 in said
    assert "printed 24 given 14 + replaced 0 + unused 10 24 Agrees" in said
    whole = client.get(at(ballot, "sign/files/all.blt"))
    assert whole.content.decode() == record.papers
    assert AuditEntry.objects.filter(verb="fetch all papers of a ballot").count() == 1
    assert client.post(page, {"seen": standing_of(ballot).seen}).status_code == 200
    assert not Signature.objects.exists()
    client.post(page, {"seen": standing_of(ballot).seen, "agrees": "on"})

    assert Signature.objects.get().signer == ada
    assert "You have signed this count" in text_of(client.get(page))
    assert "You cannot sign" not in text_of(signed_in(client, bo).get(page))


def test_the_page_says_what_is_left_out_and_publishes(client: Client) -> None:
    ballot, agent, record = make_counted()
    page = at(ballot, "publish/")
    signed_in(client, agent)
    assert "2 are left out" in text_of(client.get(page))
    client.post(page)
    ballot.refresh_from_db()
    assert ballot.published_at is None
    for signer in make_scrutineers(ballot):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=signer, at=now())
    client.post(page)

    ballot.refresh_from_db()
    assert ballot.published_at
    assert f"/ballots/{ballot.id}/" in text_of(client.get(page))


@pytest.mark.parametrize(
    "page",
    [
        *("box/", "papers/", "papers/type/", "papers/file/", "differences/"),
        *("differences/1/", "account/", "count/", "count/lot/", "sign/", "publish/"),
        *("count/files/record.json", "sign/files/all.blt"),
    ],
)
def test_another_campaigns_ballot_is_not_there(client: Client, page: str) -> None:
    ballot, *_ = make_counted()
    other = make_agent()
    signed_in(client, other)
    mine = f"/campaigns/{other.campaign_id}/ballots/{ballot.id}/{page}"

    assert client.get(mine).status_code == 404


def test_pages_before_the_box_is_open_say_so(client: Client) -> None:
    agent = make_agent()
    ballot = make_open_ballot(agent.campaign)
    signed_in(client, agent)
    for page in ("papers/type/", "account/", "papers/file/"):
        answer = client.get(at(ballot, page))
        assert answer.status_code == 409, page
        assert "box has not been opened" in text_of(answer)
    assert "The box is closed" in text_of(client.get(at(ballot, "papers/")))


def test_after_the_publication_the_pages_are_still_there(client: Client) -> None:
    from tests.apps.selection.counted import make_published

    ballot, _ = make_published()
    signed_in(client, make_member(ballot.campaign))
    for page in ("box/", "papers/", "differences/", "count/", "sign/", "publish/"):
        assert client.get(at(ballot, page)).status_code == 200, page
