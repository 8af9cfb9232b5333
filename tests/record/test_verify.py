"""Every change that somebody could make to a file is told, and in words."""

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from majilis_tui.record.log import NO_HASH
from majilis_tui.record.verify import Report, verify
from majilis_tui.scenario import Play
from tests.procedure.model import words
from tests.record.forging import Entry, Row, changed, entries, forged, rechained, rows, written
from tests.record.walks import random_sitting

CASES = Path(__file__).parent.parent / "cases"


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sitting with exchanges, a difference explained, several elections and protocols."""
    path = tmp_path_factory.mktemp("verify") / "sitting.sqlite"
    random_sitting(path, SEED, 400)
    assert verify(path).sound
    return path


@pytest.fixture(params=["kz-senate-2023", "un-2020-africa"], scope="module")
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real election, conducted from its scenario."""
    path = tmp_path_factory.mktemp("case") / "case.sqlite"
    play = Play(CASES / f"{request.param}.jsonl", path)
    for step in play.steps:
        play.do(step)
    play.close()
    assert verify(path).sound
    return path


# A random sitting in which everything that is computed occurs; see `test_the_sitting_has_it_all`.
SEED = 42


def other_members(who: list[str]) -> list[str]:
    """Members that are not these."""
    return who[1:] if len(who) > 1 else ["m2"] if who == ["m1"] else ["m1"]


# What the program computes and puts into an entry: action, field, and a change to it.
COMPUTED: list[tuple[str, str, Callable[[Any], Any]]] = [
    ("close_roll_call", "present", lambda n: n - 1),
    ("close_roll_call", "quorum", lambda n: n - 1),
    ("decide_question", "present", lambda n: n + 1),
    ("decide_question", "adopted", lambda yes: not yes),
    ("decide_question", "needed", lambda n: n - 1),
    ("approve_ballot", "round", lambda n: n + 1),
    ("open_voting", "present", lambda n: n - 1),
    ("open_voting", "needed", lambda n: n - 1),
    ("open_voting", "round", lambda n: n + 1),
    ("open_voting", "deadline", lambda at: at[:-5] + ".001Z"),
    ("issue_ballot", "issued", lambda n: n + 1),
    ("issue_ballot", "issued", lambda _: 0),
    ("exchange_ballot", "issued", lambda n: n + 1),
    ("exchange_ballot", "spoiled", lambda n: n + 1),
    ("extend_voting", "deadline", lambda at: at[:-5] + ".001Z"),
    ("close_voting", "issued", lambda n: n - 1),
    ("close_voting", "spoiled", lambda n: n + 1),
    ("close_voting", "received", lambda who: who[1:]),
    ("close_voting", "received", lambda who: who[::-1]),
    ("close_voting", "received", lambda who: [*who[1:], "nobody"]),
    ("agree_packet", "papers", lambda n: n + 1),
    ("agree_packet", "packet", lambda n: n + 1),
    ("finish_count", "found", lambda n: n + 1),
    ("finish_count", "blank", lambda n: n + 1),
    ("finish_count", "totals", lambda votes: {c: n + 1 for c, n in votes.items()}),
    ("finish_count", "totals", lambda _: {}),
    ("finish_count", "invalid", lambda votes: {**votes, "ink": 1}),
    ("finish_count", "invalid", lambda votes: {**votes, "form": 0}),
    ("sign_protocol", "number", lambda n: n + 1),
    ("sign_protocol", "head_code", lambda code: code[::-1]),
    ("announce_result", "round", lambda n: n + 1),
    ("declare", "outcome", lambda end: "tie" if end != "tie" else "elected"),
    ("declare", "elected", other_members),
    ("declare", "goes_on", other_members),
    ("next_round", "round", lambda n: n + 1),
    ("next_round", "candidates", other_members),
]


def places(log: list[Entry], action: str, field: str) -> list[int]:
    """Where entries of an action have a field."""
    return [n for n, each in enumerate(log) if each["action"] == action and field in each["data"]]


def with_field(path: Path, place: int, field: str, change: Callable[[Any], Any]) -> Path:
    """A copy with one field of an entry changed, chained anew."""
    log = entries(path)
    log[place]["data"][field] = change(log[place]["data"][field])
    return forged(path, rechained(map(written, log)))


