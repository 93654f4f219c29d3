"""Everything that changes the register."""

from hustings.apps.register.actions.areas import area_of_our_own
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
from hustings.apps.register.actions.imports import (
    OutOfDate,
    Sent,
    agree,
    apply_import,
    ask_again,
    council_named,
    drop_import,
    make_preview,
    note_not_read,
    start_applying,
    start_import,
)
from hustings.apps.register.actions.mapping import save_mapping
from hustings.apps.register.actions.questions import answer_question

__all__ = [
    "OutOfDate",
    "Sent",
    "agree",
    "answer_question",
    "apply_import",
    "area_of_our_own",
    "ask_again",
    "correct_door",
    "correct_elector",
    "council_named",
    "drop_import",
    "end_correction",
    "lift_do_not_contact",
    "make_preview",
    "note_not_read",
    "recompute_franchise",
    "save_mapping",
    "set_do_not_contact",
    "start_applying",
    "start_import",
]
