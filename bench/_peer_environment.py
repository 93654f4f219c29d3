"""Programs of others that count the same papers, in an environment of their own: `python -m bench._peer_environment` makes it.

They are large (some 800 MB with what they bring), and nothing of ours needs them; the bench times ours beside them and
`make soak` holds our counts against theirs.
"""

import subprocess
import sys

from bench._papers import ROOT

HOME = ROOT / "var" / "bench-peers"
PYTHON = HOME / "bin" / "python"
PACKAGES = (
    "pref_voting==1.18.2",
    "pyrankvote==2.0.6",
    "votekit==3.5.0",
    "votelib==0.4.0",
)
_READY = HOME / "ready"


def ready() -> bool:
    """Whether the environment is there with these very packages."""
    return _READY.exists() and _READY.read_text("utf-8").split() == [*PACKAGES]


def install() -> bool:
    """Makes it where it is not; that needs the network. False where it cannot be made."""
    steps = (
        [sys.executable, "-m", "venv", str(HOME)],
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES],
    )  # fmt: skip
    for step in () if ready() else steps:
        if subprocess.run(step, stdout=sys.stderr, check=False).returncode:
            return False
    _READY.write_text("\n".join(PACKAGES) + "\n", "utf-8")
    return True


if __name__ == "__main__":
    if not install():
        sys.exit("The peers could not be installed: is there a network? Their figures and proofs are left out.")  # fmt: skip
