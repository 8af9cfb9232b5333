"""A document as one HTML page that needs nothing from elsewhere."""

import re
from collections.abc import Callable, Iterable
from html import escape
from importlib.resources import files
from typing import Any

from majilis_tui.documents.sheet import (
    Blanks,
    Block,
    Column,
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


def html(document: Sheet | Paper) -> str:
    """Return a document as a self-contained page; printed, it says on each page what it is."""
    if isinstance(document, Paper):
        return _whole(document.language, document.title, "", _paper(document))
    parts = []
    for number, part in enumerate(document.parts, 1):
        parts.append(_part(part, number))
    body = _across(document) + "".join(parts)
    return _whole(document.parts[0].language, document.title, _margins(document), body)


def _across(document: Sheet) -> str:
    """Return what a rehearsal bears across every page; printed, it is repeated on each."""
    words = dict.fromkeys(part.rehearsal for part in document.parts if part.rehearsal)
    mark = escape(" / ".join(words))
    return f'<p class="rehearsal" aria-hidden="true">{mark}</p>\n' if mark else ""


def _whole(language: str, title: str, margins: str, body: str) -> str:
    path = files("majilis_tui") / "documents" / "templates" / "page.css"
    style = path.read_text(encoding="utf-8") + margins
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )


def _margins(document: Sheet) -> str:
    """Return what a browser prints at the edge of each page of each part."""
    return "".join(_margin(part, number) for number, part in enumerate(document.parts, 1))


def _margin(part: Part, number: int) -> str:
    pieces = [
        {"{page}": "counter(page)", "{pages}": "counter(pages)"}.get(piece) or _quoted(piece)
        for piece in re.split(r"(\{pages?\})", part.page)
    ]
    return (
        f"@page part{number} {{\n"
        f"  @top-left {{ content: {_quoted(part.sitting)}; }}\n"
        f"  @top-right {{ content: {_quoted(part.date)}; }}\n"
        f"  @bottom-left {{ content: {_quoted(part.head)}; }}\n"
        f"  @bottom-right {{ content: {' '.join(pieces)}; }}\n"
        f"}}\n#part{number} {{ page: part{number}; }}\n"
    )


def _quoted(text: str) -> str:
    """Return text as a CSS string in which nothing can end the string or the style."""
    safe = (c if c.isalnum() or c in " .,-–:" else f"\\{ord(c):x} " for c in text)
    return f'"{"".join(safe)}"'


def _part(part: Part, number: int) -> str:
    page = part.page.replace("{page}", "1").replace("{pages}", "1")
    mark = f'<p class="drill">{escape(part.rehearsal)}</p>\n' if part.rehearsal else ""
    blocks = "".join(_BLOCKS[type(block)](block) for block in part.blocks)
    return (
        f'<article id="part{number}" lang="{escape(part.language)}">\n{mark}'
        f"<header><span>{escape(part.sitting)}</span><span>{escape(part.date)}</span>"
        f"</header>\n{blocks}"
        f"<footer><span>{escape(part.head)}</span><span>{escape(page)}</span></footer>\n"
        "</article>\n"
    )


def _title(block: Title) -> str:
    above = f'<p class="above">{_lines(block.above)}</p>\n' if block.above else ""
    about = f'<p class="about">{_lines(block.about)}</p>\n' if block.about else ""
    return f"{above}<h1>{_lines(block.text)}</h1>\n{about}"


def _heading(block: Heading) -> str:
    apart = ' class="apart"' if block.apart else ""
    return f"<h2{apart}>{escape(block.text)}</h2>\n"


def _paragraph(block: Paragraph) -> str:
    return f'<p class="{block.style}">{escape(block.text)}</p>\n'


def _facts(block: Facts) -> str:
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>\n" for label, value in block.rows
    )
    return f"<dl>\n{rows}</dl>\n"


def _table(block: Table) -> str:
    head = ""
    if any(column.title for column in block.columns):
        cells = "".join(
            f'<th scope="col" class="{_classes(column)}">{escape(column.title)}</th>'
            for column in block.columns
        )
        head = f"<thead><tr>{cells}</tr></thead>\n"
    rows = []
    for place, row in enumerate(block.rows):
        cells = "".join(
            f'<td class="{_classes(column)}">{escape(cell)}</td>'
            for column, cell in zip(block.columns, row, strict=True)
        )
        rows.append(
            f'<tr class="inset">{cells}</tr>\n' if place in block.inset else f"<tr>{cells}</tr>\n"
        )
    tall = ' class="tall"' if block.tall else ""
    return f"<table{tall}>\n{head}<tbody>\n{''.join(rows)}</tbody>\n</table>\n"


def _classes(column: Column) -> str:
    return column.align if column.share else f"{column.align} tight"


def _blanks(block: Blanks) -> str:
    return "".join(
        f'<p class="blank"><span>{escape(label)}</span><i></i></p>\n'
        + '<p class="blank"><i></i></p>\n' * (lines - 1)
        for label, lines in block.rows
    )


def _signatures(block: Signatures) -> str:
    rows = "".join(
        f'<tr><td>{escape(role)}</td><td class="line">{escape(note)}</td>'
        f"<td>{escape(name)}</td></tr>\n"
        for role, name, note in block.rows
    )
    return f'<table class="signatures">\n<tbody>\n{rows}</tbody>\n</table>\n'


_BLOCKS: dict[type[Block], Callable[[Any], str]] = {
    Title: _title,
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Table: _table,
    Blanks: _blanks,
    Signatures: _signatures,
}


def _paper(paper: Paper) -> str:
    one = _ballot(paper)
    return f'<div class="sheet by{paper.per_sheet}">\n{one * paper.per_sheet}</div>\n'


def _ballot(paper: Paper) -> str:
    mark = f'<p class="drill">{escape(paper.rehearsal)}</p>\n' if paper.rehearsal else ""
    lead = "".join(f"<p>{escape(text)}</p>\n" for text in paper.lead)
    purpose = "".join(f"<p>{escape(text)}</p>\n" for text in (*paper.purpose, paper.date))
    marking = "".join(f'<p class="marking">{escape(text)}</p>\n' for text in paper.marking)
    square = '<td class="square"><b></b></td>'
    own = square if paper.style == "squares" and not paper.answers else ""
    names = "".join(
        f"<tr><td>{_under(candidate.lines)}</td>{own}</tr>\n" for candidate in paper.candidates
    )
    answers = "".join(
        f"<div>{_under(answer.lines)}{'<b></b>' if paper.style == 'squares' else ''}</div>"
        for answer in paper.answers
    )
    signatures = "".join(
        f'<p class="blank"><span>{escape(role)}</span><i></i></p>\n' for role in paper.signatures
    )
    return (
        f'<section class="ballot">\n{mark}<p class="above">{_under(paper.head)}</p>\n'
        f"{lead}<h1>{escape(paper.title)}</h1>\n{purpose}{marking}"
        f'<table class="names"><tbody>\n{names}</tbody></table>\n'
        f'<div class="answers">{answers}</div>\n{signatures}'
        f'<p class="stamp">{escape(paper.stamp)}</p>\n</section>\n'
    )


def _lines(text: str) -> str:
    return _under(text.split("\n"))


def _under(lines: Iterable[str]) -> str:
    return "<br>".join(map(escape, lines))
