from hustings.apps.newcomers.actions.arrival import register_arrived
from hustings.apps.newcomers.actions.doors import (
    add_doors,
    area_named,
    confirm_joins,
    join_doors,
    keep_apart,
    part_doors,
    take_doors_away,
)
from hustings.apps.newcomers.actions.links import (
    ask_again,
    carry_on,
    follow_elector,
    link,
    link_sure,
    not_on_register,
    undo_link,
)
from hustings.apps.newcomers.actions.wishes import leave_alone, may_be_contacted

__all__ = [
    "add_doors",
    "area_named",
    "ask_again",
    "carry_on",
    "confirm_joins",
    "follow_elector",
    "join_doors",
    "keep_apart",
    "leave_alone",
    "link",
    "link_sure",
    "may_be_contacted",
    "not_on_register",
    "part_doors",
    "register_arrived",
    "take_doors_away",
    "undo_link",
]
