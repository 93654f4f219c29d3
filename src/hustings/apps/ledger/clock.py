"""Times by a phone's clock and by the server's."""

from django.db import models


class OnServersClock(models.Func):
    """A time by some device's clock, put right by that clock's known error in milliseconds."""

    # By way of UTC: adding to a time with a zone depends on the session's zone, and may not be generated.
    template = (
        "((happened_at AT TIME ZONE 'UTC') + clock_offset * interval '1 millisecond')"
        " AT TIME ZONE 'UTC'"
    )
    output_field = models.DateTimeField()
