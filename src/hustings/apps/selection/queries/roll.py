"""The members' roll: who is on it, found by a few letters, and what it comes to in numbers."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.http import Http404

from hustings.apps.campaigns.models import Membership
from hustings.apps.selection.models import Ballot, SealedPaper, Voter
from hustings.apps.selection.models.ballot import OfCampaign
from hustings.core.spelling import folded

LEAST_LETTERS = 3
LAST = 3
"""Of one's own last papers that can be seen, and taken back, without looking the person up again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollFigures:
    """The roll in numbers; all that is left of it once it is erased."""

    on_roll: int
    in_doubt: int
    """Whose paper must be sealed, as long as nobody has ruled."""
    given: int
    """Voters who were given a paper, with those whose paper was sealed."""
    replaced: int
    """Papers handed back spoilt, each replaced by another."""
    sealed: int
    admitted: int
    refused: int

    @property
    def waiting(self) -> int:
        """Sealed papers on which nobody has ruled."""
        return self.sealed - self.admitted - self.refused

    @property
    def entitled(self) -> int:
        """Those on the roll who may vote: nothing in doubt, or admitted."""
        return self.on_roll - self.in_doubt + self.admitted

    @property
    def in_box(self) -> int:
        """Papers that should be found: given, less those that stay in their envelopes."""
        return self.given - self.waiting - self.refused

    @property
    def handed_out(self) -> int:
        """Papers that left the pile, spoilt ones among them."""
        return self.given + self.replaced


def voters_of(ballot: Ballot) -> OfCampaign[Voter]:
    """Everybody on the ballot's roll, each with the ballot, by name."""
    found = Voter.objects.filter(campaign=ballot.campaign_id, ballot=ballot)
    return found.select_related("ballot", "given_by__user")


def voter_of(ballot: Ballot, voter_id: UUID) -> Voter:
    """One of them; Http404 where the roll has nobody of that key."""
    found = voters_of(ballot).filter(pk=voter_id).first()
    if found is None:
        raise Http404
    return found


def sealed_of(ballot: Ballot) -> OfCampaign[SealedPaper]:
    """Every paper in an envelope with its voter, in the order of their names."""
    found = SealedPaper.objects.filter(campaign=ballot.campaign_id, ballot=ballot)
    return found.select_related("voter__ballot").order_by("voter__name", "pk")


def sealed_paper_of(voter: Voter) -> SealedPaper | None:
    """The voter's envelope, if there is one."""
    return SealedPaper.objects.filter(campaign=voter.campaign_id, voter=voter).first()


def found_at_door(ballot: Ballot, asked: str) -> OfCampaign[Voter]:
    """Whose name has each of the words, or whose number begins so; nobody for fewer than three letters."""
    if not is_enough(asked):
        return voters_of(ballot).none()
    return voters_of(ballot).filter(_said_to_be(asked))


def found_on_roll(ballot: Ballot, asked: str, *, in_doubt: bool) -> OfCampaign[Voter]:
    """The same for who looks after the roll: everybody where nothing is asked; or only those in doubt."""
    found = voters_of(ballot).filter(_in_doubt(ballot) if in_doubt else Q())
    return found.filter(_said_to_be(asked) if asked else Q())


def last_given(ballot: Ballot, by: Membership) -> OfCampaign[Voter]:
    """The last few to whom this member gave a paper, the latest first."""
    mine = voters_of(ballot).filter(given_by=by, given_at__isnull=False)
    return mine.order_by("-given_at")[:LAST]


def _said_to_be(asked: str) -> Q:
    by_name = Q(search__contains="")
    words = folded(asked).split()
    for word in words:
        by_name &= Q(search__contains=word)
    by_number = Q(number__istartswith=asked.strip())
    return by_name | by_number if words else by_number


def is_enough(asked: str) -> bool:
    """Whether so much was typed that somebody can be looked for: three letters, or a figure of the number."""
    letters = folded(asked).replace(" ", "")
    return len(letters) >= LEAST_LETTERS or any(map(str.isdigit, asked))


def roll_figures(ballot: Ballot) -> RollFigures:
    """The roll in numbers, now or as it was when it was erased."""
    if ballot.roll_erased_at:
        return RollFigures(**ballot.roll_figures)
    voters = voters_of(ballot).select_related(None)
    counts = voters.aggregate(
        on_roll=Count("pk"),
        in_doubt=Count("pk", filter=_in_doubt(ballot)),
        given=Count("given_at"),
        replaced=Sum("replaced", default=0),
    )
    of = SealedPaper.objects.filter(campaign=ballot.campaign_id, ballot=ballot)
    envelopes = of.aggregate(
        sealed=Count("pk"),
        admitted=Count("pk", filter=Q(ruling=SealedPaper.Ruling.ADMITTED)),
        refused=Count("pk", filter=Q(ruling=SealedPaper.Ruling.REFUSED)),
    )
    return RollFigures(**counts, **envelopes)


def figures_to_keep(ballot: Ballot) -> dict[str, int]:
    """The roll's numbers as they are kept when its rows go."""
    return asdict(roll_figures(ballot))


def _in_doubt(ballot: Ballot) -> Q:
    """As `Voter.why_in_doubt`, told by the database; whoever was sealed for another reason is in doubt too."""
    sealed = SealedPaper.objects.filter(campaign=ballot.campaign_id, ballot=ballot)
    doubt = ~Q(doubt="") | Q(pk__in=sealed.values("voter"))
    if ballot.member_by:
        late = Q(member_since=None) | Q(member_since__gt=ballot.member_by)
        doubt |= late & Q(source=Voter.Source.FILE)
    return doubt
