"""Documents lead somewhere: no link is broken, and every page of the guide is on its first page."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_is_broken(page: Path) -> None:
    local = [link for link in LINK.findall(page.read_text()) if "://" not in link]
    missing = [link for link in local if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("folder", ["guide"])
def test_every_page_is_on_the_first_page(folder: str) -> None:
    pages = {page.name for page in (ROOT / "docs" / folder).glob("*.md")} - {
        "README.md"
    }
    first = (ROOT / "docs" / folder / "README.md").read_text()
    assert {page for page in pages if f"({page})" not in first} == set()


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(
        int(page.name[:4]) for page in (ROOT / "docs" / "decisions").glob("*.md")
    )
    assert numbers == list(range(1, len(numbers) + 1))


def test_nothing_speaks_of_where_it_was_made() -> None:
    text = "\n".join(page.read_text() for page in PAGES)
    assert not re.search(r"/work/|/root/|pypi\.org|registry\.npmjs", text)
