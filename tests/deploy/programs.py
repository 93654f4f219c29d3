"""Programs of Debian's that tests of deploy/ use: installed, or unpacked by .ci/deploy-tools."""

import os
import shutil
from pathlib import Path

import pytest

UNPACKED = Path(__file__).parents[2] / ".set-up" / "debian" / "usr" / "bin"


def program(name: str) -> str:
    """Where it is; without it the test is skipped, but under CI it fails."""
    found = shutil.which(name) or shutil.which(name, path=str(UNPACKED))
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing: .ci/deploy-tools brings it")
    pytest.skip(f"{name} is not here: .ci/deploy-tools brings it")
