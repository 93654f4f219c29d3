"""The guide, served to whoever has signed in: the same pages as in `docs`, which travel in the wheel.

Raw HTML is shown as text, links between pages become addresses of this server, and each row of a table turns into
a card on a phone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from posixpath import join, normpath
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_GET
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

FIRST = "README"
GLOSSARY = "glossary"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the guide: its heading, and all of it as HTML."""

    title: str
    html: str


@require_GET
def page(
    request: HttpRequest, name: str = FIRST, folder: str = "guide"
) -> HttpResponse:
    """One page of the guide, of the rules, or the glossary."""
    key = _key(folder, name)
    again = name == FIRST and request.path != reverse("guide:first")
    if key not in _pages() or again:
        raise Http404
    context = {"page": page_of(key), "is_first": name == FIRST}
    return render(request, "guide.html", context)


@require_GET
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A picture of the guide."""
    if name not in _pictures():
        raise Http404
    return FileResponse((_docs() / "guide" / "pictures" / f"{name}.png").open("rb"))


addresses = (
    [
        path("", page, name="first"),
        path("pictures/<slug:name>.png", picture, name="picture"),
        path("<slug:name>/", page, name="page"),
        path("rules/<slug:name>/", page, {"folder": "rules"}, name="rule"),
    ],
    "guide",
)


@cache
def page_of(key: str) -> Page:
    """The page that is kept under a key such as `guide/calendar`."""
    text = (_docs() / f"{key}.md").read_text(encoding="utf-8")
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    for rule in ("fence", "code_block"):
        reader.add_render_rule(rule, _reachable_by_keyboard)
    tokens = reader.parse(text)
    for token in tokens:
        _turn_links(token, key)
        _align_by_class(token)
    _turn_rows_into_cards(tokens)
    title = next(each.content for each in tokens if each.type == "inline")
    return Page(title, reader.renderer.render(tokens, reader.options, {}))


def _docs() -> Path:
    """Where the pages lie: beside this module where installed, at the root of a checkout."""
    inside = Path(settings.BASE_DIR) / "docs"
    return inside if inside.is_dir() else Path(settings.BASE_DIR).parents[2] / "docs"


@cache
def _pages() -> frozenset[str]:
    """Every page that is served, so that no address reaches another file."""
    found = [*_docs().glob("guide/*.md"), *_docs().glob("rules/*.md")]
    return frozenset([*(f"{each.parent.name}/{each.stem}" for each in found), GLOSSARY])


@cache
def _pictures() -> frozenset[str]:
    """Every picture that is served."""
    return frozenset(each.stem for each in _docs().glob("guide/pictures/*.png"))


def _key(folder: str, name: str) -> str:
    return GLOSSARY if (folder, name) == ("guide", GLOSSARY) else f"{folder}/{name}"


def _turn_links(token: Token, key: str) -> None:
    for child in token.children or []:
        link = child.attrGet("href")
        if isinstance(link, str):
            child.attrSet("href", _address(link, key))
        shown = child.attrGet("src")
        if isinstance(shown, str):
            name = shown.rpartition("/")[2].removesuffix(".png")
            child.attrSet("src", reverse("guide:picture", args=[name]))


def _align_by_class(token: Token) -> None:
    """A column of figures is aligned by the style sheet: styles in the page itself are forbidden."""
    if token.attrs.pop("style", "") == "text-align:right":
        token.attrJoin("class", "number")


def _address(link: str, key: str) -> str:
    """The address of the page that a link in a document leads to; other links stay."""
    file, mark, place = link.partition("#")
    if "://" in link or not file.endswith(".md"):
        return link
    folder, _, name = normpath(join(key, "..", file)).rpartition("/")
    name = name.removesuffix(".md")
    if (folder, name) == ("guide", FIRST):
        return reverse("guide:first") + mark + place
    known = {"": "guide:page", "guide": "guide:page", "rules": "guide:rule"}
    return reverse(known[folder], args=[name]) + mark + place


def _turn_rows_into_cards(tokens: list[Token]) -> None:
    """Name each cell's column beside it, which a phone shows, and make the first of a row its heading."""
    headings: list[str] = []
    column, in_head = 0, False
    for token, following in zip(tokens, [*tokens[1:], Token("", "", 0)], strict=True):
        match token.type:
            case "table_open":
                token.attrSet("class", "cards")
            case "thead_open" | "thead_close":
                headings = [] if token.nesting == 1 else headings
                in_head = token.nesting == 1
            case "tr_open":
                column = 0
            case "th_open" if in_head and not following.content:
                token.tag = "td"  # the corner of a table heads nothing
                headings.append("")
            case "th_open" if in_head:
                token.attrSet("scope", "col")
                headings.append(following.content)
            case "th_close" if in_head and not headings[-1]:
                token.tag = "td"
            case "td_open" | "td_close":
                _name_cell(token, column, headings)
                column += token.nesting == -1


def _name_cell(token: Token, column: int, headings: Sequence[str]) -> None:
    if column == 0:
        token.tag = "th"
    if token.nesting == 1 and column == 0:
        token.attrSet("scope", "row")
    elif token.nesting == 1 and headings[column]:
        token.attrSet("data-label", headings[column])


def _reachable_by_keyboard(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, *rest: Any
) -> str:
    """A block of commands, which scrolls sideways on a phone and so must be reachable without a mouse."""
    html = getattr(renderer, tokens[index].type)(tokens, index, *rest)
    return str(html).replace("<pre>", '<pre tabindex="0">')
