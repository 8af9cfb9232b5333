"""Verify a long sitting, and compare with plainly reading its file.

    python -m tests.benchmarks.verify_large_log [--entries N] [--profile]

A plain reading is one `select` of all rows of the log, each fetched and nothing done with it.
The log holds notes, attendance marked and questions put and decided, as a sitting of many days
would; making it is not measured.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import json
import pstats
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlite_utils

from majilis_tui import verifier
from majilis_tui.procedure.timing import later
from majilis_tui.record.verify import verify
from tests.record import corpus

SEATS = 98
RUNS = 3


def long_sitting(entries: int) -> corpus.Rows:
    """Rows of a valid log, made without the desk."""
    chance = random.Random(1)
    members = [f"d{number:02}" for number in range(SEATS)]
    present = set(members)
    at = corpus.START
    said: list[corpus.Json] = []

    def say(action: str, **data: Any) -> None:
        nonlocal at
        at = later(at, 1)
        said.append({"action": action, "at": at, "by": "clerk", "data": data})

    say(
        "open_sitting",
        title="A long sitting",
        date="2020-01-01",
        chamber="Chamber",
        presiding={"name": "The eldest", "office": "eldest member"},
        rules=corpus.canonical_rules(
            {**corpus.RULES, "chamber": {"seats": SEATS, "quorum": "> 1/2"}}
        ),
    )
    say("seat_members", members=[{"id": name, "name": f"Deputy {name}"} for name in members])
    say("mark_attendance", members=members, status="present")
    say("close_roll_call", present=SEATS, quorum=SEATS // 2 + 1)
    while len(said) < entries:
        kind = chance.random()
        if kind < 0.4:
            say("note", text=f"Note {len(said)}: the debate goes on, and nothing is decided yet.")
        elif kind < 0.8 or len(present) <= SEATS // 2 + 1:
            name = chance.choice(members)
            status = "absent" if name in present and len(present) > 80 else "present"
            (present.discard if status == "absent" else present.add)(name)
            say("mark_attendance", members=[name], status=status)
        else:
            name = f"q{len(said)}"
            say("put_question", id=name, kind="procedure", text="Go on with the debate?")
            votes = chance.randint(0, len(present))
            against = len(present) - votes
            needed = len(present) // 2 + 1
            numbers = {"for": votes, "against": against, "abstain": 0, "needed": needed}
            say(
                "decide_question",
                id=name,
                adopted=votes >= needed,
                present=len(present),
                **numbers,
            )
    return corpus.chained_anew(said)


def plain_reading(path: Path) -> None:
    """Read all rows, and nothing else."""
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    for _ in database.execute("select seq, entry, hash from log order by seq"):
        pass
    database.close()


def parsing(path: Path) -> None:
    """Read all rows, and each entry as the JSON that it is."""
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    for _, entry, _ in database.execute("select seq, entry, hash from log order by seq"):
        json.loads(entry)
    database.close()


def with_the_library(path: Path) -> None:
    """Read the log as anyone who has sqlite-utils would, and each entry as the JSON that it is."""
    database = sqlite_utils.Database(path)
    for row in database["log"].rows_where(order_by="seq"):
        json.loads(row["entry"])
    database.close()


def hashing(path: Path) -> None:
    """Read all bytes of the file into one hash."""
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256")


def sound(path: Path) -> None:
    assert verify(path).sound


def independently_sound(path: Path) -> None:
    assert not verifier.verify(path)[0].findings


def measured(work: Callable[[Path], None], path: Path) -> float:
    """The shortest of several runs, in seconds of this process: others may be at work."""
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        work(path)
        times.append(time.process_time() - started)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = long_sitting(arguments.entries)
        path = corpus.make_file(Path(folder) / "long.sqlite", rows)
        print(f"{len(rows)} entries, {path.stat().st_size / 1e6:.1f} MB")
        plain = measured(plain_reading, path)
        for name, work in (
            ("reading all rows", plain_reading),
            ("sha256 of all bytes", hashing),
            ("reading as JSON", parsing),
            ("with sqlite-utils", with_the_library),
            ("majilis-tui verify", sound),
            ("verifier.py", independently_sound),
        ):
            took = measured(work, path)
            print(f"{name:<20} {took:7.3f} s  {took / plain:6.1f} times a plain reading")
        if arguments.profile:
            profile = cProfile.Profile()
            profile.runcall(sound, path)
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
