"""The app's files: small enough, every word from the languages, no word in the code."""

import re

import pytest

from hustings.apps.doorstep import assets
from hustings.core import words

MOST = 150_000
SCRIPTS = {
    path: content.decode()
    for path, content in assets.contents().items()
    if path.endswith(".js")
}
SOURCES = "\n".join(
    path.read_text("utf-8") for path in sorted(assets.FOLDER.rglob("*.js"))
)
# Texts that no person reads: names of styles, of the seal, of our own scales, and what the code says to itself.
NOT_READ = {
    "big main", "big answer", "chip red", "row left", "key main", "mark done", "list doors", "hustings door",
    "counts only", "another tab", "small line",
}  # fmt: skip


def test_the_whole_app_with_ten_languages_is_under_150_kb() -> None:
    sizes = {path: len(content) for path, content in assets.contents().items()}
    print(sum(sizes.values()), "bytes, of which words", sizes["words.json"])
    assert len(words.CODES) == 10
    assert assets.size() == sum(sizes.values()) < MOST


def test_every_key_that_the_app_uses_has_words() -> None:
    known = set(words.language("en").words)
    used = set(re.findall(r"\bw\(\s*\"([a-z0-9.-]+)\"", SOURCES))
    plural = set(re.findall(r"\bmany\(\s*\"([a-z0-9.-]+)\"", SOURCES))
    stems = set(re.findall(r"\bw\(`([a-z.]+)\$\{", SOURCES))

    assert len(used) > 80
    assert used <= known, used - known
    assert {f"{key}.other" for key in plural} <= known
    for stem in stems:
        assert any(key.startswith(stem) for key in known), stem


@pytest.mark.parametrize("path", SCRIPTS)
def test_no_words_stand_in_the_code(path: str) -> None:
    """Two words with a space between, within quotes, would be something to read."""
    source = (assets.FOLDER / path).read_text("utf-8")
    code = re.sub(r"^\s*//.*|\s//\s.*", "", source, flags=re.MULTILINE)
    texts = re.findall(r'"([^"\n]*)"', code) + re.findall(r"`([^`]*)`", code)
    found = {
        words
        for text in texts
        for words in re.findall(
            r"[A-Za-z]{2,} [A-Za-z]{2,}", re.sub(r"\$\{.*?\}", "", text)
        )
    }
    assert found <= NOT_READ, found
