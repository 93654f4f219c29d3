"""A publisher's file arrives whole or not at all, whatever the server on the other side does."""

import gzip
import hashlib
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hustings.core.errors import HustingsError
from hustings.engine.fetching import Fetched, Limits, fetch

FILE = b"name,votes\n" + b"Ann Example,12\n" * 4000
HASH = hashlib.sha256(FILE).hexdigest()
QUICK = Limits(largest=200_000, silence=0.3, longest=20, attempts=3)
Answer = Callable[["Publisher"], None]


class Publisher(http.server.BaseHTTPRequestHandler):
    """Answers as the test says, one answer a request, the last one again and again; notes what was asked."""

    answers: list[Answer]
    asked: list[str | None]

    def do_GET(self) -> None:  # noqa: N802 - the name that http.server calls
        kind = type(self)
        kind.asked.append(self.headers["Range"])
        answer = kind.answers.pop(0) if len(kind.answers) > 1 else kind.answers[0]
        answer(self)

    def log_message(self, *_: Any) -> None:
        """Nothing: the test says what matters."""

    def say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def publisher() -> Iterator[type[Publisher]]:
    class Own(Publisher):
        answers: list[Answer] = []
        asked: list[str | None] = []

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Own) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        Own.address = f"http://127.0.0.1:{server.server_port}/file.csv"  # type: ignore[attr-defined]  # set per server
        yield Own
        server.shutdown()
        thread.join()


def whole(to: Publisher) -> None:
    to.say(200, FILE, ETag='"1"')


def cut_off(to: Publisher) -> None:
    to.say(200, FILE[:20_000], Content_Length=str(len(FILE)), ETag='"1"')


def rest(to: Publisher) -> None:
    begin = int((to.headers["Range"] or "bytes=0-")[6:-1])
    assert to.headers["If-Range"] == '"1"'
    to.say(206, FILE[begin:], Content_Range=f"bytes {begin}-{len(FILE) - 1}/{len(FILE)}", ETag='"1"')  # fmt: skip


def silent(to: Publisher) -> None:
    to.say(200, FILE[:20_000], Content_Length=str(len(FILE)), ETag='"1"')
    threading.Event().wait(1)


def elsewhere(address: str) -> Answer:
    return lambda to: to.say(302, b"", Location=address)


def got(publisher: Any, place: Path, *answers: Answer, **more: Any) -> Fetched:
    publisher.answers[:] = answers
    return fetch(publisher.address, place / "file.csv", limits=QUICK, **more)


def refused(publisher: Any, place: Path, *answers: Answer, **more: Any) -> str:
    """Why it was refused; nothing stands under the file's name."""
    with pytest.raises(HustingsError) as problem:
        got(publisher, place, *answers, **more)
    assert not (place / "file.csv").exists()
    return str(problem.value)


def test_a_file_arrives_whole_with_its_checksum(
    publisher: type[Publisher], tmp_path: Path
) -> None:
    seen: list[tuple[int, int | None]] = []
    found = got(publisher, tmp_path, whole, sha256=HASH, progress=lambda *n: seen.append(n))  # fmt: skip
    assert found == Fetched(tmp_path / "file.csv", HASH, len(FILE))
    assert found.path.read_bytes() == FILE
    assert seen[-1] == (len(FILE), len(FILE))
    assert [each.name for each in tmp_path.iterdir()] == ["file.csv"]


@pytest.mark.parametrize("interruption", [cut_off, silent])
def test_what_broke_off_goes_on_where_it_was(
    publisher: type[Publisher], tmp_path: Path, interruption: Answer
) -> None:
    assert got(publisher, tmp_path, interruption, rest).sha256 == HASH
    assert publisher.asked == [None, "bytes=20000-"]


def test_what_broke_off_every_time_is_kept_for_the_next_command(
    publisher: type[Publisher], tmp_path: Path
) -> None:
    said = refused(publisher, tmp_path, cut_off)
    assert "broke off at 20,000 of 60,011 bytes" in said
    publisher.asked.clear()
    assert got(publisher, tmp_path, rest).sha256 == HASH
    assert publisher.asked == ["bytes=20000-"]


def test_a_server_that_ignores_where_we_were_sends_all_again(
    publisher: type[Publisher], tmp_path: Path
) -> None:
    assert got(publisher, tmp_path, cut_off, whole).sha256 == HASH
    assert publisher.asked == [None, "bytes=20000-"]


