"""The past results' job: where the votes went between two elections."""

from hustings.apps.history.actions.flows import work_out
from hustings.apps.history.queries.flows import pair_of
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import Report


def work_out_flows(job: Job, report: Report) -> dict[str, object]:
    """Work the tables of two elections out; it tells of seats, each when it is fitted and when its table is worked out."""
    pair = pair_of(**job.arguments)
    done, total = 0, 2 * pair.seats

    def more(seats: int) -> None:
        nonlocal done
        done += seats
        report(done, total, f"{done // 2:,} of {pair.seats:,} seats")

    return {"tables": work_out(pair, more)}
