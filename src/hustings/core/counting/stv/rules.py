"""How laws on the single transferable vote differ, as data. A law of this family is one entry in `laws`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from hustings.core.counting.marks import Reading, until_unclear
from hustings.core.counting.record import Exact


class Which(Enum):
    """The papers that carry a surplus."""

    ALL = auto()
    """Every paper the candidate holds (inclusive Gregory)."""
    LAST = auto()
    """Only those last received, which gave rise to the surplus (Gregory)."""


class Share(Enum):
    """What each of those papers is worth afterwards."""

    BY_VALUE = auto()
    """surplus × value ÷ the candidate's votes, papers without a further preference among them (weighted)."""
    BY_TRANSFERABLE = auto()
    """surplus ÷ the transferable papers, and never more than the paper was worth before."""
    BY_PAPERS = auto()
    """surplus ÷ all the papers, whatever they were worth before (unweighted)."""


class Batches(Enum):
    """In how many steps an excluded candidate's papers move."""

    TOGETHER = auto()
    """All at once, each at the value it has."""
    BY_VALUE = auto()
    """All papers of one value together, the highest first."""
    FIRSTS_THEN_VALUE = auto()
    """First preferences, then papers received, by value, the highest first."""
    AS_RECEIVED = auto()
    """Stage by stage, in the order in which they came."""


class Look(Enum):
    """Where a law looks to settle a tie, before it leaves it to a lot."""

    EARLIEST = auto()
    LATEST = auto()


class Compare(Enum):
    """Whether a sum that is equal is within a rule, or not."""

    LESS = auto()
    NOT_MORE = auto()

    def holds(self, left: Exact, right: Exact) -> bool:
        return left < right or (self is Compare.NOT_MORE and left == right)


def droop(valid: int, seats: int, unit: int) -> int:
    """Valid papers over seats and one, the fraction dropped, and one: the least that only `seats` can all reach."""
    return (valid // (seats + 1) + 1) * unit


def rounded_up(valid: int, seats: int, unit: int) -> int:
    """Valid papers over seats and one, in the smallest unit, a remainder counting for one (ERS97 5.1.6)."""
    return -(-valid * unit // (seats + 1))


class Back(Enum):
    """Which earlier votes settle a tie."""

    ANY = auto()
    """Any that differ."""
    ALL_APART = auto()
    """Those at a count at which no two of the tied had the same (Senate, s 273(22))."""
    NONE = auto()
    """None: a lot at once (Senate, s 273(17))."""

    def counts(self, votes: Sequence[Exact]) -> bool:
        """Whether the law looks at these, the votes of the tied at one point of the count."""
        if self is Back.ALL_APART:
            return len(set(votes)) == len(votes)
        return self is Back.ANY


@dataclass(frozen=True, slots=True)
class GregoryRules:
    """A law under which surpluses move as papers of reduced value.

    `paragraphs` are the law's own numbers for what a stage may say: quota, elected, surplus, exclusion, last, ties.
    """

    name: str
    title: str
    law: str
    paragraphs: "Paragraphs"
    places: int = 0
    """Decimal places of a paper's value; the rest is dropped."""
    quota: Callable[[int, int, int], int] = droop
    which: Which = Which.ALL
    share: Share = Share.BY_VALUE
    exact_values: bool = False
    """A paper's value is a fraction, and it is the votes credited that lose what is below a unit (Australia)."""
    batches: Batches = Batches.TOGETHER
    look: Look = Look.EARLIEST
    look_at_batches: bool = False
    """A tie looks at the votes after each batch, not only after each stage (ERS97; in Australia a batch is a count)."""
    in_turn: bool = False
    """A surplus of an earlier count goes before a larger one of a later (Australia)."""
    equal_surpluses: Back = Back.ANY
    """Which earlier votes settle the order of equal surpluses."""
    equals_in_order: bool = False
    """The law says who of those elected at one count with equal votes is taken to be elected first (Senate)."""
    defer: Compare | None = None
    """Surpluses wait where their sum cannot change who is lowest."""
    together: Compare | None = None
    """Several are excluded at once where their sum with the waiting surpluses cannot reach the next."""
    falling_quota: bool = False
    """The quota falls while papers run out and nobody is elected, and the active vote may elect (ERS97)."""
    last_without_transfer: bool = False
    """Where an exclusion would leave as many as there are seats, they are elected and no paper moves."""
    last_of_two: bool = False
    """The last seat goes to the higher of two, once no surplus waits (Senate, s 273(9) and (17)). Equal, a lot."""
    last_after_surpluses: bool = False
    """As many left as seats are elected only when no surplus waits (ACT, clause 4(2)(b))."""
    last_by_sum: bool = False
    """The last seat goes to whoever holds as much as all others and the waiting surpluses (NI rule 52(2))."""
    read: Reading = until_unclear

    @property
    def unit(self) -> int:
        return int(10**self.places)

    @property
    def keeps_apart(self) -> bool:
        """Whether it matters in which batch a paper came."""
        return self.which is Which.LAST or self.batches in (
            Batches.FIRSTS_THEN_VALUE,
            Batches.AS_RECEIVED,
        )


@dataclass(frozen=True, slots=True)
class Paragraphs:
    quota: str
    elected: str
    surplus: str
    excluded: str
    last: str
    ties: str
    defer: str = ""
    together: str = ""
    active: str = ""
    by_sum: str = ""
