"""A document as plain text, in pages for a printer that knows nothing else."""

from collections.abc import Callable, Iterable
from typing import Any

from majilis_tui.documents.sheet import (
    Blanks,
    Block,
    Facts,
    Heading,
    Paper,
    Paragraph,
    Part,
    Sheet,
    Signatures,
    Table,
    Title,
)
from majilis_tui.procedure.names import fit, shown, width

WIDTH = 80
HEIGHT = 60
_LABEL = 34
_NEW_PAGE = "\f"
_SHORT = 16
_AFTER_HEADING = 8
# So many last rows of a table stay with what ends the document.
_TAIL = 3


def plain(document: Sheet | Paper) -> str:
    """Return a document as text of at most 80 columns; a form feed stands between two pages."""
    if isinstance(document, Paper):
        return _paper(document)
    printed = []
    for part in document.parts:
        pages = list(_pages(part))
        for number, lines in enumerate(pages, 1):
            named = [fit(shown(part.name), WIDTH)] if number > 1 else []
            words = part.page.replace("{page}", str(number)).replace("{pages}", str(len(pages)))
            printed.append("\n".join([*_head(part, named), *lines, *_foot(part, words)]))
    return f"\n{_NEW_PAGE}".join(printed) + "\n"


def _head(part: Part, named: list[str]) -> list[str]:
    lines = [*named, _edges(part.sitting, part.date), "-" * WIDTH, ""]
    return [*_centred(f"*** {part.rehearsal} ***"), *lines] if part.rehearsal else lines


def _foot(part: Part, page: str) -> list[str]:
    lines = ["", "-" * WIDTH, _edges(part.head, page)]
    return [*lines, *_centred(f"*** {part.rehearsal} ***")] if part.rehearsal else lines


def _edges(left: str, right: str) -> str:
    room = WIDTH - width(shown(right)) - 2
    begun = wrapped(left, room)
    return "\n".join([*begun[:-1], _padded(begun[-1], room) + "  " + shown(right)])


def _pages(part: Part) -> Iterable[list[str]]:
    """Yield the lines of each page.

    A short block is not broken, nor a row; no heading stands alone, nor what ends a document
    without some of the figures it is signed for, and a table that goes on has its head again.
    """
    page: list[str] = []
    room = HEIGHT - 9
    signed = _signed(part.blocks)
    for place, block in enumerate(part.blocks):
        head, units = _units(block)
        units[-1] = [*units[-1], ""]
        needed = len(head) + sum(map(len, units))
        needed += _AFTER_HEADING if isinstance(block, Heading) else 0
        if needed > _SHORT:
            needed = min(needed, _AFTER_HEADING)
        if place == signed:
            whole = sum(map(_lines_of, part.blocks[place:]))
            needed = whole if whole <= room else needed
        ending = _ending(part.blocks[place + 1 :])
        tail = max(len(units) - _TAIL, 0)
        if page and len(page) + needed > room:
            yield page
            page = []
        page += head
        for number, unit in enumerate(units):
            kept = len(unit)
            if ending and number == tail:
                kept = sum(map(len, units[tail:])) + ending
            if page and len(page) + min(kept, room - len(head)) > room:
                yield page
                page = [*head]
            lines = unit
            while len(page) + len(lines) > room:
                cut = room - len(page)
                yield [*page, *lines[:cut]]
                page, lines = [], lines[cut:]
            page += lines
    while page and not page[-1]:
        page.pop()
    yield page


def _units(block: Block) -> tuple[list[str], list[list[str]]]:
    """Return the head of a block that is repeated, and the pieces that are not broken."""
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Facts):
        return [], [_fact(label, value) for label, value in block.rows]
    return [], [_LINES[type(block)](block)]


def _ending(blocks: tuple[Block, ...]) -> int:
    """Return how many lines the rest of a document takes if it ends it signed, else 0."""
    if not blocks or not isinstance(blocks[-1], Signatures):
        return 0
    if any(isinstance(block, Facts | Table) for block in blocks):
        return 0
    return sum(map(_lines_of, blocks))


def _signed(blocks: tuple[Block, ...]) -> int | None:
    """Return from which block on all is kept together: few figures, their heading, and the end."""
    if not isinstance(blocks[-1], Signatures):
        return None
    figures = [n for n, block in enumerate(blocks) if isinstance(block, Facts | Table)]
    if not figures or len(_units(blocks[figures[-1]])[1]) > _TAIL:
        return None
    last = figures[-1]
    return last - 1 if last and isinstance(blocks[last - 1], Heading) else last


def _lines_of(block: Block) -> int:
    head, units = _units(block)
    return len(head) + sum(map(len, units)) + 1


def _title(block: Title) -> list[str]:
    lines = [*_centred(block.above), ""] if block.above else []
    return [*lines, *_centred(block.text), *(_centred(block.about) if block.about else [])]


def _heading(block: Heading) -> list[str]:
    lines = wrapped(block.text, WIDTH)
    above = ["=" * WIDTH, ""] if block.apart else []
    return [*above, *lines, "-" * max(map(width, lines))]


def _paragraph(block: Paragraph) -> list[str]:
    return wrapped(block.text, WIDTH)


