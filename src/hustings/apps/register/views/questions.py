from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.register.actions import answer_question
from hustings.apps.register.queries import corrections_in, questions_in

PAGE = 25


@require_GET
@requires(May.CORRECT_REGISTER)
def questions(request: MemberRequest) -> HttpResponse:
    """Pairs that may be one person under two numbers, the likeliest first."""
    waiting = questions_in(request.membership).waiting()
    listed = waiting.select_related(
        "earlier__district", "later__district", "earlier__door", "later__door"
    ).order_by("-score", "earlier_id", "pk")
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    return render(request, "register/questions.html", {"page": page})


@require_POST
@requires(May.CORRECT_REGISTER)
def answer(request: MemberRequest, question_id: UUID) -> HttpResponse:
    """The same person, or not."""
    asked = questions_in(request.membership).select_related(
        "campaign", "earlier__district", "later__district"
    )
    found = get_object_or_404(asked, pk=question_id)
    same = request.POST.get("same") == "yes"
    answer_question(question=found, same=same, by=request.membership, at=now())
    messages.success(
        request,
        "Joined: what you know of this person goes on." if same else "Kept apart.",
    )
    return redirect("register:questions", request.campaign.pk)


@require_GET
@requires(May.SEE_REGISTER)
def corrections(request: MemberRequest) -> HttpResponse:
    """What has been put right by hand and holds; those that the council has since changed come first."""
    standing = corrections_in(request.membership).doubtful_first()
    listed = standing.select_related("elector__district", "door__district")
    context = {
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "may_correct": may(request.membership, May.CORRECT_REGISTER),
    }
    return render(request, "register/corrections.html", context)
