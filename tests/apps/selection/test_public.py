"""What everybody sees of a published ballot, and the page that counts it again."""

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations_with_replacement, permutations
from pathlib import Path
from shlex import split

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import (
    SimpleUploadedFile,
    TemporaryUploadedFile,
)
from django.test import Client
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import AuditEntry
from hustings.apps.selection.actions.counting import count_papers, keep_lot
from hustings.apps.selection.models import Limit, PapersFile
from hustings.apps.selection.queries import recount
from hustings.apps.selection.queries.counting import hash_of, written_papers
from hustings.apps.selection.queries.published import published
from hustings.apps.selection.queries.signing import standing_of
from hustings.cli import main
from hustings.core.counting.record import MissingLot
from tests.apps.selection.counted import (
    make_counted,
    make_counting,
    make_published,
    publish_it,
    type_all,
)
from tests.apps.selection.making import make_nominee
from tests.factories import START, TESTER

pytestmark = pytest.mark.django_db
PAGES = ("", "recount/", "files/record.json", "files/record.csv", "files/record.pdf", "files/record.blt")  # fmt: skip


@pytest.fixture(autouse=True)
def nobody_has_counted_yet() -> None:
    """Each test begins with no tries of this address."""
    from django.core.cache import cache

    cache.clear()


def words(content: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).split())


def brought(content: str | bytes, name: str = "papers.blt") -> dict[str, object]:
    data = content.encode() if isinstance(content, str) else content
    return {"file": SimpleUploadedFile(name, data)}


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_there_before_the_publication(client: Client, page: str) -> None:
    ballot, *_ = make_counted()
    assert client.get(f"/ballots/{ballot.id}/{page}").status_code == 404
    assert client.post(f"/ballots/{ballot.id}/recount/").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_everything_is_there_afterwards_without_signing_in(
    client: Client, page: str
) -> None:
    ballot, _ = make_published()
    assert client.get(f"/ballots/{ballot.id}/{page}").status_code == 200
    assert client.get(f"/ballots/{ballot.id}/files/record.txt").status_code == 404


def test_the_page_shows_the_record_the_account_the_signatures_and_the_hash(
    client: Client,
) -> None:
    ballot, record = make_published()
    said = words(client.get(f"/ballots/{ballot.id}/").content)

    assert record.sha256 in said
    assert "The file holds 11 of 13 papers" in said
    assert "2 papers with 1 ranking that fewer than 5 papers share are left out" in said
    assert "printed 24 given 14 + replaced 0 + unused 10 24 Agrees" in said
    assert said.count(", scrutineer") == 2
    assert "Rejected papers Nothing marked 1" in said
    assert said.index("Bea Plum") < said.index("Every stage")


def test_the_public_file_has_no_ranking_that_few_share(client: Client) -> None:
    ballot, record = make_published()
    text = client.get(f"/ballots/{ballot.id}/files/record.blt").content.decode()

    assert "2 3 2 1 0" in record.papers
    assert "3 2 1 0" not in text
    assert text.startswith("3 1\n6 1 2 3 0\n5 2 1 0\n0\n")


def test_rankings_that_are_left_out_are_not_found_by_trying_for_the_hash() -> None:
    """Two papers are left out: of all pairs of rankings of three, none gives the hash that is published."""
    ballot, record = make_published()
    found = published(ballot.id)
    rankings = [
        bytes(order) for many in (1, 2, 3) for order in permutations((1, 2, 3), many)
    ]
    tried = set()
    for pair in combinations_with_replacement(rankings, 2):
        papers = Counter(found.shared.poll.papers) + Counter(pair)
        tried.add(hash_of(written_papers(replace(found.kept.poll, papers=papers))))

    assert hash_of(written_papers(found.kept.poll)) in tried
    assert record.sha256 == hash_of(record.papers)
    assert record.sha256 not in tried


def test_where_nothing_is_left_out_the_file_is_the_one_that_was_signed(
    client: Client,
) -> None:
    """The hash beside it is then the file's own, its line of chance with it."""
    ballot, record = make_published(publishes_all=True)
    text = client.get(f"/ballots/{ballot.id}/files/record.blt").content.decode()

    assert text == record.papers
    assert hash_of(text) == record.sha256


def test_a_title_that_looks_like_the_line_of_chance_changes_nothing() -> None:
    ballot, _ = make_published(title="Who # salt: stands")
    assert standing_of(ballot).is_current


def test_the_page_names_no_voter_and_no_typist(client: Client) -> None:
    ballot, _ = make_published()
    names = {voter.name for voter in ballot.voters.all()}
    names |= {each.typist.user.name for each in ballot.readings.select_related("typist__user")}  # fmt: skip
    for page in PAGES:
        content = client.get(f"/ballots/{ballot.id}/{page}").content
        assert not [name for name in names if name.encode() in content], page


def test_a_paper_is_followed_without_its_ranking_in_any_address() -> None:
    """Logs keep addresses, and beside them who asked: a voter would leave their own vote there."""
    ballot, _ = make_published()
    client = Client(enforce_csrf_checks=True)
    page = f"/ballots/{ballot.id}/"
    form = client.get(page).content.decode().split('id="follow"')[1].split("</form>")[0]

    assert 'method="post"' in form
    assert "kept nowhere" in words(form.encode())
    way = words(client.post(page, {"follow": "3 2"}).content)
    assert "Stage 2: it moved from Cy Quince to Bea Plum" in way
    assert "it moved from Cy Quince" not in words(
        client.get(page, {"follow": "3 2"}).content
    )


