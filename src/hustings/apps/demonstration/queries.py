"""What the start of the server says of the demonstration."""

from hustings.apps.accounts.models import User
from hustings.apps.demonstration.people import LOG_INS, LogIn


def log_ins() -> list[LogIn]:
    """The demonstration's log-ins that work now; none once a real campaign has closed them."""
    open_now = set(
        User.objects.filter(is_demonstration=True, is_active=True).values_list(
            "username", flat=True
        )
    )
    return [each for each in LOG_INS if each.username in open_now]
