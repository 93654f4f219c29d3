"""Slips of a tired volunteer at the upload: no file chosen, a column forgotten, two councils with the same letters."""

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.register.forms import MappingForm, SearchForm
from hustings.apps.register.models import Import
from hustings.core.register.layouts import ColumnMapping
from tests.apps.register.council import make_council
from tests.apps.register.pages import at
from tests.factories import make_district

pytestmark = pytest.mark.django_db


def test_an_upload_without_a_file_is_sent_back(
    client: Client, agent: Membership
) -> None:
    council = make_council(agent.campaign)
    response = client.post(at("import-new", agent), {"council": council.pk})
    assert response.status_code == 200
    assert "This field is required" in response.content.decode()
    assert not Import.objects.exists()


def test_columns_are_not_kept_without_the_letters_of_the_district() -> None:
    headings = ["Area", "Roll No", "Family Name", "Whole"]
    said = {"kind": "full", "number": "Roll No", "surname": "Family Name"}

    def form(**more: str) -> MappingForm:
        return MappingForm({**said, **more}, headings=headings, guess=ColumnMapping())

    assert form().errors == {
        "district": ["Say which column has the letters of the polling district."]
    }
    assert form(district="Area").is_valid()
    assert form(number="", whole_number="Whole").is_valid()


def test_a_district_named_by_its_council_is_not_named_twice(agent: Membership) -> None:
    first = make_district(agent.campaign, code="AB")
    other = make_district(agent.campaign, code="AC", council="Southham")
    first.name = "Exampleton"
    choices = str(SearchForm(districts=[first, other])["district"])
    assert ">AB, Exampleton</option>" in choices
    assert ">AC, Southham</option>" in choices
