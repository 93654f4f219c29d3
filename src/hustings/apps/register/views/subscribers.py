from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hustings.apps.campaigns.models import Council
from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.register.forms import SubscribersForm
from hustings.apps.register.models import Elector
from hustings.apps.register.queries import (
    Answer,
    Found,
    Several,
    find_electors,
)
from hustings.apps.register.standing import voting_of
from hustings.core.elections.franchise import MayVote
from hustings.core.elections.nomination import (
    PaperCheck,
    Subscriber,
    check_paper,
    subscribers_needed,
)


@require_http_methods(["GET", "POST"])
@requires(May.SEE_REGISTER)
def subscribers(request: MemberRequest) -> HttpResponse:
    """The elector numbers of a nomination paper, each checked against the register."""
    voting = voting_of(request.campaign)
    rule = subscribers_needed(voting.election, voting.nation, voting.polling_day)
    form = SubscribersForm(request.POST or None)
    check: PaperCheck | None = None
    if rule.number and form.is_valid():
        written = form.cleaned_data["numbers"]
        found = dict(zip(written, _found(request, written), strict=True))
        check = check_paper(written, rule, lambda text: found.get(text, []))
    context = {
        "form": form,
        "rule": rule,
        "check": check,
        "has_register": Elector.objects.of(request.campaign).exists(),
    }
    return render(request, "register/subscribers.html", context)


def _found(request: MemberRequest, written: list[str]) -> list[list[Subscriber]]:
    """Whom each number may mean; a council named after a comma tells two of one number apart."""
    parts = [text.partition(",") for text in written]
    numbers = [number for number, _, _ in parts]
    answers = find_electors(request.campaign, numbers, with_anonymous=True)
    return [
        [
            _subscriber(elector)
            for elector in _meant(answer)
            if _is_of(elector.district.council, council)
        ]
        for answer, (_, _, council) in zip(answers, parts, strict=True)
    ]


def _meant(answer: Answer) -> Sequence[Elector]:
    match answer:
        case Found(elector=elector):
            return [elector]
        case Several(electors=electors):
            return electors
        case _:
            return []


def _is_of(council: Council, typed: str) -> bool:
    """Whether the council is the one that was typed, the beginning of its name being enough; any where none was."""
    return council.name.casefold().startswith(typed.strip().casefold())


def _subscriber(elector: Elector) -> Subscriber:
    return Subscriber(
        key=str(elector.pk),
        shown=elector.full_number,
        in_area=True,
        may_vote=MayVote(elector.may_vote),
        anonymous=elector.is_anonymous,
        council=elector.district.council.name,
    )
