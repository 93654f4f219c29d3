"""The register of parties and the redrawing of seats: loaded once, shown on the pages of parties and seats, with credit."""

import json
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from hustings.apps.history.actions.keeping import Counted
from hustings.apps.history.actions.loading import Told, load
from hustings.apps.history.models import Registration, Replaced
from hustings.core.errors import HustingsError
from tests.core.psephology.tables import CANDIDATES, SEATS, line, seat
from tests.factories import make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
PARTIES = "MNIS name,Electoral Commission ID,Jurisdiction,Registered on,Deregistered on,Primary EC name last updated on"
BLUE = "Blue Party,PP12,Great Britain,14/01/1999,,15/03/2016"
AZURE = "The Azure Party,PP12,Great Britain,14/01/1999,,15/03/2016"
OLD, NEW, RENEWED, OTHER = "E14000530", "E14001063", "S14000006", "E14001064"
PAIRS = [
    f"{OLD}{NEW},{OLD},Oldham,{NEW},Newham,0.6,1,0.5,1,0.7,0.9",
    f"{OLD}{OTHER},{OLD},Oldham,{OTHER},Gorse,0.1,0.1,0.1,0.1,0.0001,0.0001",
    f"{OLD}{RENEWED},{OLD},Oldham,{RENEWED},Glen,0.3,0.5,0.4,0.5,0.2999,0.5",
]


def put(place: Path, name: str, *rows: str) -> Path:
    file = place / name
    file.write_text("\n".join(rows))
    return file


def loaded(*files: Path) -> Told:
    return load(files=files, by="a test", at=NOON)


def registrations(place: Path, *rows: str) -> Path:
    return put(place, "parties.csv", PARTIES, *rows)


def elections(place: Path) -> list[Path]:
    """Oldham in 2019, Newham and Glen in 2024; Blue stood as The Azure Party before."""
    stood = [
        ("2019-12-12", OLD, "Oldham", "The Azure Party,Blue", "PP12"),
        ("2024-07-04", NEW, "Newham", "Blue Party,Blue", "PP12"),
        ("2024-07-04", "S14000107", "Glen", "Invented Party,Inv", "PP99999"),
    ]
    lines, rows = [], []
    for day, code, name, party, number in stood:
        of = {"election_date": day, "ons_id": code, "constituency": name}
        lines.append(line("A", "X", "Ann Example", 300, **of).replace("X,X", party) + f",{number}")  # fmt: skip
        rows.append(seat("A", 300, 300).replace("2031-05-01,XA,A Example", f"{day},{code},{name}"))  # fmt: skip
    return [put(place, "c.csv", f"{CANDIDATES},ec_party_id", *lines), put(place, "s.csv", SEATS, *rows)]  # fmt: skip


@pytest.fixture
def office(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("hustings.apps.history.queries.elections.GENERAL", 1)
    client.force_login(make_user())
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(unescape(answer.content.decode()).split())


def test_registrations_load_once_and_a_corrected_list_keeps_what_it_was(
    tmp_path: Path,
) -> None:
    kind = "registrations"
    assert loaded(registrations(tmp_path, BLUE, AZURE)).counted == {kind: Counted(new=2)}  # fmt: skip
    assert loaded(registrations(tmp_path, BLUE, AZURE)).counted == {kind: Counted(same=2)}  # fmt: skip
    ended = BLUE.replace(",,", ",01/02/2030,")
    assert loaded(registrations(tmp_path, ended)).counted == {kind: Counted(replaced=1)}
    assert Replaced.objects.get().before["until"] is None
    assert str(Registration.objects.get(name="Blue Party").until) == "2030-02-01"
    wrong = registrations(tmp_path, BLUE.replace("14/01", "31/02"))
    with pytest.raises(HustingsError, match="Nothing was loaded: 1 cannot be read"):
        loaded(wrong)


def test_a_party_number_that_is_in_no_list_is_told_once_a_list_is_there(
    tmp_path: Path,
) -> None:
    files = elections(tmp_path)
    assert not [each for each in loaded(*files).remarks if "PP99999" in each]
    parties = registrations(tmp_path, BLUE, AZURE)
    for told in (loaded(parties, *files), loaded(*files)):
        (said,) = told.remarks
        assert "c.csv, line 4: Invented Party: PP99999 is a party number unknown" in said  # fmt: skip


def test_a_partys_page_has_its_names_and_its_registrations(
    office: Client, tmp_path: Path
) -> None:
    loaded(*elections(tmp_path))
    assert "register of parties" not in page(office, "/history/2024/parties/Blue/")
    loaded(registrations(tmp_path, BLUE, AZURE, BLUE.replace("Blue", "Red")))
    html = page(office, "/history/2024/parties/Blue/")
    part = html[html.index("Its names, and the register") : html.index("Best and worst")]  # fmt: skip
    for said in ("12 December 2019", "The Azure Party", "PP12", "14 January 1999", "15 March 2016"):  # fmt: skip
        assert said in part
    assert "Red Party" not in part
    assert "Parties' registrations with the Electoral Commission" in html
    found = json.loads(office.get("/history/2024/parties/Blue.json").content)
    assert found["names"] == [
        {"election": "2019-12-12", "names": ["The Azure Party"]},
        {"election": "2024-07-04", "names": ["Blue Party"]},
    ]
    assert found["registrations"][0] == {
        "number": "PP12",
        "name": "Blue Party",
        "jurisdiction": "Great Britain",
        "since": "1999-01-14",
        "until": None,
        "renamed": "2016-03-15",
    }
    assert "register of parties" not in page(office, "/history/2024/parties/Inv/")


def test_an_old_and_a_new_seat_say_what_they_share(
    office: Client, tmp_path: Path
) -> None:
    loaded(*elections(tmp_path))
    assert "became of it" not in page(office, f"/history/2019/seats/{OLD}/")
    told = loaded(put(tmp_path, "o.csv", *PAIRS))
    assert told.counted == {"pairs of old and new seats": Counted(new=3)}
    assert any("Newham (E14001063): the parts of its people add up to 90.0 %" in each for each in told.remarks)  # fmt: skip

    old = page(office, f"/history/2019/seats/{OLD}/")
    assert "What became of it in 2024" in old
    assert f'<a href="/history/2024/seats/{NEW}/">Newham</a></th><td class="number" data-label="Of this seat">70.0 %</td><td class="number" data-label="Of the new">90.0 %' in old  # fmt: skip
    assert "Gorse" not in old, "nobody lives there"
    assert "Which parts of the seats of 2010 lie in those of 2024" in old
    said = json.loads(office.get(f"/history/2019/seats/{OLD}.json").content)["overlaps"]  # fmt: skip
    assert [(each["seat"], each["election"]) for each in said["seats"]] == [("Newham", "2024"), ("Glen", "2024"), ("Gorse", None)]  # fmt: skip
    assert said["seats"][0]["homes"] == {"of_this": 0.6, "of_other": 1}


def test_a_new_seat_whose_code_was_renewed_is_found_by_its_name(
    office: Client, tmp_path: Path
) -> None:
    loaded(*elections(tmp_path), put(tmp_path, "o.csv", *PAIRS))
    new = page(office, "/history/2024/seats/S14000107/")
    assert "Which old seats it is made of" in new
    assert f'<a href="/history/2019/seats/{OLD}/">Oldham</a></th><td class="number" data-label="Of this seat">50.0 %</td><td class="number" data-label="Of the old">30.0 %' in new  # fmt: skip
