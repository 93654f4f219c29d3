"""Files go in through the pages: sent, looked at, described if need be, applied with the ticks that are asked for."""

import io
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.test.utils import override_settings

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import run_waiting
from hustings.apps.register.actions import correct_elector, save_mapping
from hustings.apps.register.models import (
    ColumnMapping,
    Elector,
    Import,
)
from hustings.core.errors import HustingsError
from hustings.core.register.layouts import ColumnMapping as CoreMapping
from tests.apps.register.council import applied, full, make_council, names, update
from tests.apps.register.pages import THREE, at, send_in
from tests.factories import (
    START,
    TESTER,
    make_district,
    make_elector,
)

pytestmark = pytest.mark.django_db


def test_files_go_from_upload_through_preview_to_the_register(
    client: Client, agent: Membership
) -> None:
    found = send_in(client, agent, THREE)
    page = client.get(at("import", agent, found.pk)).content.decode()
    assert "What these files would change" in page
    assert "12 Mill Road" in page
    assert "of birth" in page  # what the attainer's date was taken for
    assert not Elector.objects.exists()

    response = client.post(at("import-apply", agent, found.pk))
    assert response.status_code == 302
    run_waiting()

    assert len(names(found.council)) == 3
    page = client.get(at("import", agent, found.pk)).content.decode()
    assert "What was changed" in page
    assert "3 + 0 + 0 + 0 + 0 + 0 = 3 rows" in page
    assert "AB" in client.get(at("home", agent)).content.decode()
    assert found.council.name in client.get(at("imports", agent)).content.decode()


def test_many_files_and_a_zip_at_once(client: Client, agent: Membership) -> None:
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("AB.csv", THREE)
        archive.writestr("CD.csv", full("CD,1,0,,,Nowak,Ewa,EX1 1AB,1 Elm Street"))

    found = send_in(client, agent, zipped.getvalue(), "all.zip")

    assert [f["name"] for f in found.report["files"]] == [
        "all.zip/AB.csv",
        "all.zip/CD.csv",
    ]
    assert found.rows_in == 4


def test_what_cannot_be_read_says_so_and_changes_nothing(
    client: Client, agent: Membership
) -> None:
    found = send_in(client, agent, bytes(range(256)) * 20, "picture.png")

    assert found.state == Import.State.NOT_READ
    page = client.get(at("import", agent, found.pk)).content.decode()
    assert "picture.png" in page
    assert f'href="{at("import-new", agent)}">Send other files' in page
    client.post(at("import-drop", agent, found.pk))
    found.refresh_from_db()
    assert found.state == Import.State.DROPPED
    assert not found.files.filter(stored__isnull=False).exists()


def test_an_unknown_layout_is_described_once_and_then_known(
    client: Client, agent: Membership
) -> None:
    strange = "Bezirk;Nummer;Nachname;Vorname;Strasse;PLZ\nAB;1;Begum;Asha;12 Mill Road;EX1 1AA\n"
    found = send_in(client, agent, strange)
    assert found.state == Import.State.MAPPING
    page = client.get(at("import-columns", agent, found.pk)).content.decode()
    assert "Nachname" in page

    said = {
        "kind": "full",
        "district": "Bezirk",
        "number": "Nummer",
        "surname": "Nachname",
        "forenames": "Vorname",
        "address1": "Strasse",
        "postcode": "PLZ",
    }
    assert client.post(at("import-columns", agent, found.pk), said).status_code == 302
    run_waiting()
    found.refresh_from_db()
    assert (found.state, found.added) == (Import.State.READY, 1)
    assert ColumnMapping.objects.count() == 1

    later = send_in(client, agent, strange.replace("AB;1;", "AB;2;"))
    assert (later.state, later.report["files"][0]["family"]) == (
        Import.State.READY,
        "mapped",
    )


def test_what_was_said_of_the_columns_can_be_changed(
    client: Client, agent: Membership
) -> None:
    """Forenames and surname were mixed up: the second saying replaces the first, and the file is read by it."""
    strange = "Bezirk;Nummer;Nachname;Vorname;Strasse;PLZ;\nAB;1;Begum;Asha;12 Mill Road;EX1 1AA;\n"
    found = send_in(client, agent, strange)
    columns = at("import-columns", agent, found.pk)
    said = {
        "kind": "full",
        "district": "Bezirk",
        "number": "Nummer",
        "surname": "Vorname",
        "address1": "Strasse",
    }
    client.post(columns, said)
    run_waiting()
    assert columns in client.get(at("import", agent, found.pk)).content.decode()
    form = client.get(columns).context["form"]
    assert form["surname"].initial == "Vorname"

    client.post(columns, said | {"surname": "Nachname", "forenames": "Vorname"})
    run_waiting()

    found.refresh_from_db()
    assert found.report["sample"][0]["name"] == "Asha Begum"
    assert ColumnMapping.objects.count() == 1


