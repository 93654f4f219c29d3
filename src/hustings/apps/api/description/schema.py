"""Short ways to write JSON Schema. Objects are closed: a field that is not named here is a mistake."""

from collections.abc import Iterable

Json = dict[str, object]

TEXT: Json = {"type": "string"}
KEY: Json = {"type": "string", "format": "uuid"}
MOMENT: Json = {"type": "string", "format": "date-time"}
DAY: Json = {"type": "string", "format": "date"}
YES_NO: Json = {"type": "boolean"}
BASE64URL: Json = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}
NUMBER: Json = {"type": "number"}
WORDS_BY_LANGUAGE: Json = {"type": "object", "additionalProperties": TEXT}


def text(longest: int) -> Json:
    return {"type": "string", "minLength": 1, "maxLength": longest}


def one_of(values: Iterable[str]) -> Json:
    return {"type": "string", "enum": sorted(values)}


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Json) -> Json:
    return {"type": "array", "items": schema}


def obj(**fields: Json) -> Json:
    """A closed object with all of these fields."""
    return {
        "type": "object",
        "properties": dict(fields),
        "required": list(fields),
        "additionalProperties": False,
    }


def said(words: str, schema: Json) -> Json:
    """The schema with words for who reads it."""
    return schema | {"description": words}


def may_lack(name: str, schema: Json) -> Json:
    """The object's schema, but `name` need not be there."""
    required = schema["required"]
    held = required if isinstance(required, list) else []
    return schema | {"required": [each for each in held if each != name]}


def json_of(schema: Json) -> Json:
    """The content of a request or an answer that is JSON."""
    return {"application/json": {"schema": schema}}


def answer(words: str, content: Json, headers: Json | None = None) -> Json:
    made: Json = {"description": words, "content": content}
    return made | ({"headers": headers} if headers else {})


def shared(name: str) -> Json:
    """One of the answers that several calls give."""
    return {"$ref": f"#/components/responses/{name}"}
