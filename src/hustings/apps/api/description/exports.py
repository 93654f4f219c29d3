"""What a personal token opens."""

from hustings.apps.api.description.schema import (
    TEXT,
    Json,
    answer,
    json_of,
    obj,
    ref,
    shared,
)

AFTER: Json = {
    "name": "after",
    "in": "query",
    "required": False,
    "schema": {"type": "string", "pattern": "^[0-9]{1,17}-[0-9a-f]{32}$"},
    "description": "The Next-After of an earlier answer: go on behind that row.",
}
LIMIT: Json = {
    "name": "limit",
    "in": "query",
    "required": False,
    "schema": {"type": "integer", "minimum": 1, "maximum": 5000, "default": 5000},
    "description": "How many rows at most.",
}
ONWARDS: Json = {
    "Next-After": {
        "schema": TEXT,
        "description": "The place behind the last row; missing while there is no row at all. Keep it for the next call.",
    },
    "Link": {"schema": TEXT, "description": "With rel=next where there may be more now."},
}  # fmt: skip
TURNED_AWAY: Json = {"401": shared("NoToken"), "403": shared("NoRight")}


def _get(name: str, summary: str, responses: Json, parameters: list[Json]) -> Json:
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "tags": ["programs"],
            "security": [{"token": []}],
            "parameters": parameters,
            "responses": responses | TURNED_AWAY,
        }
    }


def _page(said: str, content: Json) -> Json:
    return {"200": answer(said, content, ONWARDS), "400": shared("Malformed")}


DOCUMENT = obj(openapi=TEXT, info={"type": "object"}, paths={"type": "object"})
EXPORT_PATHS: Json = {
    "/api/openapi.json": {
        "get": {
            "operationId": "openapi",
            "summary": "This document.",
            "tags": ["programs"],
            "security": [],
            "responses": {
                "200": answer(
                    "An OpenAPI 3.1 document.",
                    json_of(DOCUMENT | {"additionalProperties": True}),
                )
            },
        }
    },
    "/api/v1/token": _get(
        "token",
        "What the token in hand opens, and until when.",
        {"200": answer("The token.", json_of(ref("Token")))},
        [],
    ),
    "/api/v1/visits.jsonl": _get(
        "visits-lines",
        "Visits in the order in which they were received, one JSON object a line (`Visit`); the last minute's come later.",
        _page("A page of visits.", {"application/jsonl": {"schema": TEXT}}),
        [AFTER, LIMIT],
    ),
    "/api/v1/visits.csv": _get(
        "visits-csv",
        "The same as CSV, UTF-8 with a line of names; a cell that a spreadsheet would run begins with an apostrophe.",
        _page("A page of visits.", {"text/csv": {"schema": TEXT}}),
        [AFTER, LIMIT],
    ),
    "/api/v1/erased.jsonl": _get(
        "erased",
        "Whose answers were erased here, one JSON object a line (`Erased`): drop what you fetched of them.",
        {"200": answer("Electors' ids.", {"application/jsonl": {"schema": TEXT}})},
        [],
    ),
}
