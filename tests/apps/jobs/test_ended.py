"""A job that somebody asked for whose access has ended meanwhile: it reads, prints and writes nothing."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.jobs.actions import enqueue
from hustings.apps.register.models import Elector
from hustings.core.errors import HustingsError
from tests.apps.register.council import THREE, make_council, previewed
from tests.factories import START, TESTER, make_campaign, make_member

pytestmark = pytest.mark.django_db
# What members ask for by the rights of their own access. An erasure or a copy, once asked for, is due whoever asked.
ASKED_FOR = [
    kind
    for kind in settings.JOBS
    if kind.partition(".")[0]
    in ("canvass", "pollday", "register", "selection", "walks")
]


@pytest.mark.parametrize("kind", ASKED_FOR)
@pytest.mark.parametrize("how", ["ended_at", "ends_at"])
def test_it_does_nothing(kind: str, how: str, tmp_path: Path) -> None:
    campaign = make_campaign(return_address="12 Mill Road, Exampleton")
    member = make_member(campaign)
    found = previewed(make_council(campaign), tmp_path, THREE)
    asked: dict[str, object] = {"import": str(found.pk)}
    job = enqueue(kind=kind, title="Asked for", by=member, arguments=asked, at=START)
    with acting(TESTER, "end an access"):
        setattr(member, how, now() - timedelta(minutes=1))
        member.save()

    with pytest.raises(HustingsError, match="no longer in the campaign"):
        import_string(settings.JOBS[kind])(job, lambda *_: None)
    assert not job.files.exists()
    assert not Elector.objects.exists()