def _fact(label: str, value: str) -> list[str]:
    return _row([(f"{label}:", _LABEL, "left"), (value, WIDTH - _LABEL - 2, "left")])


def _table(block: Table) -> tuple[list[str], list[list[str]]]:
    """Return the head, none where no column has a title, and each row."""
    widths = _widths(block)
    aligns = [column.align for column in block.columns]

    def row_of(cells: tuple[str, ...]) -> list[str]:
        return _row(list(zip(cells, widths, aligns, strict=True)))

    titles = _titles(block)
    head = [*row_of(titles), "-" * WIDTH] if any(titles) else []
    rows = []
    for place, cells in enumerate(block.rows):
        first = f"- {cells[0]}" if place in block.inset else cells[0]
        lines = row_of((first, *cells[1:]))
        if block.tall or not all(cells):
            lines.append("_" * WIDTH if block.tall else "." * WIDTH)
        rows.append(lines)
    return head, rows or [[]]


def _widths(block: Table) -> list[int]:
    """Divide the width: what a narrow column needs, the rest by the shares of the others."""
    gaps = 2 * (len(block.columns) - 1)
    needed = {
        place: min(
            max(width(shown(cells[place])) for cells in [*block.rows, _titles(block)]), WIDTH // 4
        )
        for place, column in enumerate(block.columns)
        if column.share == 0
    }
    free = WIDTH - gaps - sum(needed.values())
    shares = sum(column.share for column in block.columns) or 1
    return [
        needed.get(place, free * column.share // shares)
        for place, column in enumerate(block.columns)
    ]


def _titles(block: Table) -> tuple[str, ...]:
    return tuple(column.title for column in block.columns)


def _row(cells: list[tuple[str, int, str]]) -> list[str]:
    """Set cells side by side, each wrapped to its width."""
    columns = [wrapped(text, room) for text, room, _ in cells]
    lines = []
    for number in range(max(map(len, columns))):
        parts = []
        for (_, room, align), column in zip(cells, columns, strict=True):
            text = column[number] if number < len(column) else ""
            parts.append(_padded(text, room, align))
        lines.append("  ".join(parts).rstrip())
    return lines


def _blanks(block: Blanks) -> list[str]:
    lines = []
    for label, many in block.rows:
        begun = wrapped(f"{label}: " if label else "", WIDTH - 24)
        lines += [*begun[:-1], _padded(begun[-1] + " ", WIDTH, fill="_") if label else "_" * WIDTH]
        for _ in range(1, many):
            lines += ["", "_" * WIDTH]
        lines.append("")
    return lines[:-1]


def _signatures(block: Signatures) -> list[str]:
    lines: list[str] = []
    for role, name, note in block.rows:
        lines += [
            "",
            *_row([(role, 32, "left"), (note or "_" * 20, 20, "left"), (name, 24, "left")]),
        ]
    return lines


_LINES: dict[type[Block], Callable[[Any], list[str]]] = {
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Blanks: _blanks,
    Signatures: _signatures,
}


def _paper(paper: Paper) -> str:
    """Return one ballot; all are alike."""
    lines = [*_centred(f"*** {paper.rehearsal} ***"), ""] if paper.rehearsal else []
    for text in (*paper.head, "", *paper.lead, paper.title, *paper.purpose, "", paper.date):
        lines += _centred(text)
    lines.append("")
    for text in paper.marking:
        lines += wrapped(text, WIDTH)
    for candidate in paper.candidates:
        lines += ["", *_choice(" / ".join(candidate.lines), paper)]
    if paper.answers and paper.style == "squares":
        lines += [f"    [ ]  {' / '.join(answer.lines)}" for answer in paper.answers]
    elif paper.answers:
        lines += ["    " + "        ".join(" / ".join(a.lines) for a in paper.answers)]
    lines.append("")
    for role in paper.signatures:
        lines += ["", *_row([(role, 48, "left"), ("_" * 28, 28, "left")])]
    return "\n".join([*lines, "", paper.stamp]) + "\n"


def _choice(name: str, paper: Paper) -> list[str]:
    if paper.answers or paper.style != "squares":
        return wrapped(name, WIDTH)
    return _row([(name, WIDTH - 6, "left"), ("[ ]", 3, "left")])


def wrapped(text: str, room: int) -> list[str]:
    """Return text in lines of at most so many cells, words longer than a line broken."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in shown(paragraph).split(" "):
            if line and width(line) + 1 + width(word) > room:
                lines.append(line)
                line = ""
            line = f"{line} {word}" if line else word
            while width(line) > room:
                piece = _first_cells(line, room)
                lines.append(piece)
                line = line[len(piece) :]
        lines.append(line)
    return lines


def _first_cells(text: str, room: int) -> str:
    """Return the beginning of a text that fits, one character at least."""
    cut = len(fit(text + " ", room + 1)) - 1
    while cut > 1 and width(text[:cut]) > room:
        cut -= 1
    return text[: max(cut, 1)]


def _padded(text: str, room: int, align: str = "left", fill: str = " ") -> str:
    padding = fill * max(room - width(text), 0)
    return padding + text if align == "right" else text + padding


def _centred(text: str) -> list[str]:
    return [" " * ((WIDTH - width(line)) // 2) + line for line in wrapped(text, WIDTH)]
