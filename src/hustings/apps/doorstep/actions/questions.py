"""The campaign's own questions at the door."""

from datetime import datetime

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.doorstep.models import PHOTO_ID, Question


def ask_about_photo_id(
    *, campaign: Campaign, by: Membership | Actor, at: datetime
) -> None:
    """Begin with the question that loses most votes when nobody asks it; a campaign may retire it."""
    with acting(by, "ask about photo ID"):
        if not Question.objects.of(campaign).exists():
            add_question(
                campaign=campaign,
                kind=Question.Kind.YES_NO,
                words={"en": PHOTO_ID},
                by=by,
                at=at,
            )


def add_question(  # noqa: PLR0913 - a question is these facts
    *,
    campaign: Campaign,
    kind: str,
    words: dict[str, str],
    by: Membership | Actor,
    at: datetime,
    options: list[dict[str, object]] | None = None,
) -> Question:
    """Ask one more question from now on."""
    with acting(by, "add a question"):
        return Question.objects.create(
            campaign=campaign,
            position=Question.objects.of(campaign).count(),
            kind=kind,
            words=words,
            options=options or [],
            asked_from=at,
        )


def retire_question(*, question: Question, by: Membership, at: datetime) -> None:
    """Ask it no longer; what phones that are out still bring of it is kept."""
    with acting(by, "retire a question"):
        Question.objects.filter(
            campaign=question.campaign_id, pk=question.pk, retired_at=None
        ).update(retired_at=at)