def reported(report: Report, seq: int | None = None) -> None:
    """The file is not sound, and a finding says where."""
    assert not report.sound and report.findings
    if seq is not None:
        assert any(each.startswith(f"entry {seq}:") for each in report.findings), report.findings


def test_the_sitting_has_it_all(sitting: Path) -> None:
    log = entries(sitting)
    assert not [(a, f) for a, f, _ in COMPUTED if not places(log, a, f)]


# ---------------------------------------------------------------- without a new chain


def test_one_byte_anywhere(sitting: Path) -> None:
    source = random.Random(1)
    log = rows(sitting)
    for number, (seq, text, code) in enumerate(log):
        at = source.randrange(len(text))
        sign = chr(ord(text[at]) ^ 1) if ord(text[at]) != 1 else "x"
        bad = [*log[:number], (seq, text[:at] + sign + text[at + 1 :], code), *log[number + 1 :]]
        reported(verify(forged(sitting, bad)), seq)


@pytest.mark.parametrize("change", [str.upper, lambda code: code[:-1], lambda _: "", str.title])
def test_a_hash_of_another_form(sitting: Path, change: Callable[[str], str]) -> None:
    log = [(seq, text, change(code) if seq == 5 else code) for seq, text, code in rows(sitting)]
    reported(verify(forged(sitting, log)), 5)


def broken_rows(log: list[Row]) -> Iterator[tuple[str, list[Row], int]]:
    """Ways to take away, repeat and exchange rows, and the entry where it shows."""
    one, two = log[9], log[10]
    yield "dropped", [*log[:9], *log[10:]], 10
    yield "first dropped", log[1:], 1
    yield "entry moved up", [*log[:9], (10, two[1], two[2]), *log[11:]], 10
    yield "swapped", [*log[:9], (10, two[1], two[2]), (11, one[1], one[2]), *log[11:]], 10
    yield "doubled", [*log[:10], (11, one[1], one[2]), *((s + 1, t, h) for s, t, h in log[10:])], 11
    yield "last doubled", [*log, (len(log) + 1, log[-1][1], log[-1][2])], len(log) + 1
    yield "a gap", [*log[:9], *((s + 1, t, h) for s, t, h in log[9:])], 10
    yield "a negative number", [(-1, one[1], one[2]), *log], 1


def test_rows_dropped_doubled_swapped(sitting: Path) -> None:
    for what, log, seq in broken_rows(rows(sitting)):
        report = verify(forged(sitting, log))
        assert any(each.startswith(f"entry {seq}:") for each in report.findings), what


# ---------------------------------------------------------------- with a new chain


@pytest.mark.parametrize(("action", "field", "change"), COMPUTED)
def test_computed_values(
    sitting: Path, action: str, field: str, change: Callable[[Any], Any]
) -> None:
    for place in places(entries(sitting), action, field)[:3]:
        reported(verify(with_field(sitting, place, field, change)), place + 1)


def test_computed_values_of_real_elections(case: Path) -> None:
    for action, field, change in COMPUTED:
        for place in places(entries(case), action, field)[:1]:
            reported(verify(with_field(case, place, field, change)), place + 1)


def test_computed_values_left_out(sitting: Path) -> None:
    for action, field, _ in COMPUTED:
        place = places(entries(sitting), action, field)[0]

        def forge(log: list[Entry], place: int = place, field: str = field) -> None:
            del log[place]["data"][field]

        reported(verify(changed(sitting, forge)), place + 1)


STEPS = words(
    """open_sitting seat_members close_roll_call form_commission choose_officers open_election
    close_nominations approve_ballot open_voting close_voting account_papers open_box mix_papers
    count_papers agree_packet finish_count announce_result declare"""
)


@pytest.mark.parametrize("action", sorted(STEPS))
def test_a_step_taken_out(sitting: Path, action: str) -> None:
    """The rest is numbered and chained anew; what came later is not allowed without the step."""
    place = next(n for n, each in enumerate(entries(sitting)) if each["action"] == action)
    reported(verify(changed(sitting, lambda log: log.pop(place))))


@pytest.mark.parametrize("action", sorted(STEPS | {"nominate", "issue_ballot", "sign_protocol"}))
def test_a_step_put_in_twice(sitting: Path, action: str) -> None:
    place = next(n for n, each in enumerate(entries(sitting)) if each["action"] == action)
    reported(verify(changed(sitting, lambda log: log.insert(place, dict(log[place])))))


