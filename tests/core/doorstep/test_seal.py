"""That the browser's own cryptography makes seals that open here is tested with the app, in the browser."""

from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.doorstep import (
    Unreadable,
    new_key,
    opener,
    private_bytes,
    seal,
    unwritten,
    written,
)

CAMPAIGN, EVENT = uuid4(), uuid4()
HELD = new_key(CAMPAIGN)


def sealed(text: bytes = b"an answer") -> bytes:
    return seal(text, event=EVENT, campaign=CAMPAIGN, key=HELD.public)


@given(st.binary(max_size=2000))
@settings(max_examples=30)
def test_the_campaign_opens_what_a_phone_sealed(text: bytes) -> None:
    assert HELD.open(unwritten(written(sealed(text))), str(EVENT)) == text


def test_the_key_is_the_same_after_it_was_put_away() -> None:
    again = opener(CAMPAIGN, private_bytes(HELD))

    assert again.public == HELD.public
    assert again.open(sealed(), str(EVENT)) == b"an answer"


def test_two_seals_of_one_text_have_nothing_in_common() -> None:
    assert sealed()[1:66] != sealed()[1:66]


@pytest.mark.parametrize("place", [0, 1, 40, 65, 66, 77, 78, -1])
def test_a_seal_altered_anywhere_is_broken(place: int) -> None:
    broken = bytearray(sealed())
    broken[place] ^= 1

    with pytest.raises(Unreadable):
        HELD.open(bytes(broken), str(EVENT))


@pytest.mark.parametrize("length", [0, 1, 66, 93, 94])
def test_a_seal_cut_short_is_broken(length: int) -> None:
    with pytest.raises(Unreadable):
        HELD.open(sealed()[:length], str(EVENT))


def test_a_seal_does_not_serve_for_another_event_or_another_campaign() -> None:
    elsewhere = opener(uuid4(), private_bytes(HELD))

    with pytest.raises(Unreadable):
        HELD.open(sealed(), str(uuid4()))
    with pytest.raises(Unreadable):
        elsewhere.open(sealed(), str(EVENT))
    with pytest.raises(Unreadable):
        new_key(CAMPAIGN).open(sealed(), str(EVENT))


@pytest.mark.parametrize("text", ["é", "a b", "a=b", "a+/b", "a"])
def test_only_base64url_is_read(text: str) -> None:
    with pytest.raises(Unreadable):
        unwritten(text)
