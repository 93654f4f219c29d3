"""Every rule set has its page, and the page says what the rows say."""

from pathlib import Path

from hustings.core.elections.deposits import DEPOSITS
from hustings.core.elections.franchise_rules import MARKERS, VOTING_AGES
from hustings.core.elections.imprint import IMPRINTS
from hustings.core.elections.nomination import SUBSCRIBERS
from hustings.core.elections.spending_rules import SPENDING
from hustings.core.elections.timetable_rules import AFTER, BEFORE, NOMINATIONS
from hustings.core.elections.wording import long_date, pounds

DOCS = Path(__file__).parents[3] / "docs"


def page(name: str) -> str:
    return " ".join((DOCS / name).read_text(encoding="utf-8").split())


def test_franchise_page_has_every_letter_and_every_voting_age() -> None:
    text = page("rules/franchise.md")
    for marker in MARKERS:
        assert f"| {marker.letter} |" in text
    for row in VOTING_AGES:
        assert f"| {row.age} |" in text
        assert row.source.split(" (before")[0] in text


def test_timetable_page_has_every_line_with_its_days() -> None:
    text = page("rules/timetable.md")
    for row in BEFORE:
        if row.key not in {"polls-open", "polls-close", "emergency-proxy"}:
            line = text[text.index(f"| {row.name} |") :][:160]
            assert f"{row.back} |" in line
    for row in AFTER:
        assert f"| {row.name} | " in text
        assert str(row.after) in text
    for nominations in NOMINATIONS:
        assert f"| {nominations.notice}" in text
        assert f"| {nominations.close} (" in text


def test_spending_page_has_every_sum_and_its_days() -> None:
    text = page("rules/spending-limit.md")
    for row in SPENDING:
        assert pounds(row.fixed) in text
        assert not row.per_elector or f"{row.per_elector}p" in text
        assert long_date(row.valid_from) in text
        assert row.checked or "ask the returning officer" in text


def test_result_page_has_every_deposit() -> None:
    text = page("rules/deposit-and-result.md")
    for row in DEPOSITS:
        assert pounds(row.pence) in text
        assert row.checked or "ask the returning officer" in text


def test_imprint_and_nomination_pages_have_their_days_and_numbers() -> None:
    text = page("rules/imprint.md")
    for rule in IMPRINTS:
        assert long_date(rule.valid_from) in text
    text = page("rules/nomination-paper.md")
    for row in SUBSCRIBERS:
        assert f"| {row.number}" in text or (not row.number and "| none" in text)


def test_no_page_leaves_a_mark_where_it_should_say_whom_to_ask() -> None:
    for each in sorted((DOCS / "rules").glob("*.md")):
        assert "(check)" not in each.read_text(encoding="utf-8"), each.name


def test_glossary_has_the_words_that_the_code_uses() -> None:
    text = page("glossary.md")
    for word in [
        "contest",
        "ballot",
        "candidacy",
        "elector",
        "door",
        "visit",
        "pledge",
        "teller",
        "marker",
        "attainer",
        "imprint",
        "agent",
    ] + ["polling district", "walk sheet", "knock up", "absent voter"]:
        assert f"**{word}**" in text


def test_the_guide_says_plainly_what_an_independent_may_hold() -> None:
    text = page("guide/legal-basis.md")
    for words in ("explicit consent", "counts only", "paragraph 22", "Check this"):
        assert words.casefold() in text.casefold()
    for name in ("privacy-notice", "data-protection-assessment"):
        assert f"({name}.md)" in text
        assert "[" in page(f"guide/{name}.md")
