"""What the app at the door asks."""

from hustings.apps.api.description.schema import (
    BASE64URL,
    KEY,
    MOMENT,
    TEXT,
    Json,
    answer,
    json_of,
    many,
    obj,
    or_null,
    ref,
    shared,
    text,
)

CLOCK: Json = {
    "name": "X-Phone-Time",
    "in": "header",
    "required": False,
    "schema": TEXT,
    "description": "The phone's clock as it sends, ISO 8601 with its zone; anything else counts as nothing said.",
}
CODE: Json = {
    "name": "code",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "minLength": 1},
    "description": "The code on the sheet or on the wall.",
}


def _call(name: str, summary: str, responses: Json, **more: object) -> Json:
    return {
        "operationId": name,
        "summary": summary,
        "tags": ["phones"],
        "responses": responses,
        **more,
    }


def _list(kind: str, shape: str, summary: str) -> Json:
    responses: Json = {
        "200": answer("The list.", json_of(ref(shape))),
        "401": shared("Wipe"),
        "404": shared("Unknown"),
        "409": shared("NotPossible"),
    }
    fetch = _call(f"fetch-{kind}", summary, responses, security=[{"phone": []}])
    return {"parameters": [CODE, CLOCK], "get": fetch}


def _back(kind: str) -> Json:
    responses: Json = {
        "200": answer("It is handed in.", json_of(obj(server_time=MOMENT))),
        "401": shared("Wipe"),
    }
    summary = "Hand the list in; the names on the phone are wiped."
    hand = _call(f"hand-in-{kind}", summary, responses, security=[{"phone": []}])
    return {"parameters": [CODE, CLOCK], "post": hand}


def _sent(schema: Json) -> Json:
    return {"required": True, "content": json_of(schema)}


JOINED = obj(
    phone=KEY,
    read=TEXT,
    hand_in=TEXT,
    until=or_null(MOMENT),
    campaign=obj(id=KEY, name=TEXT, key=BASE64URL),
    server_time=MOMENT,
)
ME = obj(
    state={"const": "in"},
    until=or_null(MOMENT),
    name=TEXT,
    walk=or_null(ref("Carried")),
    server_time=MOMENT,
)
DOOR_PATHS: Json = {
    "/door/api/join": {
        "post": _call(
            "join",
            "Enrol a phone by the secret of a personal link, which works once.",
            {
                "201": answer("Enrolled; the tokens are shown only now.", json_of(JOINED)),
                "400": shared("Malformed"),
                "409": shared("NotPossible"),
            },
            requestBody=_sent(
                obj(campaign=KEY, secret=text(100), name=text(150), app=text(20))
                | {"additionalProperties": True}
            ),
            security=[],
        )
    },
    "/door/api/me": {
        "parameters": [CLOCK],
        "get": _call(
            "me",
            "Whether this phone may still read, and until when.",
            {
                "200": answer("It may.", json_of(ME)),
                "401": shared("Wipe"),
            },
            security=[{"phone": []}],
        ),
    },
    "/door/api/events": {
        "post": _call(
            "hand-in-events",
            "Hand in sealed events, a megabyte at most; each is answered by itself, in the order sent.",
            {
                "200": answer(
                    "What became of each.",
                    json_of(obj(server_time=MOMENT, results=many(ref("Result")))),
                ),
                "400": shared("Malformed"),
                "409": shared("NotPossible"),
            },
            requestBody=_sent(ref("Batch")),
            security=[],
        )
    },
    "/door/api/walks/{code}": _list("walk", "Walk", "Take a walk out, with its doors in order."),
    "/door/api/walks/{code}/handed-in": _back("walk"),
    "/door/api/stalls/{code}": _list("stall", "Stall", "Take along whom people at a stall may turn out to be."),
    "/door/api/stalls/{code}/handed-in": _back("stall"),
    "/door/api/calls/{code}": _list("calls", "Calls", "Take along the next people to ring who agreed to it."),
    "/door/api/calls/{code}/handed-in": _back("calls"),
}  # fmt: skip
