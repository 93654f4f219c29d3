"""Slates go with their campaign."""

from hustings.apps.safekeeping.erasing import erased_tables


def test_slates_and_their_tags_are_erased() -> None:
    assert {"slates_slate", "slates_tagged"} <= set(erased_tables())
