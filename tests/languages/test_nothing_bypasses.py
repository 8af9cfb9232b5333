"""No words for users are written past the catalogues."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.languages.catalogues import FILE_ERRORS, PACKAGE

# The independent verifier stands alone; documents have texts of their own; what a drill finds are
# codes until `rehearsal_words` says them.
APART = ("verifier.py", "documents", "drill")
# What shows words, and which of its arguments; None for all.
SHOWS: dict[str, tuple[int, ...] | None] = {
    "Static": (0,),
    "Content": (0,),
    "styled": (0,),
    "assemble": None,
    "update": (0,),
    "say": (0,),
    "fail": (0,),
    "_narrate": (0,),
    "echo": (0,),
    "Words": (0, 1),
    "Form": (0,),
    "Picker": (0,),
    "Agreement": (0, 1),
    "SystemCommand": (0, 1),
    "Option": (0,),
    "confirm_and_do": (1,),
    "UsageError": (0,),
    "notify": (0,),
}
NAMED = ("label", "hint", "intro", "placeholder", "heading", "keys_line", "border_title")
# Where a template stands that is put into words when it is shown: it must be written out.
TEMPLATES: dict[str, tuple[int, ...]] = {
    "Sentence": (0,),
    "counted": (0, 1),
    "Refusal": (1,),
    "wrong_moment": (0,),
    "not_now": (0,),
    "expect": (2,),
    "_": (0,),
    "N_": (0,),
    "ngettext": (0, 1),
    **dict.fromkeys(FILE_ERRORS, (1, 2)),
}
# Names that are the same in every language.
NAMES = re.compile(r"majilis-tui|SQLite|\"hash\"|NEW-FILE|PIN|UTC|UTF-8|SHA-256")


def called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def spoken(node: ast.expr) -> Iterator[str]:
    """Yield the words that an expression writes out itself."""
    match node:
        case ast.Constant(value=str(words)):
            yield words
        case ast.JoinedStr(values=parts):
            for part in parts:
                if isinstance(part, ast.Constant):
                    yield str(part.value)
        case ast.BinOp(left=left, right=right):
            yield from spoken(left)
            yield from spoken(right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from spoken(body)
            yield from spoken(orelse)
        case ast.Tuple(elts=[first, *_]):
            yield from spoken(first)


def in_words(words: str) -> bool:
    return bool(re.search(r"[^\W\d_]{3,}", NAMES.sub("", words)))


def unseen(text: ast.JoinedStr) -> Iterator[str]:
    """Yield what the catalogues never see: words marked within a formatted text."""
    for node in ast.walk(text):
        if isinstance(node, ast.Call) and called(node) in ("_", "N_", "ngettext"):
            yield from (word for argument in node.args[:1] for word in spoken(argument))


def bypasses(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            yield from ((node.lineno, words) for words in unseen(node))
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        shown = list(node.args) if name in SHOWS else []
        if SHOWS.get(name) is not None:
            shown = [node.args[place] for place in SHOWS[name] or () if place < len(node.args)]
        shown += [keyword.value for keyword in node.keywords if keyword.arg in NAMED]
        for argument in shown:
            yield from ((node.lineno, words) for words in spoken(argument) if in_words(words))
        for place in TEMPLATES.get(name, ()):
            if place < len(node.args) and isinstance(node.args[place], ast.JoinedStr | ast.BinOp):
                yield node.lineno, ast.unparse(node.args[place])


def sources() -> list[Path]:
    found = (path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
    return sorted(path for path in found if path.parts[0] not in APART)


@pytest.mark.parametrize("path", sources(), ids=str)
def test_words_for_users_go_through_the_catalogues(path):
    assert list(bypasses((PACKAGE / path).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        'self.query_one("#x", Static).update("Nothing here")',
        'Content.assemble("№ ", ("Round", "bold"))',
        'screen.say(f"{n} papers left")',
        'Field(id="x", label="Minutes")',
        'click.echo(f"{path}: written")',
        'raise Refusal("bad-input", f"{x} is not known")',
        'raise RecordError(path, "gone", f"Look at {other}")',
        'say(_(f"{n} papers"))',
        "title = f\"{_('Replay')} {n}\"",
    ],
)
def test_a_bypass_is_found(source):
    assert list(bypasses(source))


@pytest.mark.parametrize(
    "source",
    [
        'self.query_one("#x", Static).update(_("Nothing here"))',
        'Content.styled(words, "bold $text-accent")',
        'Content("№ 1")',
        'click.echo(f"majilis-tui: {words}", err=True)',
        'raise Refusal("bad-input", "{x} is not known", x=x)',
    ],
)
def test_what_is_none_is_left_alone(source):
    assert not list(bypasses(source))
