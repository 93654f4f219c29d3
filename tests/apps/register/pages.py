"""The register's pages in the tests: their addresses, and files sent in through them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hustings.apps.campaigns.models import Membership
from hustings.apps.jobs.worker import run_waiting
from hustings.apps.register.models import (
    Import,
)
from tests.apps.register.council import full, make_council

THREE = full(
    "AB,1,0,,,Begum,Asha,EX1 1AA,12 Mill Road,Exampleton",
    "AB,2,0,,2008-05-01,Begum,Omar,EX1 1AA,12 Mill Road,Exampleton",
    "AB,2,1,F,,Okoro,Chidi,,7 Elm Street,Exampleton",
)
"""Two at one door, one of them with an attainer's date, and one abroad."""


def at(name: str, member: Membership, *args: object) -> str:
    return reverse(f"register:{name}", args=[member.campaign.pk, *args])


def send_in(
    client: Client, member: Membership, content: str | bytes, name: str = "AB.csv"
) -> Import:
    council = make_council(member.campaign)
    data = content.encode() if isinstance(content, str) else content
    response = client.post(
        at("import-new", member),
        {"council": council.pk, "sent": [SimpleUploadedFile(name, data)]},
    )
    assert response.status_code == 302, response.content
    run_waiting()
    return Import.objects.latest()
