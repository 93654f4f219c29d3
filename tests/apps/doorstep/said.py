"""What people said at the door, as the fields of an event."""

from datetime import timedelta
from typing import Any

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording
from hustings.core.doorstep import Consent
from tests.factories import (
    START,
    TESTER,
)

HOUR = timedelta(hours=1)


def words_about(wording: ConsentWording, covers: str) -> ConsentWording:
    with acting(TESTER, "enter words"):
        return ConsentWording.objects.create(
            campaign=wording.campaign,
            notice=wording.notice,
            covers=covers,
            text="May we keep that of you? " * 2,
            entered_at=START,
        )


def answer(wording: ConsentWording | None, **fields: Any) -> dict[str, Any]:
    """The fields of a visit at which somebody answered 1 on the neutral scale."""
    return {
        "consent": Consent(wording.id, START) if wording else None,
        "payload": {"outcome": "spoken-to", "code": "1", "scale": "1 to 5"} | fields,
    }
