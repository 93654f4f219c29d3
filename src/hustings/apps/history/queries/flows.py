"""Two elections that are kept, side by side, for where the votes went between them."""

from hustings.apps.history.models import Notional as Estimated
from hustings.apps.history.queries.elections import election_before, election_of
from hustings.apps.history.queries.notional import notional_before, notional_in
from hustings.core.errors import HustingsError
from hustings.core.psephology.notional import Notional
from hustings.core.psephology.past import Election
from hustings.core.psephology.transfers.polls import Polls, notional_polls, polls_of


def two_elections(earlier: str = "", later: str = "") -> tuple[Polls, Polls]:
    """The polls of two general elections, by year or day; "" is the latest one, and the one before the later.

    The earlier is the estimate on the later's boundaries where one is kept. HustingsError where either is not.
    """
    now = election_of(later)
    estimate = _estimate(earlier, now)
    if estimate:
        return notional_polls(estimate), polls_of(now)
    then = election_of(earlier) if earlier else election_before(now)
    if then is None:
        raise HustingsError(f"No general election before that of {now.day} is loaded.")
    if then.day >= now.day:
        raise HustingsError(
            f"The election of {then.day} was not before that of {now.day}: name the earlier one first."
        )
    return polls_of(then), polls_of(now)


def _estimate(earlier: str, now: Election) -> Notional | None:
    """The newest estimate of the earlier election on boundaries on which the later, or one before it, was held."""
    if not earlier:
        return notional_before(now)
    kept = Estimated.objects.filter(boundaries__lte=now.day).order_by("-boundaries")
    for day, boundaries in kept.values_list("day", "boundaries").distinct():
        if str(day).startswith(earlier):
            return notional_in(boundaries)
    return None
