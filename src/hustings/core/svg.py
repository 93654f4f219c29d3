"""What drawings of votes have in common: words, lines, ribbons and the frame that a screen reader can announce.

Looks are attributes and no style sheet, as a page's policy may forbid styles within it. A drawing has a title and a
description; its figures stand in a table beside it, and nothing is told by colour alone.
"""

from html import escape

LETTERS = (
    'font-family="\'Noto Sans\',system-ui,sans-serif" font-size="12" fill="#1b1b1b"'
)
HALO = 'paint-order="stroke" stroke="#fff" stroke-width="3"'
RIBBON = ' fill="#b3541e" fill-opacity=".38" stroke="#7a3410" stroke-opacity=".6" stroke-width=".5"'


def picture(
    size: tuple[float, float],
    ident: str,
    title: str,
    description: str,
    body: str,
    *,
    role: str = "img",
) -> str:
    """The whole drawing, width × height; `ident` begins the ids of title and description, the page's only ones.

    `role` is "img" for one picture to be announced as a whole, "group" where it has links of its own.
    """
    width, height = size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="{role}" '
        f'aria-labelledby="{ident}-title {ident}-desc"><title id="{ident}-title">{escape(title)}</title>'
        f'<desc id="{ident}-desc">{escape(description)}</desc>'
        f'<rect width="100%" height="100%" fill="#fff"/><g {LETTERS}>{body}</g></svg>'
    )


def text(x: float, y: float, words: str, looks: str = "") -> str:
    """Words that begin at x (or as `looks` anchors them), readable on any ground."""
    return f'<text x="{x:.1f}" y="{y:.1f}"{looks} {HALO}>{escape(words)}</text>'


def line(start: tuple[float, float], end: tuple[float, float], looks: str) -> str:
    """A straight line from x, y to x, y."""
    (x1, y1), (x2, y2) = start, end
    return f'<line{looks} x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def ribbon(
    start: tuple[float, float],
    end: tuple[float, float],
    tall: float,
    said: str,
    looks: str = RIBBON,
) -> str:
    """A band of one thickness from its top left corner to its top right one; `said` is what it tells when asked."""
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    return (
        f'<path{looks} d="M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}'
        f"V{y2 + tall:.1f}C{middle:.1f} {y2 + tall:.1f} {middle:.1f} {y1 + tall:.1f} {x1:.1f} {y1 + tall:.1f}Z"
        f'"><title>{escape(said)}</title></path>'
    )
