"""Rules about the code itself that no linter states."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from hustings.cli import main
from tests.addresses import Address, addresses
from tests.apps.campaigns.test_rights import (
    BY_LINK,
    FOR_ANYBODY_SIGNED_IN,
    FOR_EVERYBODY,
    FOR_PHONES,
    FOR_PROGRAMS,
)

SOURCE = Path("src/hustings")
MODULES = [p for p in sorted(SOURCE.rglob("*.py")) if "migrations" not in p.parts]
TESTS = [*sorted(Path("tests").rglob("*.py")), *sorted(Path("bench").rglob("*.py"))]
TEMPLATES = sorted(SOURCE.rglob("*.html"))
GUIDE = Path("docs/guide")
MOST_LINES, MOST_LINES_OF_A_FUNCTION = 400, 40
SETTING = re.compile(r"\bHUSTINGS_[A-Z_]+[A-Z]\b")
# Between processes of our own, or for tests alone: nobody sets them.
OUR_OWN = {"HUSTINGS_PROCESS", "HUSTINGS_STARTED_BY", "HUSTINGS_TEST_HOME"}
VAGUE = {
    "utils", "helpers", "common", "misc", "base", "manager", "data", "info", "process", "handle"
}  # fmt: skip


@pytest.mark.parametrize("address", addresses(), ids=str)
def test_every_view_names_the_right_it_requires(address: Address) -> None:
    assert (
        address.right
        or address.name in FOR_ANYBODY_SIGNED_IN | BY_LINK
        or address.name in FOR_PHONES | FOR_PROGRAMS | FOR_EVERYBODY
        or address.route.startswith("accounts/")
    )


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_modules_and_functions_stay_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= MOST_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MOST_LINES_OF_A_FUNCTION, (
                node.name
            )


@pytest.mark.parametrize("path", TESTS, ids=str)
def test_test_modules_stay_small_too(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_module_goes_by_a_name_that_says_nothing(path: Path) -> None:
    assert path.stem not in VAGUE


@pytest.mark.parametrize(
    "path", [p for p in MODULES if "core" in p.parts and p.stem != "__init__"], ids=str
)
def test_every_core_module_opens_with_what_a_campaigner_can_follow(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def commands(
    group: click.Group, names: tuple[str, ...] = ()
) -> Iterator[tuple[str, click.Command]]:
    """Every command that is not hidden, with its words: "register read"."""
    for name, command in group.commands.items():
        words = (*names, name)
        if isinstance(command, click.Group):
            yield from commands(command, words)
        elif not command.hidden:
            yield " ".join(words), command


COMMANDS = dict(commands(main))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert f"hustings {name}" in (command.epilog or command.help)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for(name: str) -> None:
    silent = [
        each.name
        for each in COMMANDS[name].params
        if isinstance(each, click.Option) and not each.help and not each.hidden
    ]
    assert silent == []


def guide() -> str:
    return "\n".join(p.read_text(encoding="utf-8") for p in sorted(GUIDE.glob("*.md")))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_guide(name: str) -> None:
    assert f"hustings {name}" in guide()


def settings_named() -> set[str]:
    text = "\n".join(
        p.read_text(encoding="utf-8") for p in [*MODULES, Path("Makefile")]
    )
    return set(SETTING.findall(text)) - OUR_OWN


def test_every_setting_is_in_the_guide_and_none_that_is_not() -> None:
    said = set(SETTING.findall((GUIDE / "settings.md").read_text(encoding="utf-8")))
    assert said == settings_named()


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_page_has_a_script_or_style_of_its_own_or_loads_from_outside(
    path: Path,
) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=\"", text)
    assert not re.search(r"(src|href)=\"(https?:)?//", text)


def test_what_is_ours_names_no_place_of_ours() -> None:
    """No path of a machine, and no name of a registry's host, in what is kept."""
    kept = [*MODULES, *TESTS, *TEMPLATES, *sorted(Path("docs").rglob("*.md"))]
    found = [
        str(path)
        for path in kept
        if path != Path(__file__).relative_to(Path.cwd())
        and re.search(r"/(work|root|home)/[a-z]", path.read_text(encoding="utf-8"))
    ]
    assert found == []
