"""What a volunteer meets who adds to a slate: which election stands there first, and labels by their names."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from hustings.apps.history.queries.elections import PollingDay
from hustings.apps.slates.actions import make_slate
from hustings.apps.slates.forms import ElectionForm
from hustings.apps.slates.models import Tagged
from tests.apps.history.test_loading import loaded
from tests.apps.slates.test_slates import NOON, at
from tests.core.psephology.tables import DAY, line, seat
from tests.factories import make_campaign, make_member


def test_the_newest_general_election_stands_first_though_a_by_election_is_later() -> None:  # fmt: skip
    days = [
        PollingDay(date(2031, 8, 7), 1, "Exampleton North"),
        PollingDay(date(2031, 5, 1), 650, ""),
        PollingDay(date(2027, 5, 6), 650, ""),
    ]
    form = ElectionForm(days=days)
    assert form["election"].value() == "2031-05-01"
    assert ElectionForm(days=days[:1])["election"].value() is None


@pytest.mark.django_db
def test_a_label_is_known_by_its_name_and_the_likest_is_offered(
    client: Client, tmp_path: Path
) -> None:
    lines = [
        line("A", "Lab", "Ann Example", 300),
        line("A", "Ind", "Cy Example", 20).replace("Ind,Ind", "Independent,Ind"),
    ]
    loaded(tmp_path, lines, [seat("A", 320, 280)])
    agent = make_member(make_campaign())
    slate = make_slate(name="Ours", note="", by=agent, at=NOON)
    client.force_login(agent.user)
    rule = at(agent.campaign, slate.id, "rule")
    wrong = client.post(rule, {"election": DAY, "party": "independents"})
    assert "Nobody stood as independents then. Did you mean Ind?" in wrong.content.decode()  # fmt: skip
    assert not Tagged.objects.exists()
    assert client.post(rule, {"election": DAY, "party": "independent"}).status_code == 302  # fmt: skip
    assert Tagged.objects.get().name == "Cy Example"
