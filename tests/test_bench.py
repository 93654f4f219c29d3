"""The benchmarks' table: what it says of limits, and that it knows every benchmark."""

import sys
from pathlib import Path

import pytest

from bench import __main__ as table
from bench.figures import Figure

SLOW = Figure("reading", 9.1, "s", floor=2.0, limit=8, peak_mib=206.5)
QUICK = Figure("writing", 1.0, "s", floor=2.0)


@pytest.mark.parametrize("figure", [SLOW, QUICK])
def test_a_figure_comes_out_of_its_process_as_it_was(figure: Figure) -> None:
    assert Figure.loads(figure.dumps()) == figure


def test_what_is_over_its_limit_is_named_with_both_figures() -> None:
    said = list(table._verdict([SLOW, QUICK], []))
    assert said[0] == "0 of 1 limits kept."
    assert said[1] == "OVER ITS LIMIT: reading: 9.10 s, at most 8."


def test_every_module_that_measures_is_run_and_none_that_helps() -> None:
    here = {path.stem for path in Path("bench").glob("*.py") if path.stem[0] != "_"}
    helping = {"alone", "database", "figures", "register_files"}
    assert set(table._benchmarks()) == here - helping


def test_each_benchmark_runs_in_a_process_of_its_own(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "python"
    line = QUICK.dumps().replace('"', '\\"')
    program.write_text(
        f'#!/bin/sh\n[ "$3" = broken ] && exit 3\necho "{line}"\n', encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    assert table.main(["one", "two"]) == 0
    assert capfd.readouterr().out.count("writing") == 2
    assert table.main(["broken", "two"]) == 1
    assert "NOT FINISHED: broken" in capfd.readouterr().out
