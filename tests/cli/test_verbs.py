"""Commands are loaded when they are said, and all of them are there."""

import click
import pytest

from hustings.cli.main import VERBS, main
from hustings.cli.verbs import Verbs


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_is_a_command_of_that_name(name: str) -> None:
    assert main.commands[name].name == name


def test_verbs_are_a_mapping_like_any_other() -> None:
    verbs = Verbs({"demo": "demo:demo", "wrong": "demo:Path"})
    verbs["more"] = click.Command("more")
    assert (list(verbs), len(verbs), "demo" in verbs) == (["demo", "wrong", "more"], 3, True)  # fmt: skip
    del verbs["more"], verbs["demo"]
    assert list(verbs) == ["wrong"]
    assert verbs.get("no such verb") is None
    with pytest.raises(TypeError, match="no command"):
        verbs["wrong"]
