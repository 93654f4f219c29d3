"""Walk sheets as PDF: who is on them, what they give away, and that each page says whose it is."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from pypdf import PdfReader

from hustings.apps.campaigns.models import AuditEntry, ConsentWording, Membership
from hustings.apps.canvass.actions import record_visit
from hustings.apps.canvass.paper import Choice, documents_for, electors_for, pages_in
from hustings.apps.canvass.visits import Visit
from hustings.apps.jobs.actions import enqueue, path_of
from hustings.apps.jobs.models import Job, StoredFile
from hustings.apps.jobs.worker import run_waiting
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import District
from hustings.core.canvassing import COUNTS_ONLY, NEUTRAL, Said
from hustings.core.errors import HustingsError
from hustings.core.printing import Detail
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db
RETURN = "Ada Example, 3 High Street, Exampleton"


@pytest.fixture
def member() -> Membership:
    campaign = make_campaign(
        return_address=RETURN, imprint_promoter="B. Agent, 1 Mill Lane"
    )
    return make_member(campaign, "organiser")


@pytest.fixture
def district(member: Membership) -> District:
    return make_district(member.campaign)


@pytest.fixture
def wording(member: Membership) -> ConsentWording:
    return make_wording(member.campaign)


def choice(*districts: District, **values: Any) -> Choice:
    asked: dict[str, Any] = {
        "districts": [d.pk for d in districts],
        "detail": Detail.NAMES,
        "scale": NEUTRAL,
        "reference": "ABC123",
    }
    return Choice(**asked | values)


def ask(member: Membership, *districts: District, **values: Any) -> Job:
    arguments = {
        "districts": [str(d.pk) for d in districts],
        "detail": "NAMES",
        "scale": NEUTRAL.name,
        "street": "",
        "side": "",
        "size": "a4",
    }
    job = enqueue(
        kind="canvass.walk-sheets",
        title="Walk sheets",
        by=member,
        arguments=arguments | values,
        at=START,
    )
    run_waiting()
    job.refresh_from_db()
    return job


def pages_of(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def printed(job: Job) -> bytes:
    assert job.state == Job.State.DONE, job.saying
    return path_of(StoredFile.objects.get(job=job)).read_bytes()


def words(member: Membership, asked: Choice) -> str:
    """Everything that the sheets would say."""
    return str([d.words for d in documents_for(member, asked, at=START)])


def test_each_page_says_whose_it_is_and_where_to_return_it(
    member: Membership, district: District, wording: ConsentWording
) -> None:
    for number in range(1, 61):
        make_elector(district, number=number, surname=f"Surname{number}")

    job = ask(member, district)

    pages = pages_of(printed(job))
    assert len(pages) == job.result["pages"] > 2
    for page in pages:
        told = " ".join(page.split())
        assert RETURN in told
        assert member.campaign.name in told
        assert str(job.result["reference"]) in told
    everything = " ".join(pages)
    assert all(f"Surname{number}" in everything for number in range(1, 61))
    assert "May we keep your answer" in " ".join(everything.split())


def test_several_districts_come_as_a_zip_of_one_pdf_each(
    member: Membership, district: District
) -> None:
    other = make_district(member.campaign, "ZZ9")
    for one in (district, other):
        make_elector(one)

    content = printed(ask(member, district, other))

    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert names == ["walk AB1.pdf", "walk ZZ9.pdf"]


def test_a_printing_is_in_the_audit_trail_and_may_be_run_twice(
    member: Membership, district: District
) -> None:
    make_elector(district)
    job = ask(member, district)
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)
    run_waiting()

    assert StoredFile.objects.filter(job=job).count() == 1
    entries = AuditEntry.objects.filter(verb__startswith="print walk sheets")
    assert {(e.operation, e.rows) for e in entries} == {("read", 1)}
    assert str(job.result["reference"]) in entries[0].verb


def test_whoever_must_be_left_alone_is_on_no_sheet(
    member: Membership, district: District, wording: ConsentWording
) -> None:
    door = make_door(district)
    names = {"X": "Quiet", "M": "Gone", "D": "Late", "N": "Stays"}
    for number, (code, surname) in enumerate(names.items(), start=1):
        elector = make_elector(district, number=number, surname=surname, door=door)
        said = Said(answer=NEUTRAL.by_code(code))
        record_visit(
            visit=Visit(happened_at=START, elector=elector, said=said),
            by=member,
            at=START,
        )
    make_elector(district, surname="Secret", is_anonymous=True)

    told = words(member, choice(district))

    assert "Stays" in told
    assert not any(name in told for name in ("Quiet", "Gone", "Late", "Secret"))


def test_a_sheet_of_addresses_says_nothing_about_anybody(
    member: Membership, district: District, wording: ConsentWording
) -> None:
    make_elector(district, surname="Nowak", number=4711)

    told = words(member, choice(district, detail=Detail.DOORS))

    assert "Mill Road" in told
    assert not any(text in told for text in ("Nowak", "4711", "will vote for us"))


def test_only_the_fullest_sheet_has_earlier_answers(
    member: Membership, district: District, wording: ConsentWording
) -> None:
    elector = make_elector(district)
    said = Said(answer=NEUTRAL.by_code("2"), agreed=True, poster=True)
    record_visit(
        visit=Visit(happened_at=START, elector=elector, said=said, consent=wording),
        by=member,
        at=START,
    )

    assert "2 leans to us, poster on 1 Apr" in words(
        member, choice(district, detail=Detail.VOTING)
    )
    assert "2, poster" not in words(member, choice(district))


def test_while_only_counts_are_kept_no_sheet_asks_an_opinion(
    member: Membership, district: District
) -> None:
    make_elector(district)

    told = words(member, choice(district, scale=COUNTS_ONLY))

    assert "spoken to" in told
    assert "will vote for us" not in told
    assert "OK" not in told


@pytest.mark.parametrize(
    ("role", "most"),
    [
        ("organiser", Detail.VOTING),
        ("canvasser", Detail.NAMES),
        ("printer", Detail.DOORS),
    ],
)
def test_a_role_prints_no_more_than_it_may_know(
    member: Membership, district: District, role: str, most: Detail
) -> None:
    make_elector(district)
    by = make_member(member.campaign, role)
    order = [Detail.DOORS, Detail.NAMES, Detail.VOTING]

    for detail in order[: order.index(most) + 1]:
        assert documents_for(by, choice(district, detail=detail), at=START)
    for detail in order[order.index(most) + 1 :]:
        with pytest.raises(HustingsError, match="at most"):
            documents_for(by, choice(district, detail=detail), at=START)


def test_plain_sheets_are_fetched_with_the_plain_right(
    member: Membership, district: District, client: Client
) -> None:
    make_elector(district)
    printer = make_member(member.campaign, "printer")
    named, plain = ask(member, district), ask(printer, district, detail="DOORS")
    client.force_login(printer.user)

    def fetch(job: Job) -> int:
        stored = StoredFile.objects.get(job=job)
        path = f"/campaigns/{member.campaign_id}/jobs/files/{stored.pk}/"
        response = client.get(path)
        if response.status_code == 200:
            assert b"".join(response.streaming_content)  # type: ignore[attr-defined]  # it streams
        return response.status_code

    assert (fetch(plain), fetch(named)) == (200, 403)


def test_sheets_with_answers_are_fetched_only_by_those_who_may_see_answers(
    member: Membership, district: District, client: Client
) -> None:
    """A canvasser sees the campaign's jobs, and may fetch names; what people said is not theirs to read."""
    make_elector(district)
    named, answers = ask(member, district), ask(member, district, detail="VOTING")
    canvasser = make_member(member.campaign, "canvasser")

    def fetch(by: Membership, job: Job) -> int:
        client.force_login(by.user)
        stored = StoredFile.objects.get(job=job)
        response = client.get(
            f"/campaigns/{member.campaign_id}/jobs/files/{stored.pk}/"
        )
        if response.status_code == 200:
            assert b"".join(response.streaming_content)  # type: ignore[attr-defined]  # it streams
        return response.status_code

    assert (fetch(canvasser, named), fetch(canvasser, answers)) == (200, 403)
    assert fetch(member, answers) == 200


