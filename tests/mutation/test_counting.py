"""Small changes in the counting are noticed: a few in every run of the tests, all of them in `make soak`.

A change that nobody could notice stands in UNNOTICEABLE with its reason.
"""

import ast

import pytest

from tests.mutation.mutants import mutated, places
from tests.mutation.scoring import TESTS, Mutant, mutants, sample, surviving

FEW, SEED = 6, 3
UNNOTICEABLE = {
    ("stv/bundles", "while rest and rest[0] in elected:", "comparison"): "a "
    "hopeful candidate keeps all that reaches them, so paths that go on beyond them give the same votes, only slower",
    ("stv/groups", "return lowest[: max(sizes, default=0)]", "number"): "who "
    "goes with nobody else is found among all who may go, as where nobody is named here",
    ("stv/meek", "self.votes = dict.fromkeys(self.hopeful, 0)", "number"): "the first round sets them anew",
    ("stv/meek", "self.exhausted = self.quota = 0", "number"): "the first round sets them anew",
    ("stv/meek", "most = max((self.votes[place] for place in reached), default=0)", "number"): "where "
    "nobody has reached the quota, nobody is equal to any number",
    ("stv/ties", "self._say(places, left, max, Back.ALL_APART)", "most, least"): "where "
    "more than one is left, nobody is said to have had most or fewest",
    ("stv/gregory", "return 0", "number"): "there is no paper to be worth it",
    ("stv/gregory", "table.piles[giver].remove(parcel)", "left out"): "nobody asks again what the excluded hold",
    ("stv/meek", "if len(may_go) < 2:", "comparison"): "of "
    "two who may go neither is sure to lose: all votes that are not kept are as many quotas as seats left and one",
    ("stv/meek", "if len(may_go) < 2:", "number"): "as above",
    ("stv/fillings", "MOST_DEAD_ENDS = 200_000", "number"): "one more in so many is nothing anybody could see",
    ("stv/fillings", "some = [many > 0 for many in way]", "number"): "whoever "
    "is not found in the first way is looked for by a way of their own",
    ("stv/fillings", "def find(self, at: int = -1, least: int = 0, most: int = 0) -> list[int] | None:", "number"): "without "
    "a kind that is asked for, any number below 0 is none, and its least and most are not looked at",
    ("crosses", "joined = False", "truth"): "nothing stands before the first mark that could be joined to it",
    ("reopened", "if name in lines or (with_all_below and place > won[0])", "comparison"): "who "
    "stands at the first place that the line won is the line itself",
}  # fmt: skip
LEAST = 75
"""Of a hundred changes that can be noticed, so many at least are."""


def noticeable(mutant: Mutant) -> bool:
    place = mutant.place
    return (mutant.module, place.text, place.kind) not in UNNOTICEABLE


def test_a_few_changes_are_noticed() -> None:
    tried = list(filter(noticeable, sample(FEW, SEED)))
    assert [str(mutant) for mutant, survives in surviving(tried) if survives] == []


@pytest.mark.soak
@pytest.mark.parametrize("module", TESTS)
def test_changes_of_a_module_are_noticed(module: str) -> None:
    tried = list(filter(noticeable, mutants([module])))
    passed = [mutant for mutant, survives in surviving(tried) if survives]
    print(f"{module}: {len(tried) - len(passed)} of {len(tried)} noticed")
    for mutant in passed:
        print(f"  {mutant}")
    assert 100 * (len(tried) - len(passed)) >= LEAST * len(tried)


def test_every_unnoticeable_change_is_still_in_the_code() -> None:
    known = {(m.module, m.place.text, m.place.kind) for m in mutants(list(TESTS))}
    assert UNNOTICEABLE.keys() <= known


def test_a_change_is_one_and_of_its_kind() -> None:
    source = "def f(a, b):\n    if not a < b and max(a, 1) == b:\n        a += 2\n    return True\n"
    kinds = [place.kind for place in places(source)]
    assert kinds == ["and, or", "not", "comparison", "comparison", "most, least", "number", "left out", "number", "truth"]  # fmt: skip
    assert len({ast.unparse(mutated(source, n)) for n in range(len(kinds))}) == len(
        kinds
    )


def test_what_only_speaks_up_where_the_code_is_wrong_is_left_alone() -> None:
    assert places("pairs = zip(a, b, strict=True)\n") == []
    assert [place.kind for place in places("found = f(a, b=True)\n")] == ["truth"]


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "if not a < b or "), (2, "if not a <= b and "), (6, "None"), (8, "return False")],
)  # fmt: skip
def test_the_code_with_a_change(number: int, told: str) -> None:
    source = "def f(a, b):\n    if not a < b and max(a, 1) == b:\n        a += 2\n    return True\n"
    assert told in ast.unparse(mutated(source, number))
