"""Do the tests bite? Small seeded changes to the core, each of which some test must notice.

A change swaps a comparison, an arithmetic or a logical operator, or moves a number by one. The short form tries a few
places of one module; `make soak` tries many of several, and names those that nobody noticed.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).parents[2]
# Modules of rows (limits, dates) are left out: their numbers are held to the rule pages, not to arithmetic.
SUBJECTS = {
    "core/elections/result.py": "tests/core/elections/test_result.py tests/core/elections/test_objectives.py tests/core/elections/test_results_file.py tests/golden",
    "core/elections/objectives.py": "tests/core/elections/test_objectives.py",
    "core/elections/franchise.py": "tests/core/elections/test_franchise.py",
    "core/register/numbers.py": "tests/core/register/test_numbers.py",
    "core/register/number_index.py": "tests/core/register/test_number_index.py",
    "core/canvassing/consent.py": "tests/core/canvassing",
}
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
# Some changes alter nothing, such as a bound that an earlier line has already drawn.
NOTICED = 0.8
FEW, MANY = 3, 12


def changes(tree: ast.Module) -> Iterator[tuple[ast.AST, str, object]]:
    """Every place that can be changed: the node, the field, and what stands there afterwards."""
    decorating = _decorating(tree)
    for node in ast.walk(tree):
        if node in decorating:
            continue
        if isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
            yield node, "ops", [SWAPS[type(node.ops[0])](), *node.ops[1:]]
        elif isinstance(node, (ast.BinOp, ast.BoolOp)) and type(node.op) in SWAPS:
            yield node, "op", SWAPS[type(node.op)]()
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            yield node, "value", node.value + 1


def _decorating(tree: ast.Module) -> set[ast.AST]:
    """What stands in decorators: the size of a cache alters nothing that a test could see."""
    return {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        for decorator in node.decorator_list
        for part in ast.walk(decorator)
    }


def is_noticed(module: str, tests: str, place: int, at: Path) -> bool:
    """Whether the module's tests fail once the change at this place is made, in a copy of the sources."""
    source = ROOT / "src" / "hustings" / module
    tree = ast.parse(source.read_text())
    node, field, value = list(changes(tree))[place]
    setattr(node, field, value)
    copy = at / "src"
    if not copy.exists():
        shutil.copytree(
            ROOT / "src", copy, ignore=shutil.ignore_patterns("vendor", "__pycache__")
        )
    changed = copy / "hustings" / module
    try:
        changed.write_text(ast.unparse(ast.fix_missing_locations(tree)))
        words = [
            "-q",
            "-x",
            "-p",
            "no:randomly",
            "-o",
            f"pythonpath={copy} {ROOT}",
            "--rootdir",
            str(ROOT),
            *tests.split(),
        ]
        environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words],
            cwd=ROOT,
            capture_output=True,
            check=False,
            env=environment,
        )
        return done.returncode == 1
    finally:
        changed.write_text(source.read_text())


def places(module: str, number: int, seed: int) -> list[int]:
    tree = ast.parse((ROOT / "src" / "hustings" / module).read_text())
    count = len(list(changes(tree)))
    return sorted(Random(seed).sample(range(count), min(number, count)))


def test_no_change_to_the_law_of_the_deposit_passes_unnoticed(tmp_path: Path) -> None:
    module, law = "core/elections/result.py", r"TWENTIETH\."
    source = ROOT / "src" / "hustings" / module
    lines = source.read_text().splitlines()
    nodes = [node for node, _, _ in changes(ast.parse(source.read_text()))]
    of_the_law = [
        n
        for n, node in enumerate(nodes)
        if re.search(law, lines[getattr(node, "lineno", 1) - 1])
    ]
    assert of_the_law
    tests = "tests/core/elections/test_result.py"
    assert [
        n for n in of_the_law[:FEW] if not is_noticed(module, tests, n, tmp_path)
    ] == []


@pytest.mark.soak
@pytest.mark.skipif(
    "HUSTINGS_SOAK" not in os.environ, reason="a long proof; make soak runs it"
)
@pytest.mark.parametrize("module", SUBJECTS)
def test_most_changes_are_noticed(module: str, tmp_path: Path) -> None:
    tried = places(module, MANY, seed=1)
    missed = [
        place
        for place in tried
        if not is_noticed(module, SUBJECTS[module], place, tmp_path)
    ]
    print(
        f"{module}: {len(tried) - len(missed)} of {len(tried)} noticed; not noticed: {missed}"
    )
    assert len(missed) <= (1 - NOTICED) * len(tried)
