"""What is held of people on a roll goes with the campaign, and can be handed over before."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from hustings.apps.campaigns.audit import acting
from hustings.apps.safekeeping.erasing import erase_campaign
from hustings.apps.safekeeping.exporting import export_campaign
from hustings.apps.selection.actions.door import seal_paper
from hustings.apps.selection.actions.roll import send_roll
from hustings.apps.selection.models import Ballot, Reading, SealedPaper, Voter
from tests.apps.safekeeping.conftest import alone_in_the_home
from tests.apps.selection.making import make_agent, make_open_ballot, make_voter
from tests.factories import START, TESTER

__all__ = ["alone_in_the_home"]
pytestmark = pytest.mark.usefixtures("committed")


def make_ballot_with_somebody_on_it() -> Ballot:
    by = make_agent()
    ballot = make_open_ballot(by.campaign)
    voter = make_voter(ballot, "Unforgettable Oak", number="7")
    seal_paper(voter=voter, reason="said to have left", by=by, at=START)
    send_roll(ballot=ballot, name="m.csv", content=b"Name\nAnn Ash\n", by=by, at=START)
    with acting(TESTER, "type"):
        Reading.objects.create(
            campaign=by.campaign,
            ballot=ballot,
            number=1,
            place=1,
            typist=by,
            marks=b"\x02\x01",
            typed_at=START,
        )
    return ballot


def test_a_ballot_goes_whole_with_its_campaign() -> None:
    ballot = make_ballot_with_somebody_on_it()
    other = make_ballot_with_somebody_on_it()
    erasure = erase_campaign(campaign=ballot.campaign, by=TESTER, at=START)
    assert erasure.gone["selection_voter"] == 1
    for model in (Ballot, Voter, SealedPaper, Reading):
        assert [row.campaign for row in model.objects.all()] == [other.campaign]


def test_what_is_held_of_a_voter_is_in_the_campaigns_export(tmp_path: Path) -> None:
    ballot = make_ballot_with_somebody_on_it()
    export_campaign(campaign=ballot.campaign, target=tmp_path / "all.zip", by=TESTER)
    archive = zipfile.ZipFile(tmp_path / "all.zip")

    def rows(table: str) -> list[dict[str, str]]:
        text = archive.read(f"selection_{table}.csv").decode()
        return list(csv.DictReader(io.StringIO(text)))

    (voter,), (sealed,) = rows("voter"), rows("sealedpaper")
    assert (voter["name"], voter["number"]) == ("Unforgettable Oak", "7")
    assert (sealed["voter_id"], sealed["reason"]) == (voter["id"], "said to have left")
    assert rows("reading")[0]["marks"] == "0201"
    assert bytes.fromhex(rows("rollfile")[0]["content"]) == b"Name\nAnn Ash\n"
