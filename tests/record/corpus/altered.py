"""Every byte of an entry, and one value of every entry, altered."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

from majilis_tui.procedure.entries import EntryError, decode
from majilis_tui.procedure.guards import recheck
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.result import head_code
from majilis_tui.procedure.sitting import EMPTY
from majilis_tui.record.log import NO_HASH
from tests.record.corpus.rows import Rows, chained_anew, entries_of, hashed, written


def flipped(text: str) -> Iterator[tuple[int, str]]:
    """Every entry that differs in the last bit of one byte and is still text."""
    raw = text.encode()
    for position in range(len(raw)):
        other = bytes([*raw[:position], raw[position] ^ 1, *raw[position + 1 :]])
        try:
            yield position, other.decode()
        except UnicodeDecodeError:
            continue


def rechained_text(rows: Rows, place_: int, text: str) -> Rows:
    """Put another text for one entry and chain everything after it anew."""
    anew = [*rows[:place_], (place_ + 1, text, hashed(rows[place_ - 1][2], text))]
    for seq, following, _ in rows[place_ + 1 :]:
        entry = json.loads(following)
        if entry["action"] == "sign_protocol":
            entry["data"]["head_code"] = head_code(anew[-1][2])
        text = written(entry)
        anew.append((seq, text, hashed(anew[-1][2], text)))
    return anew


# Fields that nothing else in the log hangs on: a change of these only a head from outside shows.
FREE = {"text", "title", "chamber", "reason", "statement", "offices", "dissent", "name"}


# The sums of a secret vote: what the independent verifier is to see as well as the program.
SUMS = {
    "approve_ballot": {"round"},
    "open_voting": {"round", "present", "of", "needed"},
    "issue_ballot": {"round", "issued"},
    "exchange_ballot": {"round", "issued", "spoiled"},
    "close_voting": {"round", "issued", "spoiled", "received"},
    "account_papers": {"unused", "spoiled", "returned_unvoted"},
    "count_papers": {"found"},
    "explain_difference": {"papers"},
    "finish_count": {"round", "found", "totals", "blank", "invalid"},
    "draw_lot": {"elected"},
    "declare": {"round", "outcome", "elected", "goes_on"},
    "next_round": {"round"},
    "sign_protocol": {"number", "head_code"},
}


class Altered(NamedTuple):
    """Rows with one value altered and everything chained anew, and where it stands."""

    action: str
    field: str
    secret: bool  # no part of an election by open votes
    rows: Rows

    def seen_by_both(self, program: str) -> bool:
        """Say whether what the program has against it is for the independent verifier to see too.

        Whether a difference matters is not, and with it when that is told.
        """
        of_sums = self.secret and self.field in SUMS.get(self.action, ())
        return of_sums and "difference matters" not in program


def altered_values(rows: Rows, chance: random.Random) -> Iterator[Altered]:
    """One number, list or verdict of each entry altered at random."""
    opened = [e["data"] for e in entries_of(rows)[1:] if e["action"] == "open_election"]
    offices = entries_of(rows)[0]["data"]["rules"]["office"]
    open_votes = {e["id"] for e in opened if offices[e["office"]]["vote"] == "open"}
    for number in range(2, len(rows)):
        entries = entries_of(rows)
        entry = entries[number]
        data = entry["data"]
        names = sorted(name for name in data if name not in FREE)
        if not names:
            continue
        name = chance.choice(names)
        before = copy.deepcopy(data[name])
        data[name] = _altered(data[name], chance)
        changed = data[name] != before
        if name in ("returned_unvoted", "from_paper") and not data[name]:
            del data[name]  # as the program writes it
        if changed:
            secret = data.get("election") not in open_votes
            yield Altered(entry["action"], name, secret, chained_anew(entries))


def _altered(value: Any, chance: random.Random) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return max(0, value + chance.choice([-1, 1]))
    if isinstance(value, list) and value and isinstance(value[0], str):
        return value[:-1] if chance.random() < 0.5 else list(reversed(value))
    if isinstance(value, dict) and value:
        key = chance.choice(sorted(value))
        return {**value, key: _altered(value[key], chance)}
    return value


def by_the_procedure(rows: Rows) -> str | None:
    """What the program's rules have against a log, None if nothing; the chain is taken to hold."""
    sitting, before = EMPTY, NO_HASH
    for seq, text, stated in rows:
        try:
            entry = decode(text)
            recheck(sitting, entry, before)
            sitting = sitting.apply(entry)
        except (EntryError, Refusal, LookupError, TypeError, ValueError) as error:
            return f"entry {seq}: {error}"
        before = stated
    return None
