"""CSV under headings that may stand in any order: what is told beside ballots, row by row."""

from collections.abc import Callable, Mapping, Sequence

from hustings.core.counting.files.cells import cells_of
from hustings.core.counting.files.faults import Told, shown
from hustings.core.counting.files.source import Source, clean


def each_row(
    source: Source,
    known: Sequence[str],
    needed: Sequence[str],
    use: Callable[[int, Mapping[str, str]], None],
) -> None:
    """Gives `use` each row's line and its cells by heading; what it raises as Told becomes a FileFault of that line."""
    headings: list[str] = []
    for number, line in source.lines():
        text = source.text(line)
        if not text.strip():
            continue
        try:
            cells = _cells(text, len(headings))
            if headings:
                use(number, dict(zip(headings, cells, strict=True)))
            else:
                headings = _headings(cells, known, needed)
        except Told as told:
            raise source.fault(number, told) from told
    if not headings:
        expected = f"the headings {', '.join(known)}"
        raise source.fault(1, Told("an empty file", expected))


def _cells(text: str, width: int) -> list[str]:
    cells = list(map(clean, cells_of(text)))
    if width and len(cells) != width:
        raise Told(f"{len(cells)} cells", f"{width}, as in the heading")
    return cells


def _headings(
    cells: Sequence[str], known: Sequence[str], needed: Sequence[str]
) -> list[str]:
    headings = [cell.lower() for cell in cells]
    strange = [each for each in headings if each not in known]
    if strange or not {*needed} <= {*headings} or len({*headings}) < len(headings):
        are = "is" if len(needed) == 1 else "are"
        raise Told(
            shown(", ".join(cells)),
            f"the headings {', '.join(known)}, of which {' and '.join(needed)} {are} needed",
        )
    return headings