def test_a_rest_from_another_place_and_a_newer_file_begin_anew(
    publisher: type[Publisher], tmp_path: Path
) -> None:
    def other_place(to: Publisher) -> None:
        to.say(206, FILE[100:], Content_Range="bytes 100-60010/60011")

    def gone(to: Publisher) -> None:
        to.say(416, b"")

    for answer in (other_place, gone):
        assert got(publisher, tmp_path, cut_off, answer, whole).sha256 == HASH


def test_without_a_tag_nothing_is_put_together_from_two_versions(
    publisher: type[Publisher], tmp_path: Path
) -> None:
    def cut(to: Publisher) -> None:
        to.say(200, FILE[:20_000], Content_Length=str(len(FILE)))

    assert got(publisher, tmp_path, cut, whole).sha256 == HASH
    assert publisher.asked == [None, None]


def test_a_server_that_says_less_than_it_sends_is_not_believed(
    publisher: type[Publisher], tmp_path: Path
) -> None:
    said = refused(publisher, tmp_path, lambda to: to.say(200, FILE, Content_Length="500"))  # fmt: skip
    assert "said 500 bytes and sent more" in said
    assert list(tmp_path.iterdir()) == []


def test_too_much_is_refused_whether_it_is_said_or_not(
    publisher: type[Publisher], tmp_path: Path
) -> None:
    def endless(to: Publisher) -> None:
        to.send_response(200)
        to.end_headers()
        for _ in range(50):
            to.wfile.write(FILE)

    much = "200,001 bytes or more"
    assert "300,055 bytes" in refused(publisher, tmp_path, lambda to: to.say(200, FILE * 5))  # fmt: skip
    assert much in refused(publisher, tmp_path, endless)
    assert list(tmp_path.iterdir()) == []


def test_it_follows_to_another_place_on_this_machine_and_no_further(
    publisher: Any, tmp_path: Path
) -> None:
    assert got(publisher, tmp_path, elsewhere("/other.csv"), whole).sha256 == HASH
    (tmp_path / "file.csv").unlink()
    round_and_round = refused(publisher, tmp_path, elsewhere(publisher.address))
    assert "without end" in round_and_round
    for address in ("file:///etc/passwd", "ftp://example.org/x", "http://example.org/x", "data:,x"):  # fmt: skip
        said = refused(publisher, tmp_path, elsewhere(address))
        assert f"{address}, to which" in said
        assert "is not followed: only https is" in said


def test_addresses_that_are_none_of_ours(tmp_path: Path) -> None:
    for address in ("file:///etc/passwd", "http://example.org/x", "https://", "gopher://x"):  # fmt: skip
        with pytest.raises(HustingsError, match="is not followed"):
            fetch(address, tmp_path / "x", limits=QUICK)


def test_a_page_that_says_sorry_is_no_file(
    publisher: type[Publisher], tmp_path: Path
) -> None:
    page = b"\n<!DOCTYPE html><title>Just a moment</title>"
    as_page = refused(publisher, tmp_path, lambda to: to.say(200, page, Content_Type="text/html"))  # fmt: skip
    as_table = refused(publisher, tmp_path, lambda to: to.say(200, page, Content_Type="text/csv"))  # fmt: skip
    missing = refused(publisher, tmp_path, lambda to: to.say(404, page))
    assert "sends a web page in place of the file" in as_page
    assert "sends a web page in place of the file" in as_table
    assert "answers 404 Not Found" in missing


def test_a_wrong_checksum_keeps_the_file_that_was_there(
    publisher: type[Publisher], tmp_path: Path
) -> None:
    target = tmp_path / "file.csv"
    target.write_text("as it was")
    publisher.answers[:] = [whole]
    with pytest.raises(HustingsError, match=f"its SHA-256 is {HASH}, and 00 was"):
        fetch(publisher.address, target, sha256="00", limits=QUICK)  # type: ignore[attr-defined]  # set per server
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("file.csv", "as it was")]  # fmt: skip


def test_a_compressed_file_stays_as_it_is(
    publisher: type[Publisher], tmp_path: Path
) -> None:
    packed = gzip.compress(FILE)
    found = got(publisher, tmp_path, lambda to: to.say(200, packed))
    assert found.path.read_bytes() == packed


def test_a_server_that_never_hangs_up_is_left_when_all_is_here(
    publisher: type[Publisher], tmp_path: Path
) -> None:
    def holds(to: Publisher) -> None:
        whole(to)
        to.wfile.flush()
        threading.Event().wait(1)

    assert got(publisher, tmp_path, holds).sha256 == HASH


def test_nobody_answers(tmp_path: Path) -> None:
    with pytest.raises(HustingsError, match="does not answer"):
        fetch("http://127.0.0.1:9/x", tmp_path / "x", limits=QUICK)
