"""Choosing what to print: counted first, then printed as a job."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.jobs.models import Job
from hustings.apps.register.models import Elector
from tests.apps.canvass.desk import at
from tests.factories import (
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


def test_doors_and_pages_are_shown_before_printing(
    client: Client, member: Membership, elector: Elector, ask: Callable[..., Any]
) -> None:
    make_elector(elector.district, door=elector.door)

    context = client.get(at("sheets", member), ask()).context

    assert (context["doors"], context["people"], context["pages"]) == (1, 2, 1)
    assert not Job.objects.exists()


def test_printing_is_a_job(
    client: Client, member: Membership, elector: Elector, ask: Callable[..., Any]
) -> None:
    response = client.post(at("print", member), ask())

    job = Job.objects.get()
    assert response.status_code == 302
    assert job.kind == "canvass.walk-sheets"
    assert job.arguments["districts"] == [str(elector.district_id)]


def test_whoever_prints_only_plain_sheets_cannot_choose_names(
    client: Client, member: Membership, elector: Elector, ask: Callable[..., Any]
) -> None:
    client.force_login(make_member(member.campaign, "printer").user)

    assert client.post(at("print", member), ask()).status_code == 400
    assert client.post(at("print", member), ask(detail="DOORS")).status_code == 302
