"""The campaign's own questions at the door."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from hustings.apps.campaigns.languages import LANGUAGES
from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.doorstep.actions.questions import add_question, retire_question
from hustings.apps.doorstep.forms import QuestionForm
from hustings.apps.doorstep.models import Question


@require_http_methods(["GET", "POST"])
@requires(May.MANAGE_PHONES)
def home(request: MemberRequest) -> HttpResponse:
    """What is asked, what was asked before, and a form for one more."""
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        add_question(
            campaign=request.campaign,
            kind=form.cleaned_data["kind"],
            words=form.words(),
            options=form.options(),
            by=request.membership,
            at=now(),
        )
        messages.success(request, "Phones ask it from their next walk on.")
        return redirect("phones:questions", request.campaign.id)
    questions = list(Question.objects.of(request.campaign))
    context = {
        "form": form,
        "asked": [_shown(each) for each in questions if each.retired_at is None],
        "retired": [each for each in questions if each.retired_at],
    }
    return render(request, "phones/questions.html", context)


@require_POST
@requires(May.MANAGE_PHONES)
def retire(request: MemberRequest, question_id: UUID) -> HttpResponse:
    """Ask it no longer."""
    question = get_object_or_404(Question.objects.of(request.campaign), pk=question_id)
    retire_question(question=question, by=request.membership, at=now())
    messages.success(
        request, "It is asked no more. Answers that phones still bring are kept."
    )
    return redirect("phones:questions", request.campaign.id)


def _shown(question: Question) -> tuple[Question, str]:
    spoken = question.in_every_language()
    return question, ", ".join(LANGUAGES.get(code, code) for code in spoken)
