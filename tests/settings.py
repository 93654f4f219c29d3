"""The product's settings, with a home of the tests' own and a quick password hash."""

import os
import tempfile
from pathlib import Path

# Set before the settings are read, since they ask where the home is. Each of several processes of one run has a
# home of its own: a restore in one exchanges all files, and another's would be gone.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
# A process that a test starts is told the home itself.
BASE = os.environ.get(
    "HUSTINGS_TEST_HOME",
    str(Path(tempfile.gettempdir()) / f"hustings-tests-{os.getuid()}"),
)
os.environ["HUSTINGS_HOME"] = BASE if BASE.endswith(WORKER) else BASE + WORKER

from hustings.web.settings import *  # noqa: E402, F403, TID251 - all of them, changed below

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": STORAGES["default"],  # noqa: F405 - from the star
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # serve from the sources; nothing is collected for tests
BEFORE_IMPORT = ""  # copies have their own tests
