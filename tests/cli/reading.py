"""`hustings register read` run in the tests, and what it says."""

import csv
import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from hustings.cli.main import main


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["register", "read", *map(str, arguments)])


def account(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def electors(folder: Path, *arguments: str | Path) -> list[dict[str, str]]:
    out = folder / "out.csv"
    result = run(*arguments, "--electors", out)
    assert result.exit_code == 0, result.output
    with out.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))
