"""What an action costs: through the desk, against the bare durable insert of the same entry.

Run: python -m tests.benchmarks.actions
"""

import statistics
import tempfile
import time
from pathlib import Path

from majilis_tui.desk import Desk
from majilis_tui.record import file
from majilis_tui.record.log import chained
from majilis_tui.scenario import Play, bundled_scenario

SITTINGS = 5


def median_milliseconds(seconds: list[float]) -> float:
    return 1000 * statistics.median(seconds)


def conducted(folder: Path) -> tuple[Path, list[float]]:
    """Conduct the demo and time each action."""
    play = Play(bundled_scenario("2023-03-29"), folder / "sitting.sqlite")
    spent = []
    for step in play.steps:
        start = time.perf_counter()
        play.do(step)
        spent.append(time.perf_counter() - start)
    play.close()
    return play.log, spent


def inserted(folder: Path, texts: list[str]) -> list[float]:
    """Insert the same entries with the same settings, one durable commit each."""
    db = file.create(folder / "bare.sqlite")
    spent, before = [], "0" * 64
    for seq, text in enumerate(texts, 1):
        start = time.perf_counter()
        before = chained(before, text)
        db.execute("begin immediate")
        db.table("log").insert({"seq": seq, "entry": text, "hash": before})
        db.commit()
        spent.append(time.perf_counter() - start)
    db.close()
    return spent


def main() -> None:
    through_desk: list[float] = []
    bare: list[float] = []
    reopened: list[float] = []
    read: list[float] = []
    for _ in range(SITTINGS):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            log, spent = conducted(folder)
            through_desk += spent
            with Desk.open(log, read_only=True) as desk:
                texts = [line.text for line in desk.lines()]
            bare += inserted(folder, texts)
            start = time.perf_counter()
            Desk.open(log, read_only=True).close()
            reopened.append(time.perf_counter() - start)
            start = time.perf_counter()
            db = file.connect(log, read_only=True)
            db.execute("select seq, entry, hash from log").fetchall()
            db.close()
            read.append(time.perf_counter() - start)
    one, other = median_milliseconds(through_desk), median_milliseconds(bare)
    print(f"an action through the desk   {one:7.2f} ms   {one / other:5.1f} x a bare insert")
    print(f"a bare durable insert        {other:7.2f} ms")
    one, other = median_milliseconds(reopened), median_milliseconds(read)
    print(f"opening a finished sitting   {one:7.2f} ms   {one / other:5.1f} x reading its rows")
    print(f"reading its rows             {other:7.2f} ms")


if __name__ == "__main__":
    main()
