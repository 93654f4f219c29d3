"""What a volunteer meets who adds to a slate: which election stands there first, labels by their names, lists, corrections."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.history.queries.elections import PollingDay
from hustings.apps.slates.actions import make_slate
from hustings.apps.slates.forms import ElectionForm
from hustings.apps.slates.models import Tagged
from hustings.apps.slates.queries import tags_of
from hustings.core.psephology.slates import Tag
from tests.apps.history.test_loading import loaded
from tests.apps.slates.test_slates import (
    CY,
    FLO,
    NOON,
    at,
    made,
)
from tests.core.psephology.tables import DAY, line, seat
from tests.factories import make_campaign, make_member

pytestmark = pytest.mark.django_db


def test_the_newest_general_election_stands_first_though_a_by_election_is_later() -> None:  # fmt: skip
    days = [
        PollingDay(date(2031, 8, 7), 1, "Exampleton North"),
        PollingDay(date(2031, 5, 1), 650, ""),
        PollingDay(date(2027, 5, 6), 650, ""),
    ]
    form = ElectionForm(days=days)
    assert form["election"].value() == "2031-05-01"
    assert ElectionForm(days=days[:1])["election"].value() is None


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


def test_a_label_of_some_of_a_party_puts_those_on(
    client: Client, tmp_path: Path
) -> None:
    lines = [
        line("A", "Green", "Ann Example", 300).replace("Green,", "Scottish Green Party,", 1),
        line("B", "Green", "Bo Example", 200),
        line("B", "Green", "Cy Example", 100),
    ]  # fmt: skip
    loaded(tmp_path, lines, [seat("A", 300, 300), seat("B", 300, 100)])
    agent = make_member(make_campaign())
    slate = make_slate(name="Ours", note="", by=agent, at=NOON)
    client.force_login(agent.user)
    rule = at(agent.campaign, slate.id, "rule")
    client.post(rule, {"election": DAY, "party": "scottish green party"})
    assert Tagged.objects.get().name == "Ann Example"
    client.post(rule, {"election": DAY, "party": "green"})
    assert Tagged.objects.count() == 3


LIST = "Flo Example, B Example\nMohamed Cy, A Example\nNobody Atall, A Example"


def test_how_many_of_a_list_were_left_out_is_said(
    office: Client, agent: Membership
) -> None:
    names = at(agent.campaign, made(agent).id, "names")
    sent = {"election": DAY, "text": LIST, "put_on": "1"}
    said = office.post(names, sent, follow=True).content.decode()
    assert "1 candidate put on “Ours”." in said
    assert "Left out, as nobody was found or chosen: 2 lines (line 2, Mohamed Cy, A Example; line 3, Nobody Atall, A Example)." in said  # fmt: skip
    answered = office.post(names, sent | {"line-2": CY.key, "text": LIST.rpartition("\n")[0]}, follow=True)  # fmt: skip
    assert "Left out" not in answered.content.decode()


def test_of_a_long_list_some_of_those_left_out_are_named(
    office: Client, agent: Membership
) -> None:
    names = at(agent.campaign, made(agent).id, "names")
    many = "Flo Example\n" + "\n".join(f"Nobody {n}" for n in range(12))
    sent = {"election": DAY, "text": many, "put_on": "1"}
    said = office.post(names, sent, follow=True).content.decode()
    assert "line 11, Nobody 9; and 2 more)" in said


def test_names_and_a_file_as_well_are_not_guessed_between(
    office: Client, agent: Membership
) -> None:
    names = at(agent.campaign, made(agent).id, "names")
    file = SimpleUploadedFile("a.csv", b"Flo Example")
    said = office.post(names, {"election": DAY, "text": "Mohammed Cy", "file": file})
    assert "There are names in the box and a file as well." in said.content.decode()


def test_a_file_in_the_older_windows_letters_is_read(
    office: Client, agent: Membership
) -> None:
    names = at(agent.campaign, made(agent).id, "names")
    file = SimpleUploadedFile("a.csv", "Zoë Nobody\nFlo Example".encode("cp1252"))
    said = office.post(names, {"election": DAY, "file": file}).content.decode()
    assert "Line 1: Zoë Nobody" in said


def test_who_is_on_it_under_a_label_since_corrected_is_on_it_once_and_comes_off(
    office: Client, agent: Membership
) -> None:
    """As the results have Cy now he is an independent; he was put on when they had him as a Green."""
    old = Tag(CY.day, CY.code, CY.name, "Green")
    slate = made(agent, old, FLO)
    search = at(agent.campaign, slate.id, "search") + "?q=mohammed+cy"
    assert "On it" in office.get(search).content.decode()
    said = office.post(search, {"candidacy": [CY.key]}, follow=True).content.decode()
    assert "0 candidates put on “Ours”. 1 already there." in said
    assert tags_of(slate) == [old, FLO]

    page = office.get(at(agent.campaign, slate.id)).content.decode()
    assert f'value="{CY.key}"' in page
    off = at(agent.campaign, slate.id, "off")
    office.post(off, {"candidacy": CY.key})
    assert tags_of(slate) == [FLO]
    again = office.post(off, {"candidacy": CY.key}, follow=True).content.decode()
    assert "Mohammed Cy is not on the slate." in again
