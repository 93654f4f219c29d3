"""How many forms a language has for a number of things.

English says "1 door, 2 doors" and is done. Welsh has a form for 2, for 3 and for 6, Polish one for 2 to 4 and one for 5 and
more, Arabic six in all, Chinese one. A word that goes with a number has an entry for each form of its language:
`walk.doors.few` is what Polish says of 2, 3 or 4 doors.
"""

from collections.abc import Mapping

FORMS: Mapping[str, Mapping[str, str]] = {
    "en": {"one": "1", "other": "0, 2, 3 …"},
    "cy": {"zero": "0", "one": "1", "two": "2", "few": "3", "many": "6", "other": "4, 5, 7 …"},
    "ar": {"zero": "0", "one": "1", "two": "2", "few": "3, 4 … 10", "many": "11, 12 … 99", "other": "100, 101, 102"},
    "bn": {"one": "0, 1", "other": "2, 3, 4 …"},
    "so": {"one": "1", "other": "0, 2, 3 …"},
    "tr": {"one": "1", "other": "0, 2, 3 …"},
    "ur": {"one": "1", "other": "0, 2, 3 …"},
    "es": {"one": "1", "many": "1000000", "other": "0, 2, 3 …"},
    "pl": {"one": "1", "few": "2, 3, 4, 22 …", "many": "0, 5, 6 … 21", "other": "1.5"},
    "zh": {"other": "0, 1, 2 …"},
}  # fmt: skip
"""For each language the forms, with numbers that take them: Unicode CLDR 45, "Language Plural Rules", cardinals."""

EXACT = {
    code: frozenset(form for form, of in forms.items() if of in ("0", "1", "2"))
    for code, forms in FORMS.items()
}
"""The forms that stand for a single number, so that the words may name it ("a door") instead of the figure."""