def test_the_full_file_gives_the_same_record(client: Client) -> None:
    ballot, record = make_published()
    answer = client.post(f"/ballots/{ballot.id}/recount/", brought(record.papers))
    said = words(answer.content)

    assert "Every figure of every stage is the published one" in said
    assert "the one that was counted and signed" in said


def test_the_published_file_is_known_and_said_to_lack_papers(client: Client) -> None:
    ballot, _ = make_published()
    found = published(ballot.id)
    answer = client.post(f"/ballots/{ballot.id}/recount/", brought(found.papers))
    said = words(answer.content)

    assert "Not the same" in said
    assert "The file is the published one, in which 2 of 13 papers are left out" in said
    assert "Ada Example is elected" in said or "Elected: Ada Example" in said


def test_another_file_is_said_to_be_another(client: Client) -> None:
    ballot, record = make_published()
    changed = record.papers.replace("6 1 2 3 0", "5 1 2 3 0")
    answer = client.post(f"/ballots/{ballot.id}/recount/", brought(changed))
    said = words(answer.content)

    assert "Not the same" in said
    assert "its hash is another. It holds 1 paper fewer" in said


def test_the_lots_of_the_count_serve_the_recount(client: Client) -> None:
    ballot, agent = make_counting(given=6)
    type_all(ballot, ["1 2"] * 3 + ["2 1"] * 3)
    keep_lot(ballot=ballot, name="Bea Plum", witnesses="all", by=agent, at=now())
    record = publish_it(ballot, agent)
    answer = client.post(f"/ballots/{ballot.id}/recount/", brought(record.papers))

    assert "Every figure of every stage" in words(answer.content)


def test_the_command_on_the_page_gives_the_record_to_the_last_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole file, counted by somebody who has neither this server nor its database."""
    ballot, agent = make_counting(given=9, rules="scotland", seats=2)
    with acting(TESTER, "set limits"):
        Limit.objects.create(campaign=ballot.campaign, ballot=ballot, group="women", at_least=1)  # fmt: skip
        ballot.nominees.filter(position=2).update(slate="Reds", groups=["women"])
        ballot.nominees.filter(position=3).update(withdrawn_at=START)
    make_nominee(ballot, "Vacancy", is_reopen=True)
    type_all(ballot, ["1 2"] * 4 + ["4"] * 4 + ["3 2"])
    with pytest.raises(MissingLot):
        count_papers(ballot=ballot, by=agent, at=now())
    keep_lot(ballot=ballot, name="Vacancy", witnesses="all", by=agent, at=now())
    record = publish_it(ballot, agent)
    found = published(ballot.id)
    (tmp_path / "papers.blt").write_text(record.papers)
    (tmp_path / "candidates.csv").write_text(found.candidates)
    monkeypatch.chdir(tmp_path)
    words = [*split(found.command)[1:], "--format", "json"]
    done = CliRunner().invoke(main, words, catch_exceptions=False)

    assert "--lot Vacancy --constraint 'women>=1'" in found.command
    assert done.stdout == record.record


def test_nothing_of_what_is_brought_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in the database nor, for a moment, on the disk; and no form's secret is asked for."""

    def on_disk(*_: object, **__: object) -> None:
        raise AssertionError("a file of papers was written to the disk")

    ballot, record = make_published()
    before = AuditEntry.objects.count()
    monkeypatch.setattr(TemporaryUploadedFile, "__init__", on_disk)
    client = Client(enforce_csrf_checks=True)
    answer = client.post(f"/ballots/{ballot.id}/recount/", brought(record.papers))

    assert "Every figure of every stage" in words(answer.content)
    assert AuditEntry.objects.count() == before
    assert not PapersFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'2 1\n1 1 2 0\n0\n"X"\n"Y"\n"t"\n', "The file is of other candidates"),
        (b"\x00\x01\x02", "papers.blt, line 1"),
        (b"", "found an empty file"),
        (
            b'3 1\n200000 1 0\n0\n"Ada Example"\n"Bea Plum"\n"Cy Quince"\n"t"\n',
            "this page counts at most 100,000",
        ),
        (
            b'3 1\n3 1 0\n3 2 0\n0\n"Ada Example"\n"Bea Plum"\n"Cy Quince"\n"t"\n',
            "are tied",
        ),
    ],
    ids=["others", "no text", "empty", "too many", "tied"],
)
def test_what_cannot_be_counted_is_refused_in_words(
    client: Client, content: bytes, said: str
) -> None:
    ballot, _ = make_published()
    answer = client.post(f"/ballots/{ballot.id}/recount/", brought(content))

    assert answer.status_code == 400
    assert said in words(answer.content)


def test_a_file_that_is_too_large_is_not_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    ballot, _ = make_published()
    answer = client.post(
        f"/ballots/{ballot.id}/recount/", brought(b"x" * (recount.LARGEST + 5000))
    )
    assert answer.status_code == 400
    assert "larger than 5 MB" in words(answer.content)


def test_a_count_from_one_address_is_limited(client: Client) -> None:
    ballot, record = make_published()
    statuses = [
        client.post(
            f"/ballots/{ballot.id}/recount/", brought(record.papers)
        ).status_code
        for _ in range(11)
    ]
    assert statuses == [200] * 10 + [429]
