"""What no screen may do in any language: cut its words, or speak English in another language."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Input, Static

from majilis_tui import languages
from majilis_tui.rulebook import bundled
from majilis_tui.screens.app import MajilisApp
from majilis_tui.screens.base import CommandScreen
from majilis_tui.screens.frame import SittingScreen
from majilis_tui.screens.hall import HallApp
from majilis_tui.screens.steps import TITLES, steps_of
from tests.languages.catalogues import PACKAGE, read, strings
from tests.screens.driving import ROSTER, Keyboard

_PARTS = re.compile(r" {2,}|[│┃·;,]")
_PIECES = re.compile(rf"{_PARTS.pattern}|: ")
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_ENGLISH = re.compile(r"[A-Za-z]{3,}")


def cut_texts(keys: Keyboard) -> list[str]:
    """Return what is cut on the screen that is on top, each with the place where it stands."""
    screen = keys.app.screen
    rows = keys.shown().split("\n")
    found = [f"{place}: {text!r}" for place, text in _not_whole(screen, rows)]
    given = given_texts(keys)
    for row in rows:
        for end in re.finditer("…", row):
            before = _PIECES.split(row[: end.start()])[-1][-8:].strip()
            if not any(before in text for text in given):
                found.append(f"cut with an ellipsis: {row.strip()!r}")
    if isinstance(screen, CommandScreen):
        said = _squeezed("".join(_text(screen.query_one("#footer", Static), rows)))
        for command in screen.offered:
            if (
                command.label
                and _squeezed(f"{(command.pair or command.key_shown)} {command.label}") not in said
            ):
                found.append(
                    f"not in the footer: {(command.pair or command.key_shown)} {command.label!r}"
                )
    if isinstance(screen, SittingScreen):
        said = "".join(_text(screen.query_one("#steps", Static), rows)).casefold()
        for step in steps_of(screen.sitting, screen.election):
            if languages._(TITLES[step]).casefold() not in said:
                found.append(f"step line has no room for {languages._(TITLES[step])!r}")
    return found


def _not_whole(screen: DOMNode, rows: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts of widgets that do not stand on the screen from first to last letter."""
    for widget in screen.query("*").results(Widget):
        if not widget.display or not widget.region or _scrolls(widget):
            continue
        place = f"#{widget.id}" if widget.id else f".{'.'.join(widget.classes)}"
        if type(widget) is Static:
            text = str(widget.content)
            if _squeezed(text) != _squeezed("".join(_text(widget, rows))):
                yield place, text
        room = widget.content_region.width
        if isinstance(widget, Input) and not widget.value and len(widget.placeholder) > room:
            yield place, widget.placeholder
        for number, title in (
            (widget.region.y, widget.border_title),
            (widget.region.bottom - 1, widget.border_subtitle),
        ):
            row = rows[number] if title and number < len(rows) else ""
            if title and title not in row[widget.region.x : widget.region.right]:
                yield f"{place} border", title


def _text(widget: Widget, rows: list[str]) -> list[str]:
    place = widget.content_region
    return [row[place.x : place.right] for row in rows[place.y : place.bottom]]


def _scrolls(widget: Widget) -> bool:
    return any(isinstance(w, Widget) and w.max_scroll_y > 0 for w in widget.ancestors_with_self)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def english_left(keys: Keyboard, language: str) -> list[str]:
    """Return the rows with an English word that the language has another word for."""
    texts = given_texts(keys)
    given, whole = "\n".join(texts), frozenset(texts)
    found = []
    for row in keys.shown().split("\n"):
        listed = list(_WORD.finditer(row))
        alone = {part.strip() for part in _PARTS.split(row)} & whole
        for place, word in enumerate(listed):
            if not _ENGLISH.fullmatch(word[0]) or word[0].casefold() not in _translated(language):
                continue
            pairs = [listed[n : n + 2] for n in (place - 1, place) if 0 <= n < len(listed) - 1]
            by_hand = any(row[a.start() : b.end()] in given for a, b in pairs)
            if not by_hand and not any(word[0] in text for text in alone):
                found.append(f"English {word[0]!r} in {row.strip()!r}")
    return found


@cache
def _translated(language: str) -> frozenset[str]:
    """The English words that a catalogue has others for."""
    catalogue = [message for message in read(language) if message.id]
    asked = {w for m in catalogue for text in strings(m.id) for w in _english_words(text)}
    kept = {w for m in catalogue for text in strings(m.string) for w in _english_words(text)}
    return frozenset(asked - kept)


def _english_words(text: str) -> Iterable[str]:
    return (word.casefold() for word in _ENGLISH.findall(re.sub(r"\{[^{}]*\}", " ", text)))


def given_texts(keys: Keyboard) -> list[str]:
    """Return every text that people gave: names, titles, notes, rules, what was typed."""
    app: Any = keys.app
    session = getattr(app, "session", None)
    desk = app.desk if isinstance(app, HallApp) else session.desk if session else None
    texts = list(_bundled_texts())
    for line in desk.lines() if desk else ():
        texts += _strings(json.loads(line.text))
        texts.append(line.text)
    if isinstance(app, MajilisApp) and app.play is not None:
        texts += _strings([step.fields for step in app.play.steps])
    texts += [field.value or field.placeholder for field in app.screen.query(Input)]
    return [text for text in texts if text]


@cache
def _bundled_texts() -> tuple[str, ...]:
    rules = [PACKAGE / "rules" / f"{name}.toml" for name in bundled()]
    said = [text for file in rules for text in _strings(tomllib.loads(file.read_text("utf-8")))]
    return (*said, *ROSTER.read_text("utf-8").replace(",", "\n").splitlines())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)
