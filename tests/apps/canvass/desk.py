"""The desk as a browser would use it."""

from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from hustings.apps.campaigns.models import Membership
from hustings.apps.register.models import District


def at(name: str, member: Membership, *keys: Any) -> str:
    return reverse(f"canvass:{name}", args=[member.campaign_id, *keys])


def begin(client: Client, member: Membership, district: District, **values: Any) -> str:
    """Begin a round of today, and give the address of the district's entry page."""
    asked = {
        "district": district.pk,
        "on": localdate().isoformat(),
        "canvasser": "Ann Other",
    }
    response = client.post(at("begin", member), asked | values)
    assert response.status_code == 302, response.content.decode()
    return at("entry", member, district.pk)


def type_in(client: Client, address: str, line: str, **values: Any) -> str:
    """Type a line as a browser would: with the key that the page gave."""
    page = client.get(address).context["form"]
    key = page["key"].value()
    response = client.post(address, {"line": line, "key": str(key)} | values)
    assert response.status_code == 200
    return response.content.decode()
