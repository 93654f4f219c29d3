"""What holds for every layout of every family."""

import pytest

from hustings.core.register.files import SAVE_AS
from hustings.core.register.layouts import LAYOUTS, WITH_HEADINGS, detect, nearest
from tests.core.register.council_files import (
    XPRESS_14,
    file,
    row,
)


@pytest.mark.parametrize(
    "name", [name for name, layout in LAYOUTS.items() if layout.headings]
)
def test_each_layout_is_known_again_by_its_headings_in_any_spelling(name: str) -> None:
    layout = LAYOUTS[name]
    for spelled in (
        str.upper,
        str.lower,
        lambda text: text.replace(" ", "_"),
        lambda text: f" {text}. ",
    ):
        found = detect(
            [["A title"], [spelled(heading) for heading in layout.headings], []]
        )
        assert found is not None
        assert (found.layout.family, found.layout.kind) == (layout.family, layout.kind)


def test_unknown_letters_are_kept() -> None:
    assert row(file(XPRESS_14, "AB1,1,,K/é,,Okafor,Ngozi,,,,,,,")).marker == "K/é"


def test_no_message_names_a_file_of_ours_or_a_layout_by_our_own_word() -> None:
    """Whoever reads the message has the program and no folder of documents."""
    lacking = [["ChangeTypeID", "PDCode", "ElectorSurname", "RegisteredAddress1"]]
    told = [SAVE_AS, *(nearest([list(each.needs[:-1])]) for each in WITH_HEADINGS)]
    told.append(nearest(lacking))
    assert "changes to a register from Democracy Counts but has no column" in told[-1]
    for words in told:
        assert "docs/" not in words
        assert ".md" not in words
        assert not any(name in words for name in LAYOUTS if "-" in name), words
