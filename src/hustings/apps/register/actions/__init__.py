"""Everything that changes the register."""

from hustings.apps.register.actions.contact import (
    lift_do_not_contact,
    set_do_not_contact,
)
from hustings.apps.register.actions.correct import (
    correct_door,
    correct_elector,
    end_correction,
)
from hustings.apps.register.actions.franchise import recompute_franchise

__all__ = [
    "correct_door",
    "correct_elector",
    "end_correction",
    "lift_do_not_contact",
    "recompute_franchise",
    "set_do_not_contact",
]
