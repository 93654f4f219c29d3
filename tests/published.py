"""Published figures that lie beside the checkout and are never part of it."""

import os
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1].parent / "shared" / "data"


def published(*parts: str) -> Path:
    """The file, or the test is skipped; where everything must be there, it fails."""
    path = DATA.joinpath(*parts)
    if not path.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"A published file is missing: {path}")
        pytest.skip("the published files (shared/data) are not on this machine")
    return path