@pytest.mark.parametrize("role", ["clerk", "secretary", "presiding", "system"])
def test_a_step_by_somebody_else(sitting: Path, role: str) -> None:
    place = places(entries(sitting), "open_voting", "round")[0]
    report = verify(changed(sitting, lambda log: log[place].update(by=role)))
    reported(report, place + 1)


def test_a_note_taken_out_before_a_protocol_changes_the_head_it_bears(sitting: Path) -> None:
    log = entries(sitting)
    signed = places(log, "sign_protocol", "head_code")[-1]
    note = max(n for n in range(signed) if log[n]["action"] == "note")
    report = verify(changed(sitting, lambda log: log.pop(note)))
    reported(report)
    assert "head_code" in report.findings[0]


@pytest.mark.parametrize("seed", range(12))
def test_nothing_that_is_forged_ends_in_a_traceback(sitting: Path, seed: int) -> None:
    source = random.Random(seed)
    log = entries(sitting)
    entry = source.choice(log)
    part: Any = entry
    while True:
        key = source.choice(sorted(part) if isinstance(part, dict) else range(len(part)))
        if not isinstance(part[key], dict | list) or not part[key] or source.random() < 0.2:
            break
        part = part[key]
    for wrong in (None, -1, 10**30, "", "m1", "\0", "2020-99-99T99:99:99.999Z", [], {}, True, 0.5):
        part[key] = wrong
        assert isinstance(verify(forged(sitting, rechained(map(written, log)))), Report)


# ---------------------------------------------------------------- entries of another form


