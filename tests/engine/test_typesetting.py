"""Long lists set by processes of their own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from hustings.core.errors import HustingsError
from hustings.core.printing import Document, Pad, tellers_pads
from hustings.engine.typesetting import TypesettingError, typeset_each
from tests.core.printing.samples import A4, FONTS


def pad(station: str) -> Document:
    return tellers_pads([Pad("AB", station)], paper=A4)


def test_documents_come_back_in_the_order_they_were_sent() -> None:
    stations = [f"Station {i}" for i in range(5)]
    pdfs = list(typeset_each(map(pad, stations), FONTS))
    texts = [PdfReader(BytesIO(pdf)).pages[0].extract_text() for pdf in pdfs]
    assert all(station in text for station, text in zip(stations, texts, strict=True))


def test_documents_are_taken_only_as_there_is_room_to_set_them() -> None:
    taken = []

    def sent() -> Iterator[Document]:
        for i in range(10):
            taken.append(i)
            yield pad(f"Station {i}")

    next(typeset_each(sent(), FONTS))
    assert len(taken) <= 3


def test_a_document_that_cannot_be_set_says_why() -> None:
    broken = replace(pad("Station"), words={})
    with pytest.raises(TypesettingError, match="words|key"):
        list(typeset_each([broken], FONTS))


def test_a_document_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(TypesettingError, match="not set within"):
        list(typeset_each([pad("Station")], FONTS, longest=0.01))


def test_missing_type_is_refused_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(HustingsError, match="make install"):
        list(typeset_each([pad("Station")], tmp_path))


def test_the_date_written_into_the_file_is_the_documents() -> None:
    (pdf,) = typeset_each([replace(pad("Station"), made_on=date(2026, 5, 7))], FONTS)
    metadata = PdfReader(BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == date(2026, 5, 7)
