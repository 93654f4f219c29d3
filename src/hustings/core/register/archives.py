"""ZIP archives of council files.

Nothing is ever unpacked onto the disk: each member is read where it lies. An archive that would swell beyond all measure,
that names a place outside itself, holds another archive or is under a password is not read, and we say what to do. Folders
are fine; what computers add by themselves is passed over, and so, with a word, are letters and pictures.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from hustings.core.register.opening import WhileOpen
from hustings.core.register.tables import UnreadableFile

MAX_MEMBERS = 2_000
MAX_TOTAL = 500 * 1024 * 1024
MAX_RATIO = 250
SMALL = 10 * 1024 * 1024
"""Bytes; below this a member may be squeezed as tightly as it likes."""
CHUNK = 1 << 20
LITTER = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE
)
NESTED = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz")
"""Endings of archives."""
PAPERS = (
    ".pdf",
    ".doc",
    ".docx",
    ".rtf",
    ".odt",
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".htm",
    ".html",
    ".msg",
    ".eml",
    ".md",
    ".xml",
    ".ini",
)
"""Endings of letters and pictures, which no register comes in."""


def is_workbook(opened: Callable[[], BinaryIO]) -> bool:
    """Whether a ZIP is in truth a workbook (XLSX is a ZIP of XML)."""
    try:
        with opened() as binary, zipfile.ZipFile(binary) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def check_size(name: str, opened: Callable[[], BinaryIO]) -> None:
    """Refuse an archive (or workbook) that would swell beyond measure, as `UnreadableFile`."""
    with (
        WhileOpen(name, BROKEN),
        opened() as binary,
        zipfile.ZipFile(binary) as archive,
    ):
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise UnreadableFile(
                name,
                f"it holds {len(members):,} files; at most {MAX_MEMBERS:,} are read.",
            )
        for member in members:
            _check_member(name, member)
        total = sum(member.file_size for member in members)
        if total > MAX_TOTAL:
            raise UnreadableFile(
                name,
                f"unpacked it would be {total >> 20:,} MB, more than any register. {SEND_PLAIN}",
            )


BROKEN = "the ZIP is broken. Ask for it again, or unpack it and send the files."
SEND_PLAIN = "Unpack it yourself, look at it, and send the files."


def _check_member(name: str, member: zipfile.ZipInfo) -> None:
    if member.flag_bits & 1:
        raise UnreadableFile(
            name,
            "it is under a password. Unpack it with the password and send the files.",
        )
    if member.file_size > SMALL and member.file_size > MAX_RATIO * member.compress_size:
        raise UnreadableFile(
            name,
            f"“{member.filename}” would swell to {member.file_size >> 20:,} MB: this looks like a trap. {SEND_PLAIN}",
        )


def members(
    name: str, opened: Callable[[], BinaryIO]
) -> tuple[list[tuple[str, Callable[[], BinaryIO]]], list[str]]:
    """The files inside, each with a way to open it, by name in natural order; and the names of papers passed over."""
    check_size(name, opened)
    kept: list[tuple[str, Callable[[], BinaryIO]]] = []
    papers: list[str] = []
    with (
        WhileOpen(name, BROKEN),
        opened() as binary,
        zipfile.ZipFile(binary) as archive,
    ):
        for member in archive.infolist():
            _check_name(name, member.filename)
            if member.is_dir() or LITTER.search(member.filename):
                continue
            if member.filename.lower().endswith(PAPERS):
                papers.append(f"{name}/{member.filename}")
                continue
            kept.append((f"{name}/{member.filename}", _opener(name, opened, member)))
    if not kept:
        raise UnreadableFile(
            name, "no register file is inside. Send CSV or XLSX, or a ZIP of them."
        )
    return sorted(kept, key=lambda each: natural(each[0])), papers


def _check_name(name: str, member: str) -> None:
    path = PurePosixPath(member.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in member or "\0" in member:
        raise UnreadableFile(
            name, f"“{member}” inside points outside the archive. {SEND_PLAIN}"
        )
    if member.lower().endswith(NESTED):
        raise UnreadableFile(
            name, f"“{member}” inside is an archive itself. {SEND_PLAIN}"
        )


def _opener(
    name: str, opened: Callable[[], BinaryIO], member: zipfile.ZipInfo
) -> Callable[[], BinaryIO]:
    def open_member() -> BinaryIO:
        with (
            WhileOpen(name, BROKEN),
            opened() as binary,
            zipfile.ZipFile(binary) as archive,
        ):
            return io.BytesIO(b"".join(_chunks(archive, member)))

    return open_member


def _chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def natural(text: str) -> list[tuple[int, str]]:
    """A sort key under which AB2 comes before AB10."""
    return [
        (int(part or 0), "") if part.isdecimal() else (-1, part.casefold())
        for part in re.split(r"([0-9]+)", text)
    ]
