"""ZIPs: as councils send them, and as attackers would."""

import io
import struct
import zipfile
from collections.abc import Iterable

import pytest

from hustings.core.errors import HustingsError
from hustings.core.register.outcome import Outcome
from tests.core.register.council_files import (
    XPRESS_14,
    XPRESS_UPDATE,
    file,
    read,
    xpress,
    xpress_update,
)

ONE = file(XPRESS_14, xpress("AB1,1,0"))


def packed(*members: tuple[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", how) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return content.getvalue()


def from_zip(*members: tuple[str, str | bytes]) -> Outcome:
    return read(("council.zip", packed(*members)))


def test_52_files_of_one_council_are_one_register() -> None:
    districts = [f"D{number}" for number in range(52)]
    outcome = from_zip(
        *(
            (
                f"Register/{d}.csv",
                file(XPRESS_14, xpress(f"{d},1,0"), xpress(f"{d},2,0")),
            )
            for d in districts
        )
    )
    assert (len(outcome.files), outcome.counts.added, outcome.warnings) == (52, 104, ())
    assert outcome.files[0].name == "council.zip/Register/D0.csv"
    assert [report.name[-6:-4] for report in outcome.files[9:11]] == ["D9", "10"], (
        "in natural order"
    )


def test_what_computers_and_clerks_put_beside_the_register_is_passed_over() -> None:
    outcome = from_zip(
        ("__MACOSX/._a.csv", b"\0\0"),
        (".DS_Store", b"\0"),
        ("Thumbs.db", b"\0"),
        ("letter.pdf", b"%PDF"),
        ("a.csv", ONE),
    )
    assert outcome.counts.added == 1
    (warning,) = outcome.warnings
    assert "council.zip/letter.pdf" in warning


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("readme.txt", b"Supplied under regulation 108,\r\nfor elections only.\r\n"),
        ("read me.TXT", b""),
        ("empty.csv", b""),
        ("notes.log", b"\0\1\2"),
    ],
)
def test_a_note_or_an_empty_file_beside_the_register_is_passed_over_with_a_word(
    name: str, content: bytes
) -> None:
    outcome = from_zip((name, content), ("a.csv", ONE))
    assert outcome.counts.added == 1
    (warning,) = outcome.warnings
    assert warning == f"council.zip/{name} was passed over: it holds no register."


def test_a_letter_sent_with_the_files_is_passed_over_but_a_named_empty_register_is_told() -> (
    None
):
    outcome = read(
        ("letter.doc", b"\xd0\xcf\x11\xe0" + bytes(600)), ("a.csv", ONE.encode())
    )
    assert outcome.counts.added == 1
    assert outcome.warnings == ("letter.doc was passed over: it holds no register.",)
    with pytest.raises(HustingsError, match=r"b\.csv: .*empty"):
        read(("a.csv", ONE.encode()), ("b.csv", b""))


def test_updates_in_an_archive_are_put_in_the_order_of_their_months() -> None:
    def update(month: int, surname: str) -> str:
        return file(
            XPRESS_UPDATE, xpress_update("AB1-1", f"0,{month},0", surname, month)
        )

    outcome = from_zip(
        ("april.csv", update(4, "Last")),
        ("dec.csv", update(12, "First")),
        ("march.csv", update(3, "Middle")),
        ("r.csv", ONE),
    )
    assert outcome.warnings == ()
    assert next(outcome.register.open()).row.surname == "Last"


def inner() -> bytes:
    return packed(("a.csv", ONE))


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ([("../a.csv", ONE)], "outside"),
        ([("/etc/a.csv", ONE)], "outside"),
        ([("C:\\a.csv", ONE)], "outside"),
        ([("x\\..\\..\\a.csv", ONE)], "outside"),
        ([("a.csv", ONE), ("deep/../../b.csv", ONE)], "outside"),
        ([("more.zip", inner())], "archive itself"),
        ([("disguised.csv", inner())], "neither a workbook nor text"),
        ([("a.csv", b"")], "council.zip/a.csv: .*empty"),
        (
            [("a.csv", ONE), ("b.txt", "x;y;z;u\n" * 9)],
            "council.zip/b.txt: no known layout",
        ),
        ([("readme.txt", "Dear Sir,\n")], "council.zip/readme.txt: no known"),
        (
            [("a.csv", ONE), ("b.csv", b"x,y\n1,2\n")],
            "council.zip/b.csv: no known layout",
        ),
        ([], "no register file"),
        ([("letter.pdf", b"%PDF")], "no register file"),
    ],
    ids=[
        "up",
        "root",
        "drive",
        "backslash",
        "deep",
        "nested",
        "disguised",
        "empty",
        "strange text",
        "note alone",
        "strange",
        "nothing",
        "papers",
    ],
)
def test_an_archive_that_is_not_to_be_trusted_is_told(
    members: list[tuple[str, str | bytes]], told: str
) -> None:
    with pytest.raises(HustingsError, match=told):
        from_zip(*members)


def test_a_bomb_is_told_before_it_goes_off() -> None:
    with pytest.raises(HustingsError, match="trap"):
        from_zip(("a.csv", ONE), ("bomb.csv", bytes(60_000_000)))


def test_many_files_that_swell_together_are_told() -> None:
    noisy = b"".join(
        struct.pack(">I", number * 2654435761 % 2**32) for number in range(3_000_000)
    )
    letters = noisy.hex().encode()
    with pytest.raises(HustingsError, match="more than any register"):
        from_zip(*((f"{number}.csv", letters) for number in range(22)))


def test_thousands_of_members_are_told() -> None:
    with pytest.raises(HustingsError, match="at most 2,000"):
        from_zip(*((f"{number}.csv", "") for number in range(2_001)))


def test_a_size_that_lies_is_found_out() -> None:
    content = bytearray(packed(("a.csv", ONE * 2_000)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature) + offset
        content[at : at + 4] = struct.pack("<I", 100)
    with pytest.raises(HustingsError, match="broken"):
        read(("council.zip", bytes(content)))


def test_an_archive_under_a_password_is_told() -> None:
    content = bytearray(packed(("a.csv", ONE)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    with pytest.raises(HustingsError, match="password"):
        read(("council.zip", bytes(content)))


def damaged(content: bytes) -> Iterable[bytes]:
    yield content[: len(content) // 2]
    yield content[:-10]
    for at in range(0, len(content), 7):
        yield content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]


def test_a_damaged_archive_is_read_or_told() -> None:
    for content in damaged(
        packed(("AB1.csv", ONE), ("AB2.csv", ONE.replace("AB1", "AB2")))
    ):
        try:
            outcome = read(("council.zip", content))
        except HustingsError:
            continue
        assert outcome.counts.rows_in <= 2
