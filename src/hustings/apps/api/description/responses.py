"""Answers that several calls give."""

from hustings.apps.api.description.schema import (
    MOMENT,
    TEXT,
    Json,
    answer,
    json_of,
    obj,
    one_of,
    ref,
)

TURNED_AWAY = json_of(ref("TurnedAway"))

RESPONSES: Json = {
    "Malformed": answer("The request is not as described; `words` say where.", TURNED_AWAY),
    "Unknown": answer("There is no such list for this phone.", TURNED_AWAY),
    "NotPossible": answer("It cannot be done as things stand; `words` say what to do.", TURNED_AWAY),
    "Wipe": answer(
        "This phone may read no more: wipe names and addresses, keep the outbox and hand it in.",
        json_of(obj(state=one_of(["revoked", "over"]), server_time=MOMENT)),
    ),
    "NoToken": answer(
        "No token, or one that is not known, over, or taken back.",
        TURNED_AWAY,
        {"WWW-Authenticate": {"schema": TEXT, "required": True}},
    ),
    "NoRight": answer("The token, or its holder, lacks the right.", TURNED_AWAY),
}  # fmt: skip
