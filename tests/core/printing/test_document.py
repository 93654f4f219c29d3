"""Documents travel as JSON and say only what they were given."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from hustings.core.printing.document import Document, clean, numbered, telephone, tint

texts = st.text(max_size=30)


def document(name: str = "walk AB", **words: object) -> Document:
    return Document(
        name=name, title="T", description="walks", made_on=date(2026, 5, 7), words=words
    )


@given(
    st.dictionaries(
        texts, st.one_of(texts, st.integers(), st.booleans(), st.lists(texts))
    )
)
def test_a_document_comes_back_from_json_as_it_was(words: dict[str, object]) -> None:
    sent = document(words=words)
    assert Document.loads(sent.dumps()) == sent


@given(texts)
def test_clean_text_is_one_line_and_stays_clean(text: str) -> None:
    assert len(clean(text).splitlines()) <= 1
    assert clean(clean(text)) == clean(text)


def test_a_name_cannot_turn_the_rest_of_its_line_round() -> None:
    assert clean("Olwen\u202e Tre\u0000gar\tthen\u2067") == "Olwen Tregar then"


def test_a_telephone_number_is_isolated_from_the_words_around_it() -> None:
    assert telephone("020 7946\n0123") == "\u2066020 7946 0123\u2069"


def test_neighbouring_districts_have_different_bands_and_keep_them() -> None:
    assert tint("AB") == tint("AB") != tint("AC")


def test_files_never_cover_one_another_nor_leave_their_folder() -> None:
    names = [
        d.name
        for d in numbered(map(document, ["KD-2/2", "KD-2-2", "../x", "AB", "AB"]))
    ]
    assert names == ["KD-2-2", "KD-2-2 part 2", "..-x", "AB", "AB part 2"]
