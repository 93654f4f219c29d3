"""From nothing to the declared result: a campaign's whole way, at the screen, on the invented councils' files."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from hustings.core.demonstration.constituency import Constituency, make_constituency
from hustings.core.demonstration.files import write_files
from hustings.core.demonstration.people import Elector
from hustings.core.demonstration.places import MARROWBY
from hustings.core.demonstration.polling import OURS, RIVALS, result
from tests.e2e.office import Office, Person, one_time_code
from tests.engine.homes import set_up_home
from tests.web.chromium import launch

pytestmark = pytest.mark.browser
YESTERDAY = date.today() - timedelta(days=1)  # noqa: DTZ011 - the day at this machine, as the server sees it
SIZE = 1_200
PASSWORD = "four plain words"


@pytest.fixture
def made(tmp_path: Path) -> Constituency:
    constituency = make_constituency(7, SIZE, polling_day=YESTERDAY)
    write_files(constituency, tmp_path / "files")
    return constituency


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
    with set_up_home(monkeypatch):
        office = Office("--no-demonstration")
        try:
            yield office
        finally:
            office.stop()


@pytest.fixture
def agent() -> Iterator[Person]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(30_000)
        yield Person(page, set())
        browser.close()


def test_from_nothing_to_the_declared_result(
    office: Office, agent: Person, made: Constituency, tmp_path: Path
) -> None:
    create_the_campaign(office, agent)
    enter_privacy_words(agent)
    read_in_the_register(agent, made, tmp_path)
    write_the_ladder(agent)
    called = [
        e
        for e in made.electors
        if e.key.district == "AD"
        and e.key.authority == MARROWBY.name
        and not e.absent
        and e.surname
    ]
    print_walk_sheets(agent)
    enter_returns(agent, called)
    tick_off_voters(agent, called)
    knock_up(agent, called)
    declare_the_result(agent, made)


def create_the_campaign(office: Office, agent: Person) -> None:
    agent.goes_to(office.set_up_address())
    agent.writes("Your name", "Agnes Example")
    agent.writes("Sign-in name", "agnes")
    agent.writes("Password", PASSWORD)
    agent.writes("Password again", PASSWORD)
    agent.presses("Go on to the campaign")
    agent.writes("Name of the campaign", "Samira for Marrowby")
    agent.writes("Candidate's name", OURS)
    agent.writes("Constituency or ward", "Marrowby and Ashenholt")
    agent.ticks("County constituency")
    agent.writes("Polling day", YESTERDAY.isoformat())
    agent.writes(
        "Councils that keep the register",
        "Marrowby Borough Council\nAshenholt District Council",
    )
    agent.writes(
        "Where a lost sheet is returned to", "1 Invented Row, Marrowby QM1 1AA"
    )
    agent.writes(
        "Promoter: name and address", "Agnes Example, 1 Invented Row, Marrowby QM1 1AA"
    )
    agent.writes(
        "Printer: name and address", "Agnes Example, 1 Invented Row, Marrowby QM1 1AA"
    )
    agent.presses("Create the campaign")
    switch_on_the_second_factor(agent)


def switch_on_the_second_factor(agent: Person) -> None:
    agent.writes("Password", PASSWORD)
    agent.presses("Go on")
    agent.page.get_by_text("I cannot scan it").click()
    secret = agent.page.locator("details code").inner_text()
    agent.writes("Code", one_time_code(secret))
    agent.presses("Switch it on")
    agent.presses("I have them: go on")
    agent.presses("Samira for Marrowby")


def enter_privacy_words(agent: Person) -> None:
    agent.presses("Privacy notice and consent")
    agent.presses("Enter the privacy notice")
    agent.writes(
        "Privacy notice",
        "We keep the register, and what you tell us if you agree, until a year after the poll. "
        * 3,
    )
    agent.writes("Where people can read it", "https://example.org/privacy")
    agent.presses("This is our notice")
    agent.presses("Enter the words", exact=False)
    agent.writes(
        "Words", "May we keep your answer with your name until after the election?"
    )
    agent.presses("Keep these words")
    assert "Answers may be kept with a name" in agent.reads()


def read_in_the_register(agent: Person, made: Constituency, tmp_path: Path) -> None:
    for council in made.councils:
        files = sorted((tmp_path / "files" / council.folder).iterdir())
        for kind in ("1-", "2-", "3-"):
            read_in(agent, council.name, [f for f in files if f.name.startswith(kind)])


def read_in(agent: Person, council: str, files: list[Path]) -> None:
    agent.goes_to(agent.home + "register/imports/new/")
    agent.chooses("Council that sent them", council)
    agent.gives("The files, just as they came", files)
    agent.presses("Look through the files")
    agent.waits_for("Done.")
    agent.presses("Go on")
    assert "= " in agent.reads()
    agent.presses("Apply these changes")
    agent.waits_for("Done.")


def write_the_ladder(agent: Person) -> None:
    agent.goes_to(agent.home + "objectives/")
    for rung in ("Save the deposit", "Win"):
        agent.presses(rung)
        agent.presses("Add it")
    agent.presses("Beat a candidate or party")
    agent.writes("Candidate or party", RIVALS[1][0])
    agent.presses("Add it")
    assert RIVALS[1][0] in agent.reads()


def print_walk_sheets(agent: Person) -> None:
    """Sheets with voting data say on each page whose they are and where to return them."""
    agent.goes_to(agent.home + "canvass/")
    agent.presses("Print walk sheets")
    agent.page.locator("main").get_by_label(re.compile("^\\s*AD")).check()
    agent.presses("Count the doors and pages")
    agent.presses("Print them")
    agent.waits_for("Done.")
    pages = pages_of(agent.fetches("Fetch"))
    assert pages
    assert all("1 Invented Row" in page for page in pages)
    assert any("Marrowby" in page or "AD" in page for page in pages)


def enter_returns(agent: Person, called: list[Elector]) -> None:
    """Three who will vote for us, one against, and one who did not agree, so that nothing is kept with the name."""
    agent.goes_to(agent.home + "canvass/")
    agent.presses("Type in what came back")
    agent.page.locator("main select").first.select_option(index=option_of(agent, "AD"))
    agent.writes("Canvasser’s name", "Carys")
    agent.presses("Begin typing")
    lines = [f"{number_of(e)} 1 c" for e in called[:4]]
    lines += [f"{number_of(called[4])} 5 c", f"{number_of(called[5])} 1"]
    for line in lines:
        agent.page.keyboard.type(line, delay=20)
        agent.page.keyboard.press("Enter")
    agent.page.get_by_text(called[4].surname).first.wait_for()
    agent.page.wait_for_load_state("networkidle")
    agent.looks()
    agent.goes_to(agent.home + "canvass/")
    figures = agent.page.locator("dl.figures > div", has_text="answer is 1")
    assert figures.locator("dd").inner_text() == "4"


def option_of(agent: Person, text: str) -> int:
    options = (
        agent.page.locator("main select").first.locator("option").all_inner_texts()
    )
    return next(i for i, option in enumerate(options) if option.startswith(text))


def pages_of(content: bytes) -> list[str]:
    """The text of each page of a PDF, or of each PDF in a ZIP."""
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        return [
            page for name in archive.namelist() for page in pages_of(archive.read(name))
        ]
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def knock_up(agent: Person, called: list[Elector]) -> None:
    """Of four pledges three have voted: one is left, on the screen and on the sheet."""
    agent.presses("Who is left in AD")
    said = agent.reads()
    assert called[3].surname in said
    assert not any(f"{e.forenames} {e.surname}" in said for e in called[:3])
    agent.goes_to(agent.home + "polling-day/sheets/")
    agent.presses("Print the sheets")
    agent.waits_for("Done.")
    sheet = " ".join(pages_of(agent.fetches("Fetch")))
    assert called[3].surname in sheet
    assert not any(f"{e.forenames} {e.surname}" in sheet for e in called[:3])


def tick_off_voters(agent: Person, called: list[Elector]) -> None:
    """Pledges and others, one number wrong, one twice; then nobody marked is left to call on."""
    agent.goes_to(agent.home + "polling-day/")
    assert "AD" in agent.reads()
    agent.page.locator("tr", has_text=re.compile(r"^\s*AD\b")).get_by_role(
        "link", name="Type numbers"
    ).first.click()
    agent.ticks(
        "The numbers that I type come only from tellers outside, and I have not been inside a polling "
        "station today as candidate, agent or polling agent."
    )
    agent.presses("Go on and type numbers")
    seen = [number_of(elector) for elector in called[:3]]
    agent.writes("Numbers from the pad", " ".join([*seen, seen[0], "9999"]))
    agent.writes("Time on the pad", "8:40")
    agent.presses("Keep these numbers")
    agent.waits_for("9999")
    said = agent.reads()
    assert "already marked" in said.lower()
    for number in seen:
        assert number in said


def number_of(elector: Elector) -> str:
    return (
        f"{elector.number}/{elector.suffix}" if elector.suffix else str(elector.number)
    )


def declare_the_result(agent: Person, made: Constituency) -> None:
    outcome = result(made)
    agent.goes_to(agent.home + "result/declared/")
    for number, line in enumerate(outcome.declared.candidacies, start=1):
        agent.writes(f"Name of candidate {number}", line.name)
        agent.writes(f"Description or party of candidate {number}", line.party)
        agent.writes(f"Votes of candidate {number}", str(line.votes))
        if line.name == OURS:
            agent.page.get_by_role("radio").nth(number - 1).check()
    agent.presses("Declare this result")
    said = agent.reads()
    us = outcome.declared.find(OURS)
    assert f"{us.votes:,}" in said
    assert "deposit" in said.lower()
    assert agent.fetches("Fetch it as PDF").startswith(b"%PDF")
    agent.goes_to(agent.home + "result/hall/")
    assert OURS in agent.page.locator("body").inner_text()
