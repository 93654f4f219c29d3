"""The guide in the program: every page of it, for whoever has signed in, with links that lead somewhere."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from hustings.web import guide
from tests.factories import make_user

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [
    "guide/",
    "guide/glossary/",
    *[
        f"guide/{each.stem}/"
        for each in sorted(DOCS.glob("guide/*.md"))
        if each.stem != "README"
    ],
    *[f"guide/rules/{each.stem}/" for each in sorted(DOCS.glob("rules/*.md"))],
]


@pytest.fixture
def client(client: Client) -> Client:
    client.force_login(make_user())
    return client


@pytest.mark.django_db
def test_every_page_is_served_and_its_links_lead_to_pages(client: Client) -> None:
    for page in PAGES:
        shown = client.get(f"/{page}").content.decode()
        main = shown[shown.index("<main") : shown.index("</main>")]
        assert main.count("<h1>") == 1, page
        assert not re.search(r"<th[^>]*></th>", main), page
        links = re.findall(r'href="([^"]+)"', main)
        local = {link.partition("#")[0] for link in links if "://" not in link}
        assert {each for each in local if each.strip("/") + "/" not in PAGES} == set()
    assert len(PAGES) > 30


@pytest.mark.django_db
def test_every_picture_of_a_page_is_shown_and_says_what_it_shows(
    client: Client,
) -> None:
    pages = "".join(client.get(f"/{page}").content.decode() for page in PAGES)
    shown = re.findall(r"<img [^>]*>", pages[pages.index("<main") :])
    assert {each for each in shown if not re.search(r'alt="[^"]{20,}"', each)} == set()
    sources = {source for each in shown for source in re.findall(r'src="(.*?)"', each)}
    for source in sources:
        answer = client.get(source)
        assert answer.status_code == 200, source
        assert answer["Content-Type"] == "image/png"
        assert len(answer.getvalue()) < 100_000
    files = {each.stem for each in DOCS.glob("guide/pictures/*.png")}
    assert {Path(source).stem for source in sources} == files


@pytest.mark.django_db
def test_no_other_picture_is_served(client: Client) -> None:
    assert client.get("/guide/pictures/nothing.png").status_code == 404


@pytest.mark.django_db
def test_every_page_can_be_reached_from_the_first(client: Client) -> None:
    reached, waiting = set(), ["/guide/"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        links = re.findall(r'href="(/guide/[^"#]*)', client.get(page).content.decode())
        waiting += set(links) - reached - set(waiting)
    assert reached == {f"/{page}" for page in PAGES}


@pytest.mark.django_db
def test_each_page_of_the_product_leads_to_the_guide(client: Client) -> None:
    assert 'href="/guide/"' in client.get("/campaigns/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["README/", "rules/README/", "nothing/", "rules/glossary/", "decisions/"]
)
def test_nothing_but_the_guide_is_served(client: Client, page: str) -> None:
    assert client.get(f"/guide/{page}").status_code == 404


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page of our own, in place of the guide."""
    (tmp_path / "guide").mkdir()
    monkeypatch.setattr(guide, "_docs", lambda: tmp_path)
    return tmp_path / "guide" / "sample.md"


def html(written: Path, text: str) -> str:
    written.write_text(text)
    return guide.page_of.__wrapped__("guide/sample").html


def test_no_raw_html_and_no_script_is_let_through(written: Path) -> None:
    text = "# T\n\n<script>alert(1)</script> <b>x</b>\n\n<div>y</div>\n\n[z](javascript:alert(1))"
    shown = html(written, text)
    assert not re.search(r"<(script|b|div)>|href=\"javascript", shown)
    assert "&lt;script&gt;" in shown


def test_a_link_between_documents_becomes_an_address(written: Path) -> None:
    shown = html(
        written, "# T\n\n[a](calendar.md#x) [b](../rules/imprint.md) [c](README.md)"
    )
    links = re.findall(r'href="([^"]+)"', shown)
    assert links == [
        reverse("guide:page", args=["calendar"]) + "#x",
        reverse("guide:rule", args=["imprint"]),
        reverse("guide:first"),
    ]


def test_each_cell_of_a_table_is_named_for_phones(written: Path) -> None:
    shown = html(written, "# T\n\n| word | means |\n|---|---|\n| pad | a sheet |\n")
    assert '<th scope="row">pad</th>' in shown
    assert '<td data-label="means">a sheet</td>' in shown


def test_the_empty_corner_of_a_table_is_no_heading(written: Path) -> None:
    shown = html(written, "# T\n\n| | first | A |\n|---|---|---|\n| B | 40 | 3 |\n")
    assert "<td></td>" in shown
    assert shown.count('<th scope="col">') == 2
    assert '<td data-label="first">40</td>' in shown


def test_the_guide_names_no_page_that_is_not_there() -> None:
    """Templates link by name: `{% url 'guide:page' 'calendar' %}`."""
    templates = Path("src/hustings").rglob("*.html")
    named = {
        name
        for each in templates
        for name in re.findall(r"guide:page' '([\w-]+)'", each.read_text())
    }
    assert named
    assert {name for name in named if f"guide/{name}/" not in PAGES} == set()
