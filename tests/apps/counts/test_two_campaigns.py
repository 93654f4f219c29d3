"""Two real campaigns of July 2024 judged through the screens, from the published files that a user would send in."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.counts.actions import declare
from hustings.apps.counts.queries import Picture, draft, judged_ladder, picture
from hustings.core.elections.objectives import Beat, CutMajority, SaveDeposit, Win
from tests.apps.counts.night import aim_for, make_agent
from tests.factories import START

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[3].parent / "shared" / "data" / "elections"
CANDIDATES = "uk_ge_candidates_2010_2024.csv.gz"
SEATS = "uk_ge_constituencies_2010_2024.csv.gz"
NOTIONAL = "notional_2019_on_2024_boundaries.csv.gz"


@pytest.fixture(autouse=True)
def _published_files() -> None:
    if DATA.is_dir():
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"The published results are missing: {DATA}")
    pytest.skip("the published results (shared/data) are not on this machine")


def send(client: Client, agent: Membership, basis: str, **sent: str) -> None:
    """Send files in for one basis, look at the draft, and keep it."""
    files = {
        name: SimpleUploadedFile(file, (DATA / file).read_bytes())
        for name, file in sent.items()
        if name in ("file", "seats")
    }
    rest = {name: value for name, value in sent.items() if name not in files}
    client.post(
        f"/campaigns/{agent.campaign_id}/result/{basis}/file/",
        {"constituency": agent.campaign.constituency, **rest, **files},
    )
    row = draft(agent.campaign, basis)
    assert row
    declare(draft=row, by=agent, at=START)


def judged(client: Client, agent: Membership) -> Picture:
    client.force_login(agent.user)
    both = {"file": CANDIDATES, "seats": SEATS}
    send(client, agent, "declared", held_on="2024-07-04", **both)
    send(client, agent, "actual", held_on="2019-12-12", **both)
    send(client, agent, "notional", file=NOTIONAL)
    found = picture(agent.campaign)
    assert found
    return found


def test_islington_north(client: Client) -> None:
    """Declared: Corbyn 24,120, Nargund (Labour) 16,873; so won by 7,247 (House of Commons Library)."""
    agent = make_agent(candidate="Jeremy Corbyn", constituency="Islington North")
    aim_for(agent, SaveDeposit(), Beat("Labour"), Win())

    found = judged(client, agent)

    assert found.position == "1st"
    assert found.ours
    assert found.ours.votes == 24_120
    assert [s.judged.met for s in judged_ladder(found) if s.judged] == [True] * 3
    assert [s.judged.by for s in judged_ladder(found) if s.judged][1:] == [7_247, 7_247]
    # In 2019 the same person stood for Labour, and had 64.3 per cent as it was.
    ours = next(row for row in found.rows if row.is_ours)
    assert ours.before[0] == "64.3 % for Labour"


def test_preston(client: Client) -> None:
    """Declared: Hendrick (Labour) 14,006, Lavalette 8,715; the majority fell to 5,291."""
    agent = make_agent(candidate="Michael Lavalette", constituency="Preston")
    aim_for(
        agent,
        SaveDeposit(),
        Beat("Reform UK"),
        Beat("Conservative"),
        CutMajority("Labour", 12_146, 6_000),
        Win(),
    )

    found = judged(client, agent)

    assert (found.position, found.share) == ("2nd", "21.8 %")
    assert found.result.majority == 5_291
    steps = [step.judged for step in judged_ladder(found) if step.judged]
    assert [step.met for step in steps] == [True, True, True, True, False]
    assert (steps[3].by, steps[4].by) == (709, 5_291)
    assert len(found.past) == 2