def test_columns_of_a_layout_that_we_know_are_not_asked_for(
    client: Client, agent: Membership
) -> None:
    found = send_in(client, agent, THREE)
    page = at("import", agent, found.pk)
    assert client.get(at("import-columns", agent, found.pk))["Location"] == page
    assert "Name the columns" not in client.get(page).content.decode()


def test_two_layouts_may_be_described_in_one_minute(
    client: Client, agent: Membership
) -> None:
    council = make_council(agent.campaign)
    for number in ("Nummer", "Nr"):
        save_mapping(
            council=council,
            headings=["Bezirk", number, "Nachname"],
            mapping=CoreMapping(district="Bezirk", number=number, surname="Nachname"),
            by=agent,
            at=START + timedelta(seconds=len(number)),
        )
    assert ColumnMapping.objects.count() == 2


def test_applying_after_a_change_previews_anew_and_says_so(
    client: Client, agent: Membership
) -> None:
    found = send_in(client, agent, THREE)
    make_elector(make_district(agent.campaign), number=50)
    from hustings.apps.register.state import change_register

    with acting(TESTER, "change"):
        change_register(agent.campaign)
    client.post(at("import-apply", agent, found.pk))
    run_waiting()

    found.refresh_from_db()
    assert found.state == Import.State.READY
    client.post(at("import-apply", agent, found.pk))
    run_waiting()
    found.refresh_from_db()
    assert found.state == Import.State.APPLIED


def test_a_missing_yes_is_asked_for_on_the_page(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    applied(make_council(agent.campaign), tmp_path, THREE)
    found = send_in(
        client, agent, full("AB,1,0,,,Begum,Asha,EX1 1AA,12 Mill Road,Exampleton")
    )
    page = client.get(at("import", agent, found.pk)).content.decode()
    assert "Close the 2 whom the new files no longer have" in page

    client.post(at("import-apply", agent, found.pk), {"absence": "on"})
    run_waiting()

    found.refresh_from_db()
    assert found.closed_by_absence == 2


def test_a_changed_election_is_noticed_and_worked_out_again(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    applied(make_council(agent.campaign), tmp_path, THREE)
    with acting(TESTER, "change the election"):
        agent.campaign.election = "local"
        agent.campaign.save()
    assert "has changed" in client.get(at("home", agent)).content.decode()

    client.post(at("recompute", agent))

    assert Elector.objects.get(franchise="F").may_vote == "no"
    assert "has changed" not in client.get(at("home", agent)).content.decode()


def test_an_update_and_a_correction_meet_on_the_page(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    council = make_council(agent.campaign)
    applied(council, tmp_path, THREE)
    correct_elector(
        elector=Elector.objects.get(number=1),
        values={"surname": "Lee"},
        by=agent,
        at=START,
    )
    applied(
        council,
        tmp_path,
        update("AB,1,M,,Asha,,Rahman,,,,12 Mill Road,Exampleton,,,,,,,,EX1 1AA"),
    )

    assert (
        "The council has changed it too"
        in client.get(at("corrections", agent)).content.decode()
    )
    assert (
        "the council now says something else"
        in client.get(at("home", agent)).content.decode()
    )


def test_work_that_stopped_can_be_begun_again_or_dropped(
    client: Client, agent: Membership
) -> None:
    """The copy before the import cannot be made: nothing is applied, and the page says what to do."""
    found = send_in(client, agent, THREE)
    page = at("import", agent, found.pk)
    client.post(at("import-apply", agent, found.pk))
    assert b"Look through the files again" not in client.get(page).content
    client.post(at("import-again", agent, found.pk))
    found.refresh_from_db()
    assert found.state == Import.State.APPLYING
    with override_settings(BEFORE_IMPORT=f"{__name__}.no_room"):
        run_waiting()
    told = client.get(page).content.decode()
    assert "The disk is full." in told
    assert "Look through the files again" in told

    client.post(at("import-again", agent, found.pk))
    run_waiting()
    client.post(at("import-apply", agent, found.pk))
    run_waiting()
    found.refresh_from_db()
    assert (found.state, Elector.objects.count()) == (Import.State.APPLIED, 3)


def test_a_preview_that_stopped_is_dropped(client: Client, agent: Membership) -> None:
    found = send_in(client, agent, THREE)
    Job.objects.update(state=Job.State.FAILED, saying="Interrupted 3 times.")
    with acting(TESTER, "stop a preview"):
        Import.objects.update(state=Import.State.WAITING)
    assert b"Interrupted 3 times." in client.get(at("import", agent, found.pk)).content
    client.post(at("import-drop", agent, found.pk))
    found.refresh_from_db()
    assert found.state == Import.State.DROPPED


def no_room(*, at: datetime) -> None:
    raise HustingsError("The disk is full.")
