"""The same papers counted again without somebody: who withdrew, died or may not stand, and whom that changes.

Papers pass over whoever is out, as though they had never been nominated.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given, RulesError, RuleSet


@dataclass(frozen=True)
class Recount:
    """A count beside the one before somebody went."""

    before: Count
    after: Count
    out: tuple[str, ...]
    """Who is out of the second count, in the order of the paper."""

    @property
    def came_in(self) -> tuple[str, ...]:
        """Elected now and not before."""
        return tuple(n for n in self.after.elected if n not in self.before.elected)

    @property
    def fell_out(self) -> tuple[str, ...]:
        """Elected before and not now, though they have not gone themselves."""
        kept = {*self.after.elected, *self.out}
        return tuple(name for name in self.before.elected if name not in kept)

    @property
    def left_seats(self) -> tuple[str, ...]:
        """Elected before, and gone now."""
        return tuple(name for name in self.before.elected if name in self.out)

    @property
    def said(self) -> str:
        """What changed, in a sentence or two."""
        without = f"Without {_listed(self.out)}"
        if not self.came_in and not self.fell_out and not self.left_seats:
            return f"{without} the same are elected."
        parts = [
            f"{_listed(self.came_in)} {_are(self.came_in)} elected"
            * bool(self.came_in),
            f"{_listed(self.fell_out)} {_are(self.fell_out)} no longer elected"
            * bool(self.fell_out),
            f"{_listed(self.left_seats)} had been elected" * bool(self.left_seats),
        ]
        return f"{without}: {'; '.join(filter(None, parts))}."


def recounted(
    poll: Poll, out: Collection[str], rules: RuleSet, given: Given | None = None
) -> Recount:
    """`poll` counted as it is and again without the names in `out`; lots and all else given serve both counts.

    Raises RulesError where `out` names nobody who stands, or everybody.
    """
    gone = tuple(name for name in poll.names if name in out)
    unknown = sorted(set(out) - set(poll.standing))
    if unknown or not gone:
        named = ", ".join(unknown) or "Nobody"
        raise RulesError(
            f"{named} cannot be taken out of the count; standing are: {', '.join(poll.standing)}."
        )
    if len(gone) == len(poll.standing):
        raise RulesError("If all who are standing withdraw there is nobody to elect.")
    asked = given or Given()
    after = replace(poll, withdrawn=poll.withdrawn | set(gone))
    return Recount(rules.count(poll, asked), rules.count(after, asked), gone)


def _are(names: Collection[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _listed(names: tuple[str, ...]) -> str:
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last