def test_street_and_side_bound_what_is_printed(
    member: Membership, district: District
) -> None:
    wanted = make_door(district, street="Orchard Way", side="odd")
    for door in (wanted, make_door(district, street="Orchard Way", side="even"), None):
        make_elector(district, **({"door": door} if door else {}))

    def doors(**values: Any) -> set[object]:
        return {e.door for e in electors_for(member, choice(district, **values))}

    assert len(doors()) == 3
    assert len(doors(street="orchard way")) == 2
    assert doors(street="Orchard Way", side="odd") == {wanted}


def test_nobody_prints_beyond_their_area_or_campaign(
    member: Membership, district: District
) -> None:
    make_elector(district)
    elsewhere = make_district(member.campaign, "ZZ9")
    far = make_member(member.campaign, "canvasser", districts=[elsewhere.pk])
    stranger = make_member(make_campaign(return_address=RETURN))

    for by in (far, stranger):
        with pytest.raises(HustingsError, match="nobody to call on"):
            documents_for(by, choice(district), at=START)


def test_without_an_address_to_return_it_to_nothing_is_printed(
    district: District,
) -> None:
    homeless = make_member(make_campaign())
    own = make_district(homeless.campaign)
    make_elector(own)

    job = ask(homeless, own)

    assert job.state == Job.State.FAILED
    assert "where a lost sheet is to be returned" in job.saying


def test_a_sheet_has_about_forty_doors_and_keeps_streets_together(
    member: Membership, district: District
) -> None:
    for place in range(70):
        street = "Mill Road" if place < 30 else "Orchard Way"
        door = make_door(
            district,
            street=street,
            street_order=street.lower(),
            side="none",
            position=place,
        )
        make_elector(district, door=door)

    (document,) = documents_for(member, choice(district), at=START)

    sheets = {page["sheet"]: str(page) for page in document.words["pages"]}
    assert len(sheets) == 2
    first, second = sheets.values()
    assert ("Mill Road" in first, "Orchard Way" in first) == (True, False)
    assert pages_in([document]) == len(document.words["pages"])
    assert "Mill Road" not in second


@pytest.mark.parametrize("other_district", [False, True])
def test_a_stored_sheet_is_handed_out_no_more_once_somebody_on_it_asks_to_be_left_alone(
    client: Client, member: Membership, district: District, other_district: bool
) -> None:
    elector = make_elector(district)
    if other_district:
        elector = make_elector(make_district(member.campaign, "ZZ9"))
    make_elector(district)
    stored = StoredFile.objects.get(job=ask(member, district))
    where = reverse("jobs:file", args=[member.campaign_id, stored.pk])
    client.force_login(member.user)
    assert fetched(client, where) == 200

    set_do_not_contact(
        elector=elector, basis="objection", source_event=None, by=member, at=now()
    )

    assert fetched(client, where) == (200 if other_district else 404)


def fetched(client: Client, where: str) -> int:
    answer = client.get(where)
    assert answer.getvalue()
    return answer.status_code
