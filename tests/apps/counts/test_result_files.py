"""A result comes out of a published file as a draft, or the page says why not."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.counts.models import Result
from hustings.apps.counts.queries import draft, standing
from tests.apps.counts.night import base, filled

pytestmark = pytest.mark.django_db

PLAIN = (
    b"candidate,party,votes\nBea Plum,Orchard Party,20000\nAda Example,Old Party,500\n"
)


def test_last_time_s_result_is_read_from_a_file_looked_at_and_kept(
    client: Client, agent: Membership
) -> None:
    sent = {"file": SimpleUploadedFile("2019.csv", PLAIN), "constituency": "any"}

    response = client.post(f"{base(agent)}actual/file/", sent, follow=True)

    page = response.content.decode()
    assert 'value="Bea Plum"' in page
    assert 'value="20000"' in page
    assert standing(agent.campaign, "actual") is None
    kept = (("Bea Plum", "Orchard Party", 20_000), ("Ada Example", "Old Party", 500))
    client.post(
        f"{base(agent)}actual/", filled(kept, ours="", source="2019.csv", declare="yes")
    )
    row = standing(agent.campaign, "actual")
    assert row
    assert (row.source, row.candidacies.count()) == ("2019.csv", 2)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03 not text", "is not text"),
        (b"name,number\nA,1\n", "not those of a results file we know"),
        (PLAIN.replace(b"500", b"many"), "line 3, column votes"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    client: Client, agent: Membership, content: bytes, complaint: str
) -> None:
    sent = {"file": SimpleUploadedFile("x.csv", content), "constituency": "any"}

    page = client.post(f"{base(agent)}actual/file/", sent).content.decode()

    assert complaint in page
    assert not Result.objects.exists()


def test_our_candidate_is_found_in_a_file_of_this_election(
    client: Client, agent: Membership
) -> None:
    sent = {"file": SimpleUploadedFile("x.csv", PLAIN), "constituency": "any"}

    client.post(f"{base(agent)}declared/file/", sent)

    row = draft(agent.campaign)
    assert row
    assert row.candidacies.get(is_ours=True).name == "Ada Example"


def test_a_name_that_two_have_in_a_file_is_not_taken_for_ours(
    client: Client, agent: Membership
) -> None:
    two = PLAIN + b"Ada Example,New Party,300\n"
    sent = {"file": SimpleUploadedFile("x.csv", two), "constituency": "any"}
    assert client.post(f"{base(agent)}declared/file/", sent).status_code == 302
    row = draft(agent.campaign)
    assert row
    assert row.candidacies.filter(is_ours=True).count() == 0


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (PLAIN.replace(b"Bea Plum", b"B" * 201), "the name is longer than 200"),
        (PLAIN.replace(b"500", b"99999999999"), "99,999,999,999 is more than"),
        (PLAIN.replace(b"500", b"12,345"), "4 cells were found"),
    ],
)
def test_what_no_ballot_paper_could_hold_is_told(
    client: Client, agent: Membership, content: bytes, complaint: str
) -> None:
    sent = {"file": SimpleUploadedFile("x.csv", content), "constituency": "any"}
    page = client.post(f"{base(agent)}actual/file/", sent).content.decode()
    assert complaint in page
    assert not Result.objects.exists()
