"""Counts with compiled help give, letter for letter, the records that the standard library's path gives."""

import random
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import CATALOGUE
from hustings.core.counting.compiled import loading
from hustings.core.counting.countback import fill_by_countback
from hustings.core.counting.files.blt import write
from hustings.core.counting.packed import MOST_PAPERS, Packed
from hustings.core.counting.poll import Constraint, Poll
from hustings.core.counting.rules import Family, Given
from hustings.core.counting.shown.as_json import dumps
from hustings.core.counting.stv.laws import ACT
from hustings.core.errors import HustingsError
from tests.core.counting.machine_code import FOLDER, both, needed
from tests.core.counting.polls import polled, polls
from tests.published import published

STV = [name for name, rules in CATALOGUE.items() if rules.family is Family.STV]
COMPILED = [name for name in STV if not CATALOGUE[name].order_counts]
"""Where the order of papers counts they are read one by one, and no compiled code helps."""
FEW = 20


@pytest.fixture(autouse=True)
def _numba() -> None:
    needed()


def record(name: str, poll: Poll, given: Given) -> str:
    """The whole record as JSON, or why there is none."""
    try:
        return dumps(count_by(CATALOGUE[name], poll, given))
    except HustingsError as refusal:
        return str(refusal)


def packed(poll: Poll) -> Poll:
    """The same poll, its papers as columns of numbers."""
    _, found = both("".join(write(poll)).encode())
    assert isinstance(found.papers, Packed)
    return replace(poll, papers=found.papers)


def same(name: str, poll: Poll, other: Poll, given: Given) -> None:
    assert record(name, other, given) == record(name, poll, given), (name, poll.title)


def wards() -> Iterator[bytes]:
    with tarfile.open(published("stv", "scotland_2017.tar.xz")) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".blt") else None
            if file is not None:
                yield file.read()


def compare_wards(contents: list[bytes]) -> None:
    for content in contents:
        plain, other = both(content)
        assert isinstance(other.papers, Packed)
        for name in COMPILED:
            same(name, plain, other, Given(lots=plain.names))


def test_a_few_real_wards_have_the_same_records() -> None:
    compare_wards(random.Random(11).sample(list(wards()), FEW))


def test_whom_no_paper_names_is_found_in_columns_too() -> None:
    """New Zealand, clauses 20 and 21: a seat stays empty."""
    poll = polled(3, "30 AB, 20 B", "ABCDE")
    assert '"elected": ["A", "B"]' in record("meek-nz", packed(poll), Given())
    same("meek-nz", poll, packed(poll), Given())


@pytest.mark.soak
def test_every_real_ward_has_the_same_records() -> None:
    every = list(wards())
    assert len(every) > 350
    compare_wards(every)


@settings(max_examples=120, deadline=None)
@given(polls(), st.data())
def test_random_polls_have_the_same_records(poll: Poll, data: st.DataObject) -> None:
    """With lots and without, with candidates who withdrew: also the refusals are the same."""
    out = frozenset(data.draw(st.sets(st.sampled_from(poll.names))))
    lots = tuple(data.draw(st.permutations(poll.names))) if data.draw(st.booleans()) else ()  # fmt: skip
    poll = replace(poll, withdrawn=out)
    other = packed(poll)
    for name in COMPILED:
        same(name, poll, other, Given(lots=lots))


@settings(max_examples=60, deadline=None)
@given(polls(), st.integers(0, 2))
def test_constraints_are_kept_alike(poll: Poll, least: int) -> None:
    women = tuple(
        replace(each, groups=frozenset(("women",) if n % 2 else ("men",)))
        for n, each in enumerate(poll.candidates)
    )
    poll = replace(poll, candidates=women)
    given = Given(lots=poll.names, constraints=(Constraint("women", least),))
    for name in ("scotland", "meek"):
        same(name, poll, packed(poll), given)


def crowded(papers: int) -> Poll:
    """Papers nearly all unlike, and many who are elected one after another."""
    chance, size = random.Random(5), 14
    names = [f"N{n}" for n in range(size)]
    lines = [
        f"{chance.randint(1, 3)} {' '.join(map(str, chance.sample(range(1, size + 1), 12)))} 0"
        for _ in range(papers)
    ]
    text = "\n".join([f"{size} 11", *lines, "0", *(f'"{name}"' for name in names)])
    return both(text.encode())[0]


def test_a_crowded_poll_has_the_same_records() -> None:
    """The tree of Meek's papers outgrows the room that was made for it."""
    from hustings.core.counting.compiled.tree import Tree

    poll = crowded(2_000)
    other = packed(poll)
    assert isinstance(other.papers, Packed)
    tree = Tree(other.papers, b"", 10**9)
    for place in range(1, 12):
        tree.elect(place)
    tree.distributed(dict.fromkeys(range(1, 15), 10**8), per_paper=False)
    assert tree._made > 1 << 10
    for name in COMPILED:
        same(name, poll, other, Given(lots=poll.names))


def test_as_many_papers_as_compiled_numbers_can_add_up_are_counted_right() -> None:
    """One paper more and the poll is read plainly: either way no number overflows."""
    for papers in (MOST_PAPERS, MOST_PAPERS + 1):
        third = papers // 3
        text = f'3 2\n{papers - 2 * third} 1 2 3 0\n{third} 2 1 0\n{third} 3 2 1 0\n0\n"A"\n"B"\n"C"\n'
        plain, other = both(text.encode())
        assert isinstance(other.papers, Packed) == (papers == MOST_PAPERS)
        for name in COMPILED:
            same(name, plain, other, Given(lots=plain.names))


def test_a_finer_unit_than_64_bits_hold_is_refused() -> None:
    from hustings.core.counting.compiled.tree import Tree

    papers = packed(crowded(10)).papers
    assert isinstance(papers, Packed)
    with pytest.raises(OverflowError, match="do not fit"):
        Tree(papers, b"", 10**10)


def test_a_countback_looks_at_the_same_papers() -> None:
    poll = crowded(40)
    other = packed(poll)
    losers = [n for n in poll.names if n not in count_by(CATALOGUE["hare-clark-act"], poll, Given(lots=poll.names)).elected]  # fmt: skip
    for each in (poll, other):
        count = fill_by_countback(each, ACT, "N3", losers, poll.names)
        assert dumps(count) == dumps(fill_by_countback(poll, ACT, "N3", losers, poll.names))  # fmt: skip


@pytest.mark.parametrize("name", ["av", "sv", "plurality"])
def test_other_laws_count_columns_as_they_count_any_papers(name: str) -> None:
    poll = replace(crowded(60), seats=1)
    same(name, poll, packed(poll), Given(lots=poll.names))


def test_nothing_is_imported_before_it_is_asked_for() -> None:
    program = "import sys, hustings.cli.count; print({'numba', 'numpy'} & set(sys.modules))"  # fmt: skip
    assert _python(program) == "set()"


def test_machine_code_is_kept_in_its_folder_and_never_beside_the_program(
    tmp_path: Path,
) -> None:
    both(b'2 1\n1 1 0\n0\n"A"\n"B"\n"T"\n')
    assert list(FOLDER.rglob("kernels.*.nbi"))
    assert not list(Path(loading.__file__).parent.rglob("*.nbi"))
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    assert not loading._writable(in_the_way)
    assert loading._writable(tmp_path / "new" / "folder")


def _python(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()
