"""A map that lies on this server: one PMTiles file, of which a browser asks for the parts that it shows."""

import re
from http import HTTPStatus
from pathlib import Path

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from hustings.apps.campaigns.rights import May, MemberRequest, requires
from hustings.apps.walks.map_files import map_file

# A part as RFC 9110, 14.1.2 writes it; what reads PMTiles asks for one at a time.
PART = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
MOST = 8_000_000
"""Bytes of one answer; whoever wants more asks again."""


@require_GET
@requires(May.RECORD_VISITS)
def tiles(request: MemberRequest, name: str) -> HttpResponse:
    """The part of the file that was asked for, its beginning where none was."""
    path = map_file(name)
    if path is None:
        raise Http404
    asked = PART.fullmatch(request.headers.get("Range", "bytes=0-"))
    size = path.stat().st_size
    first = int(asked[1]) if asked else 0
    last = min(int(asked[2]) if asked and asked[2] else size - 1, size - 1)
    if not asked or first > last:
        beyond = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        beyond["Content-Range"] = f"bytes */{size}"
        return beyond
    return _part(path, first, min(last, first + MOST - 1), size)


def _part(path: Path, first: int, last: int, size: int) -> HttpResponse:
    with path.open("rb") as file:
        file.seek(first)
        found = file.read(last - first + 1)
    answer = HttpResponse(
        found, "application/octet-stream", status=HTTPStatus.PARTIAL_CONTENT
    )
    answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = f'"{int(path.stat().st_mtime)}-{size}"'
    return answer
