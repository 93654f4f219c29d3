"""A slate of a campaign's own: made, filled, shared read-only, copied, compared, erased with the campaign."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hustings.apps.campaigns.models import AuditEntry, Campaign, Membership, Role
from hustings.apps.history.queries import elections
from hustings.apps.slates import actions
from hustings.apps.slates.models import Slate, Tagged
from hustings.apps.slates.queries import slate_named, tags_of
from hustings.core.errors import HustingsError
from hustings.core.psephology.slates import Tag
from tests.apps.history.test_loading import loaded
from tests.core.psephology.tables import DAY, line, seat
from tests.factories import make_campaign, make_member

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
LINES = [
    line("A", "Lab", "Ann Example", 300),
    line("A", "Con", "Bo Example", 280),
    line("A", "Ind", "Mohammed Cy", 20),
    line("B", "Con", "Di Example", 210),
    line("B", "Ind", "Flo Example", 22),
]
ROWS = [seat("A", 600, 20), seat("B", 232, 188)]
CY = Tag(date.fromisoformat(DAY), "XA", "Mohammed Cy", "Ind")
FLO = Tag(date.fromisoformat(DAY), "XB", "Flo Example", "Ind")


def made(by: Membership, *tags: Tag, name: str = "Ours") -> Slate:
    slate = actions.make_slate(name=name, note="", by=by, at=NOON)
    actions.tag(slate=slate, tags=tags, by=by)
    return slate


def at(campaign: Campaign, *rest: object) -> str:
    return "/".join([f"/campaigns/{campaign.id}/slates", *map(str, rest), ""])


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_a_slate_is_made_and_filled_by_a_rule(
    office: Client, agent: Membership
) -> None:
    home = at(agent.campaign)
    assert "No slate yet" in read(office, home)
    office.post(home + "new/", {"name": "Independents", "note": "All of them"})
    slate = Slate.objects.get()
    assert "Nobody is on it yet" in read(office, at(agent.campaign, slate.id))

    rule = at(agent.campaign, slate.id, "rule")
    sent = {"election": DAY, "party": "ind", "area": "south"}
    office.post(rule, sent)
    assert tags_of(slate) == [FLO]
    office.post(rule, sent | {"area": ""})
    assert tags_of(slate) == [CY, FLO]

    page = read(office, at(agent.campaign, slate.id))
    assert "All of them" in page
    assert page.index("Flo Example") < page.index("Mohammed Cy")
    assert f'href="/history/people/{DAY}-XB-flo-example-ind/"' in page
    assert f'href="/history/{DAY}/seats/XB/"' in page
    assert "House of Commons Library" in page
    assert "Independents" in read(office, home)


def test_a_rule_that_finds_nobody_says_what_there_is(
    office: Client, agent: Membership
) -> None:
    slate = made(agent)
    rule = at(agent.campaign, slate.id, "rule")
    wrong = office.post(rule, {"election": DAY, "party": "Whig"}).content.decode()
    assert "Nobody stood as Whig then." in wrong
    area = {"election": DAY, "party": "Ind", "area": "Wessex"}
    assert "there were: England, North, South" in office.post(rule, area).content.decode()  # fmt: skip
    assert not Tagged.objects.exists()


def test_candidates_are_found_by_name_or_seat_and_those_ticked_are_put_on(
    office: Client, agent: Membership
) -> None:
    slate = made(agent, FLO)
    search = at(agent.campaign, slate.id, "search")
    spelt = read(office, search + "?q=mohamed+cy")
    assert "Mohammed Cy" in spelt
    assert "spelt otherwise" in spelt
    assert "Mohammed Cy" in read(office, search + "?q=mohamed")
    assert "spelt otherwise" not in read(office, search + "?q=hammed")
    of_seat = read(office, search + "?q=b+example")
    assert "Di Example" in of_seat
    assert "On it" in of_seat
    assert "Nobody of that name" in read(office, search + "?q=zzz")

    office.post(search + "?q=cy", {"candidacy": [CY.key]})
    assert tags_of(slate) == [CY, FLO]
    nobody = Tag(CY.day, "XA", "Somebody Else", "Ind")
    office.post(search, {"candidacy": [nobody.key]}, follow=True)
    office.post(search, {"candidacy": ["rubbish"]}, follow=True)
    assert tags_of(slate) == [CY, FLO]


def test_as_one_types_only_what_was_found_is_sent(
    office: Client, agent: Membership
) -> None:
    search = at(agent.campaign, made(agent).id, "search")
    part = office.get(search + "?q=flo", headers={"HX-Request": "true"})
    assert "Flo Example" in part.content.decode()
    assert "<html" not in part.content.decode()


def test_a_list_puts_on_whoever_is_sure_and_asks_about_the_others(
    office: Client, agent: Membership
) -> None:
    slate = made(agent)
    names = at(agent.campaign, slate.id, "names")
    text = "Flo Example, B Example\nMohamed Cy, A Example\nNobody Atall, A Example"
    look = office.post(names, {"election": DAY, "text": text}).content.decode()
    assert "1 found for certain, 1 to be asked, 1 not found" in look
    assert not Tagged.objects.exists(), "nobody before it is confirmed"

    sent = {"election": DAY, "text": text, "put_on": "1"}
    office.post(names, sent | {"line-2": "", "line-3": CY.key})
    assert tags_of(slate) == [FLO], "what is not answered is not guessed"
    office.post(names, sent | {"line-2": CY.key})
    assert tags_of(slate) == [CY, FLO]


def test_a_list_that_is_none_is_refused_with_its_line(
    office: Client, agent: Membership
) -> None:
    names = at(agent.campaign, made(agent).id, "names")
    file = SimpleUploadedFile("a.csv", b"<html>")
    said = office.post(names, {"election": DAY, "file": file}).content.decode()
    assert "This is a web page and no list of names" in said
    other = "name,election\nFlo Example,1999"
    said = office.post(names, {"election": DAY, "text": other}, follow=True).content.decode()  # fmt: skip
    assert "Line 2: There is no one election of 1999" in said
    wrong = "\n".join(f"Nobody {n}" for n in range(201))
    said = office.post(names, {"election": DAY, "text": wrong}, follow=True).content.decode()  # fmt: skip
    assert "More than 200 of 201 lines name nobody" in said


def test_the_file_of_a_slate_loads_in_another_campaign(
    office: Client, agent: Membership
) -> None:
    slate = made(agent, CY, FLO, name="To go")
    file = office.get(at(agent.campaign, slate.id) + "list.csv")
    assert 'filename="slate-to-go.csv"' in file["Content-Disposition"]
    other = make_member(make_campaign())
    office.force_login(other.user)
    theirs = made(other)
    upload = SimpleUploadedFile("slate.csv", file.content)
    look = office.post(at(other.campaign, theirs.id, "names"), {"election": DAY, "file": upload})  # fmt: skip
    assert "2 found for certain, 0 to be asked" in look.content.decode()
    sent = {"election": DAY, "text": file.content.decode(), "put_on": "1"}
    office.post(at(other.campaign, theirs.id, "names"), sent)
    assert tags_of(theirs) == [CY, FLO]


def test_somebody_is_taken_off_and_the_slate_renamed_and_thrown_away(
    office: Client, agent: Membership
) -> None:
    slate = made(agent, CY, FLO)
    made(agent, name="Another")
    office.post(at(agent.campaign, slate.id, "off"), {"candidacy": CY.key})
    assert tags_of(slate) == [FLO]
    settings = at(agent.campaign, slate.id, "settings")
    office.post(settings, {"name": "Renamed", "note": "Why"})
    slate.refresh_from_db()
    assert (slate.name, slate.note) == ("Renamed", "Why")
    page = read(office, settings)
    assert page.index("It cannot be brought back") < page.index("<details>") < page.index("Throw “Renamed” away")  # fmt: skip
    said = office.post(settings, {"name": "Another"}, follow=True).content.decode()
    assert "There is a slate called “Another” already" in said
    office.post(at(agent.campaign, slate.id, "drop"))
    assert [each.name for each in Slate.objects.all()] == ["Another"]
    assert not Tagged.objects.exists()


def test_whom_a_corrected_release_does_not_have_is_told(
    office: Client, agent: Membership, tmp_path: Path
) -> None:
    slate = made(agent, CY, FLO)
    corrected = [each.replace("Mohammed,Cy", "Mohammed,Sy") for each in LINES]
    loaded(tmp_path, corrected, ROWS)
    page = read(office, at(agent.campaign, slate.id))
    assert "not, or no more, in the results" in page
    office.post(at(agent.campaign, slate.id, "off"), {"candidacy": CY.key})
    assert tags_of(slate) == [FLO]


def test_the_same_figures_as_files_with_credit(
    office: Client, agent: Membership
) -> None:
    slate = made(agent, CY, FLO)
    base = at(agent.campaign, slate.id).rstrip("/")
    said = json.loads(read(office, base + ".json"))
    assert (said["slate"], said["votes"], said["deposits_kept"]) == ("Ours", 42, 1)
    assert "Open Parliament Licence" in said["sources"][0]
    rows = list(csv.DictReader(StringIO(read(office, base + ".csv?election=2031"))))
    assert [(each["name"], each["votes"]) for each in rows] == [
        ("Flo Example", "22"),
        ("Mohammed Cy", "20"),
    ]
    assert "Open Parliament Licence" in rows[0]["source"]
    assert office.get(base + ".xml").status_code == 404
    assert office.get(base + "/?election=1999").status_code == 404


def test_where_several_stood_their_votes_are_shown_together(
    office: Client, agent: Membership
) -> None:
    ann = Tag(CY.day, "XA", "Ann Example", "Lab")
    alone, together = made(agent, CY), made(agent, CY, ann, FLO, name="Together")
    heading = "Where several of them stood in one seat"
    assert heading not in read(office, at(agent.campaign, alone.id))
    page = read(office, at(agent.campaign, together.id))
    assert heading in page
    assert "Ann Example, Mohammed Cy" in page
    assert "Flo Example" not in page[page.index(heading) :]


def test_a_large_slate_comes_a_page_at_a_time(
    office: Client, agent: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hustings.apps.slates.views.slates.A_PAGE", 1)
    slate = made(agent, CY, FLO)
    page = at(agent.campaign, slate.id)
    assert "Mohammed Cy" not in read(office, page)
    assert "Mohammed Cy" in read(office, page + "?page=2")
    rows = read(office, page.rstrip("/") + ".csv").splitlines()
    assert len(rows) == 3, "a file has everybody"


def test_two_slates_side_by_side(office: Client, agent: Membership) -> None:
    one, other = made(agent, CY, name="One"), made(agent, FLO, name="Other")
    compare = at(agent.campaign, "compare")
    assert "Choose two" in read(office, compare)
    asked = f"?one={one.id}:{DAY}&other={other.id}:{DAY}"
    page = read(office, compare + asked)
    assert "One beside Other" in page
    assert "Second places" in page
    said = json.loads(read(office, compare.rstrip("/") + ".json" + asked))
    assert [each["seat"] for each in said["seats"]] == ["A Example", "B Example"]
    rows = list(csv.DictReader(StringIO(read(office, compare.rstrip("/") + ".csv" + asked))))  # fmt: skip
    assert (rows[0]["one.votes"], rows[1]["other.votes"]) == ("20", "22")


def test_there_is_no_file_where_there_are_no_figures(
    office: Client, agent: Membership
) -> None:
    empty = at(agent.campaign, made(agent).id).rstrip("/")
    assert office.get(f"{empty}.json").status_code == 404
    compare = at(agent.campaign, "compare")
    assert office.get(compare.rstrip("/") + ".csv").status_code == 404
    gone = f"?one={CY.key}&other={CY.key}"
    assert "shared no more" in read(office, compare + gone)
    assert "shared no more" not in read(office, compare)


def test_a_year_is_its_general_election_and_no_by_election_of_that_year(
    office: Client,
    agent: Membership,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(elections, "GENERAL", 2)
    later = [each.replace(DAY, "2031-08-07") for each in (LINES[3], LINES[4], ROWS[1])]
    loaded(tmp_path, later[:2], later[2:])
    slate = made(agent, CY, replace(FLO, day=date(2031, 8, 7)))
    page = at(agent.campaign, slate.id)
    of_year = read(office, page + "?election=2031")
    assert "Mohammed Cy" in of_year
    assert "Flo Example" not in of_year
    assert "Flo Example" in read(office, page + "?election=2031-08-07")


def test_another_campaigns_slate_is_not_there_until_it_is_shared(
    office: Client, agent: Membership, client: Client
) -> None:
    slate = made(agent, CY, name="Theirs")
    other = make_member(make_campaign())
    page, home = at(other.campaign, slate.id), at(other.campaign)

    client.force_login(other.user)
    assert client.get(page).status_code == 404
    assert client.post(page + "copy/").status_code == 404
    assert "Theirs" not in read(client, home)
    assert "Theirs" not in read(client, home + "compare/")

    client.force_login(agent.user)
    client.post(at(agent.campaign, slate.id, "share"))
    client.force_login(other.user)
    assert "Theirs" in read(client, home)
    assert f"this slate is of {agent.campaign.name}" in read(client, page)
    assert "Mohammed Cy" in read(client, page + "list.csv")
    assert f"Theirs (of {agent.campaign.name})" in read(client, home + "compare/")
    for change in ("settings/", "share/", "drop/", "rule/", "names/", "off/", "search/"):  # fmt: skip
        assert client.post(page + change).status_code == 404, change
    assert tags_of(slate) == [CY]

    client.force_login(agent.user)
    client.post(at(agent.campaign, slate.id, "share"), {"stop": "1"})
    client.force_login(other.user)
    assert client.get(page).status_code == 404


def test_a_shared_slate_is_copied_and_what_its_owner_changes_later_is_not_in_it(
    office: Client, agent: Membership
) -> None:
    slate = made(agent, CY, FLO)
    actions.share(slate=slate, at=NOON, by=agent)
    other = make_member(make_campaign())
    made(other)  # of the same name
    copy = actions.copy_slate(slate=slate, by=other, at=NOON)
    actions.untag(slate=slate, tag=CY, by=agent)
    assert (copy.name, copy.campaign_id) == ("Ours (2)", other.campaign_id)
    assert tags_of(copy) == [CY, FLO]
    assert copy.shared_at is None


def test_each_change_is_in_the_trail_and_a_candidacy_stands_once(
    agent: Membership,
) -> None:
    slate = made(agent, CY, FLO)
    assert actions.tag(slate=slate, tags=[CY], by=agent) == 0
    assert Tagged.objects.count() == 2
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"make a slate", "tag candidacies"} <= verbs


def test_a_slate_has_room_for_so_many(
    agent: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_TAGGED", 1)
    monkeypatch.setattr(actions, "MOST_SLATES", 1)
    with pytest.raises(HustingsError, match="1 candidacies at most; this one would have 2"):  # fmt: skip
        made(agent, CY, FLO)
    with pytest.raises(HustingsError, match="1 slates already"):
        made(agent, name="Another")


def test_a_slate_is_found_by_name_for_a_command(agent: Membership) -> None:
    with pytest.raises(HustingsError, match="No slate has been made yet"):
        slate_named("Ours")
    slate = made(agent)
    assert slate_named("ours") == slate
    small = made(agent, name="ours")
    assert (slate_named("ours"), slate_named("Ours")) == (small, slate)
    actions.drop_slate(slate=small, by=agent)
    with pytest.raises(HustingsError, match="no slate called Whigs. There are: Ours"):
        slate_named("Whigs")
    other = make_member(make_campaign())
    theirs = made(other)
    with pytest.raises(HustingsError, match="say whose with --campaign"):
        slate_named("Ours")
    assert slate_named("Ours", other.campaign.name) == theirs
    assert slate_named("Ours", str(agent.campaign_id)) == slate


def test_a_canvasser_reads_and_does_not_change(office: Client, agent: Membership) -> None:  # fmt: skip
    slate = made(agent, CY)
    canvasser = make_member(agent.campaign, Role.CANVASSER)
    office.force_login(canvasser.user)
    page = read(office, at(agent.campaign, slate.id))
    assert "Take off" not in page
    assert "Add by name" not in page


def test_without_results_a_page_says_how_to_get_them(client: Client) -> None:
    member = make_member(make_campaign())
    client.force_login(member.user)
    slate = made(member)
    answer = client.get(at(member.campaign, slate.id, "search"))
    assert answer.status_code == 409
    assert "No past results are loaded" in answer.content.decode()
