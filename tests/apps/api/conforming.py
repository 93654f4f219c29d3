"""Every answer under /door/api/ and /api/ is held against the published document."""

import gzip
import json
import re
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker

from hustings.apps.api.description import document

DOCUMENT: Any = document()
LINES = {"/api/v1/visits.jsonl": "Visit", "/api/v1/erased.jsonl": "Erased"}


def pattern_of(path: str) -> str:
    return "^" + re.sub(r"\\{[a-z]+\\}", "[^/]+", re.escape(path)) + "$"


def described(path: str) -> str | None:
    """The path of the document that this address is one of."""
    return next((p for p in DOCUMENT["paths"] if re.match(pattern_of(p), path)), None)


def against(schema: dict[str, object], said: object) -> list[str]:
    """What of `said` is not as the schema has it."""
    whole = schema | {"components": DOCUMENT["components"]}
    checker = Draft202012Validator(whole, format_checker=FormatChecker())
    return [f"{each.json_path}: {each.message}" for each in checker.iter_errors(said)]


def not_as_described(method: str, path: str, answer: Any) -> list[str]:
    """What is wrong with an answer; nothing where it is as the document says."""
    found = described(path)
    if found is None:
        return [f"{path} is not described"]
    call = DOCUMENT["paths"][found].get(method.lower())
    if call is None:  # the document has no such method, and the server must say so
        return (
            [] if answer.status_code == 405 else [f"{method} {path} is not described"]
        )
    said = call["responses"].get(str(answer.status_code))
    if said is None:
        return [f"{method} {path}: {answer.status_code} is not described"]
    if "$ref" in said:
        said = DOCUMENT["components"]["responses"][said["$ref"].rpartition("/")[2]]
    return _headers(said, answer) + _body(found, said, answer)


def _headers(said: Any, answer: Any) -> list[str]:
    wanted = said.get("headers", {}).items()
    return [
        f"no header {name}"
        for name, each in wanted
        if each.get("required") and name not in answer
    ]


def _body(path: str, said: Any, answer: Any) -> list[str]:
    kind = answer["Content-Type"].partition(";")[0]
    content = answer.content
    if answer.get("Content-Encoding") == "gzip":
        content = gzip.decompress(content)
    if kind not in said["content"]:
        return [f"{path}: {kind} is not described"]
    if kind == "application/json":
        return against(said["content"][kind]["schema"], json.loads(content))
    if answer.status_code == 200 and path in LINES:
        line_of = DOCUMENT["components"]["schemas"][LINES[path]]
        lines = content.decode().splitlines()
        return [wrong for line in lines for wrong in against(line_of, json.loads(line))]
    return []


@pytest.fixture(autouse=True)
def every_answer_as_described(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever client a test uses, an answer that is not as described fails it."""
    asked = Client.request

    def request(self: Client, **values: Any) -> Any:
        answer = asked(self, **values)
        path = str(values["PATH_INFO"])
        if path.startswith(("/door/api/", "/api/v1/", "/api/openapi")):
            method = str(values.get("REQUEST_METHOD", "GET"))
            assert not_as_described(method, path, answer) == []
        return answer

    monkeypatch.setattr(Client, "request", request)
