"""What holds for every layout of every family."""

import pytest

from hustings.core.register.layouts import LAYOUTS, detect
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