OTHER_FORMS: dict[str, Callable[[str], str]] = {
    "spaces": lambda text: text.replace('":', '": ', 1),
    "a line break at the end": lambda text: text + "\n",
    "keys not sorted": lambda text: json.dumps(dict(reversed(json.loads(text).items()))),
    "escapes": lambda text: text.replace("d", "\\u0064", 1),
    "a float": lambda text: text.replace('"seq":', '"seq":0.5,"x":'),
    "a whole float": lambda text: text[:-1] + ".0}",
    "an exponent": lambda text: text[:-1] + "e0}",
    "not a number": lambda text: text.replace('"data":{', '"data":{"papers":NaN,'),
    "infinity": lambda text: text.replace('"data":{', '"data":{"papers":Infinity,'),
    "an unknown field": lambda text: text.replace('"data":{', '"data":{"aa":1,'),
    "an unknown field outside": lambda text: text[:-1] + ',"why":1}',
    "a key twice": lambda text: text.replace('"data":{', '"data":{"text":"x",'),
    "a key twice outside": lambda text: text.replace('{"action"', '{"action":"note","action"', 1),
    "a default written out": lambda text: text.replace('"data":{', '"data":{"request":null,'),
    "not normal form C": lambda text: text.replace("Noted", "Note\u0301d"),
    "another action": lambda text: text.replace('"note"', '"read_packet"'),
    "no action at all": lambda text: text.replace('"note"', '"shred"'),
    "a control character": lambda text: text.replace("Noted", "No\\u0007ted"),
    "an empty object": lambda _: "{}",
    "a list": lambda _: "[]",
    "nothing": lambda _: "",
    "not JSON": lambda _: "Noted.",
    "half an entry": lambda text: text[: len(text) // 2],
    "depth": lambda _: "[" * 100_000,
    "deep data": lambda text: text.replace('"Noted.', "[" * 50_000 + "]" * 50_000 + ',"'),
    "a surrogate": lambda text: text.replace("Noted", "\\ud800"),
    "a zero sign": lambda text: text.replace("Noted", "No\0ted"),
    "a role of no one": lambda text: text.replace('"by":"', '"by":"x'),
    "a local time": lambda text: text.replace('Z","by"', '+05:00","by"'),
    "no such day": lambda text: text.replace("2020-01-0", "2020-13-0"),
    "before the entry before": lambda text: text.replace('"at":"2020', '"at":"2019'),
    "long ago": lambda text: text.replace('"at":"2020', '"at":"0001'),
}


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_another_form(sitting: Path, form: str) -> None:
    log = rows(sitting)
    place = next(n for n, row in enumerate(log) if '"text":"Noted."' in row[1])
    texts = [text for _, text, _ in log]
    texts[place] = OTHER_FORMS[form](texts[place])
    assert texts[place] != log[place][1]
    reported(verify(forged(sitting, rechained(texts))), place + 1)


def test_bytes_that_are_not_utf_8(sitting: Path) -> None:
    log = rows(sitting)
    place = next(n for n, row in enumerate(log) if '"text":"Noted."' in row[1])
    copy = forged(sitting, log)
    raw = copy.read_bytes()
    assert raw.count(log[place][1].encode()) == 1
    copy.write_bytes(
        raw.replace(log[place][1].encode(), log[place][1].encode().replace(b"Noted", b"No\xfeed"))
    )
    report = verify(copy)
    reported(report)
    assert "UTF-8" in " ".join(report.findings)


# ---------------------------------------------------------------- the head


def short(code: str) -> str:
    return "-".join(code[n : n + 4] for n in range(0, 16, 4))


def test_a_cut_tail_is_found_by_a_head_outside_the_file(sitting: Path) -> None:
    log = rows(sitting)
    printed = short(log[-1][2])
    whole = verify(sitting, printed)
    assert whole.sound and whole.head_check is not None
    assert (whole.head_check.seq, whole.head_check.followed_by) == (len(log), 0)
    for cut in (1, 2, len(log) // 2, len(log) - 2):
        copy = forged(sitting, log[:-cut])
        assert not [each for each in verify(copy).findings if "papers" not in each]
        report = verify(copy, printed)
        reported(report)
        assert report.head_check is not None and not report.head_check.found


def test_a_head_in_the_middle_however_it_is_written(sitting: Path) -> None:
    log = rows(sitting)
    code = log[19][2]
    for way in (short(code), short(code).upper(), code[:16], code, code[:20], f" {short(code)} "):
        check = verify(sitting, way).head_check
        assert check is not None and check.found, way
        assert (check.seq, check.followed_by) == (20, len(log) - 20)
    for way in (code[:15], code[:12], "", "0" * 16, "zzzz", code[1:17]):
        check = verify(sitting, way).head_check
        assert check is not None and not check.found, way


def test_a_new_chain_is_found_by_any_older_head(sitting: Path) -> None:
    printed = short(rows(sitting)[-1][2])

    def reword(log: list[Entry]) -> None:
        place = max(n for n, each in enumerate(log) if each["action"] == "note")
        log[place]["data"]["text"] = "Nothing."

    report = verify(changed(sitting, reword), printed)
    reported(report)
    assert any("head" in each for each in report.findings)


def test_the_chain_can_be_checked_without_the_program(sitting: Path) -> None:
    before = NO_HASH
    for _, text, code in rows(sitting):
        before = hashlib.sha256((before + text).encode()).hexdigest()
        assert before == code


# ---------------------------------------------------------------- the file around the log


@pytest.mark.parametrize(
    "statement",
    [
        "drop trigger log_append",
        "drop trigger log_update",
        "drop trigger log_delete",
        "create table diary (member text, at text)",
        "create trigger watch after insert on register begin select 1; end",
        "create index spied on log (entry)",
        "drop view results",
        "drop table tally",
        "alter table register add column at text",
        "insert into register values ('m1')",
        "insert into tally values ('for', 3)",
        "insert into reading values ('secretary', 1, 2, 0, '{}')",
    ],
)
def test_the_file_was_changed(sitting: Path, statement: str) -> None:
    reported(verify(forged(sitting, rows(sitting), statement)))


def test_pages_overwritten(sitting: Path, tmp_path: Path) -> None:
    raw = sitting.read_bytes()
    source = random.Random(7)
    for number in range(60):
        copy = tmp_path / f"{number}.sqlite"
        at = source.randrange(100, len(raw) - 64)
        copy.write_bytes(raw[:at] + source.randbytes(64) + raw[at + 64 :])
        assert isinstance(verify(copy), Report)
    for size in (101, 4096, len(raw) // 2, len(raw) - 4096):
        copy = tmp_path / f"cut-{size}.sqlite"
        copy.write_bytes(raw[:size])
        reported(verify(copy))


def test_a_sound_forgery_stays_possible_only_as_a_whole(sitting: Path) -> None:
    """Written back as it was, nothing is reported: the tests above show what they mean to."""
    assert verify(forged(sitting, rows(sitting))).findings == []
    assert verify(changed(sitting, lambda log: log)).findings == []
