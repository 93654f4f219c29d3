"""Work for the tests of the worker."""

import os
import time
from pathlib import Path

from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import Report
from hustings.core.errors import HustingsError


def count_to_three(job: Job, report: Report) -> dict[str, object]:
    for n in (1, 2, 3):
        report(n, 3, f"{n} of 3")
    return {"counted": 3}


def ask_for_another_file(job: Job, report: Report) -> dict[str, object]:
    raise HustingsError("Send another file.")


def break_down(job: Job, report: Report) -> dict[str, object]:
    raise ZeroDivisionError


def hang_the_first_time(job: Job, report: Report) -> dict[str, object]:
    mark = Path(str(job.arguments["mark"]))
    if not mark.exists():
        mark.write_text(str(os.getpid()))
        time.sleep(60)
    return {"finished": "the second time"}
