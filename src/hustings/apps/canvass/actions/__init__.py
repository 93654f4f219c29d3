"""Everything that changes what the canvass knows."""

from hustings.apps.canvass.actions.desk import (
    Entry,
    Reply,
    Round,
    enter,
    enter_doors,
    enter_elector,
    told_apart,
    visit_of,
)
from hustings.apps.canvass.actions.permissions import Permission, record_permission
from hustings.apps.canvass.actions.scales import add_scale, choose_scale, retire_scale
from hustings.apps.canvass.actions.visits import (
    Recorded,
    record_visit,
    record_visits,
    take_back_visit,
)

__all__ = [
    "Entry",
    "Permission",
    "Recorded",
    "Reply",
    "Round",
    "add_scale",
    "choose_scale",
    "enter",
    "enter_doors",
    "enter_elector",
    "record_permission",
    "record_visit",
    "record_visits",
    "retire_scale",
    "take_back_visit",
    "told_apart",
    "visit_of",
]
