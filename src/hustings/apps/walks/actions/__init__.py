"""Everything that changes walks, teams, rounds and who is out."""

from hustings.apps.walks.actions.cutting import cut_district
from hustings.apps.walks.actions.locating import locate_doors
from hustings.apps.walks.actions.map import choose_base_map
from hustings.apps.walks.actions.outings import hand_in, hand_out, revoke, take_out
from hustings.apps.walks.actions.teams import (
    add_team,
    begin_round,
    close_round,
    current_round,
    retire_team,
)
from hustings.apps.walks.actions.walks import (
    assign,
    merge,
    rename,
    retire,
    split,
    turn_round,
)

__all__ = [
    "add_team",
    "assign",
    "begin_round",
    "choose_base_map",
    "close_round",
    "current_round",
    "cut_district",
    "hand_in",
    "hand_out",
    "locate_doors",
    "merge",
    "rename",
    "retire",
    "retire_team",
    "revoke",
    "split",
    "take_out",
    "turn_round",
]
