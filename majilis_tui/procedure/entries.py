"""An entry of the log and the exact bytes that stand for it."""

import unicodedata
from typing import Any

import msgspec

from majilis_tui.procedure.actions import ACTIONS, Action, Instant, Role, plain
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sentences import Sentence, SpokenError
from majilis_tui.procedure.text import check_text, surely_plain

_ENCODER = msgspec.json.Encoder(order="sorted")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the log: what was done, when (UTC), by whom, with which facts."""

    action: str
    at: Instant
    by: Role
    data: Action
    seq: int


class _RawEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    action: str
    at: Instant
    by: Role
    data: msgspec.Raw
    seq: int


_RAW = msgspec.json.Decoder(_RawEntry)
_DATA: dict[str, msgspec.json.Decoder[Any]] = {
    name: msgspec.json.Decoder(definition.logged)
    for name, definition in ACTIONS.items()
    if definition.logged
}


class EntryError(SpokenError, ValueError):
    """Bytes that are no entry of this log's form; the message says what is wrong."""


def encode(entry: Entry) -> str:
    """Return the entry as one JSON object: keys sorted, no spaces, UTF-8."""
    return _ENCODER.encode(entry).decode()


def decode(text: str) -> Entry:
    """Read an entry; raises EntryError for anything that the program would not have written."""
    raw = text.encode()
    try:
        outer = _RAW.decode(raw)
        decoder = _DATA.get(outer.action)
        if decoder is None:
            raise EntryError(Sentence("unknown action {action}", action=repr(outer.action)))
        entry = Entry(outer.action, outer.at, outer.by, decoder.decode(outer.data), outer.seq)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise EntryError(str(error)) from None
    if _ENCODER.encode(entry) != raw:
        raise EntryError(Sentence("not in the form in which the program writes entries"))
    if not unicodedata.is_normalized("NFC", text):
        raise EntryError(Sentence("text is not in Unicode normal form C"))
    if not surely_plain(text):
        try:
            check_text(plain(entry.data))
        except Refusal as refusal:
            raise EntryError(refusal.sentence) from None
    return entry
