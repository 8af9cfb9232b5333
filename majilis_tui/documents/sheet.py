"""What a document consists of, whatever it is printed as: plain blocks of plain text.

Nothing in a block is markup; each format shows the text as it stands.
"""

from typing import Literal

import msgspec

Align = Literal["left", "right"]


class Block(msgspec.Struct, frozen=True, tag_field="kind", tag=str.lower):
    """What every block shares: in data it says its kind."""


class Title(Block, frozen=True):
    """What the document is called, and what it is about; each language on a line of its own."""

    text: str
    about: str = ""
    above: str = ""


class Heading(Block, frozen=True):
    """What the next blocks are about; `apart` if somebody else speaks there."""

    text: str
    apart: bool = False


class Paragraph(Block, frozen=True):
    """A paragraph; `loud` ones are read aloud, `decision` too."""

    text: str
    style: Literal["plain", "strong", "loud", "decision", "small"] = "plain"


class Facts(Block, frozen=True):
    """Pairs of a label and what it is."""

    rows: tuple[tuple[str, str], ...]


class Column(msgspec.Struct, frozen=True):
    """A column of a table: `share` of the free width, or as wide as its text where it is 0."""

    title: str
    share: int = 0
    align: Align = "left"


class Table(Block, frozen=True):
    """Rows under columns; `tall` rows have room for a hand, `inset` rows belong to the one above.

    A table without any title has no head.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    tall: bool = False
    inset: tuple[int, ...] = ()


class Blanks(Block, frozen=True):
    """Labels, each with room to write by hand; `lines` of it where one line is not enough."""

    rows: tuple[tuple[str, int], ...]


class Signatures(Block, frozen=True):
    """Places to sign: what for, and who; who is left to the pen where it is empty."""

    rows: tuple[tuple[str, str, str], ...]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Blocks in one language, or in several side by side; it begins on a page of its own.

    Its pages are numbered for themselves: it may be signed and kept apart. Every page bears the
    sitting, the date, the head code, and `page` with its numbers; each after the first the
    document's name too.
    """

    language: str
    name: str
    sitting: str
    date: str
    head: str
    page: str
    rehearsal: str | None
    blocks: tuple[Block, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A document and its parts."""

    title: str
    issued_on: str
    parts: tuple[Part, ...]


class Option(msgspec.Struct, frozen=True):
    """One of the answers a ballot offers, in each of its languages."""

    lines: tuple[str, ...]


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A ballot paper: every one is like every other.

    The purpose stands before the title in Kazakh (`lead`), after it in other languages.
    With `answers` each has a square of its own under the name (`squares`) or is struck out
    (`words`); without, the names have squares or are struck out (`names`).
    """

    language: str
    title: str
    head: tuple[str, ...]
    lead: tuple[str, ...]
    purpose: tuple[str, ...]
    date: str
    marking: tuple[str, ...]
    style: Literal["squares", "words", "names"]
    candidates: tuple[Option, ...]
    answers: tuple[Option, ...]
    signatures: tuple[str, ...]
    stamp: str
    per_sheet: Literal[1, 2, 4]
    issued_on: str
    rehearsal: str | None
