"""The commands of the contract, as a user or a script calls them."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from majilis_tui.rulebook import bundled_text
from majilis_tui.scenario import bundled_scenario
from tests.cli.program import run
from tests.conftest import CASES

DEMO = bundled_scenario("2023-03-29")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    log = tmp_path_factory.mktemp("demo") / "sitting.sqlite"
    ran = run("play", DEMO, "--log", log)
    assert ran.status == 0, ran.err
    return log


def changed_scenario(folder: Path, *lines: dict, after: str = "") -> Path:
    """The demo, cut after the first line of an action, with lines added."""
    kept: list[str] = []
    for line in DEMO.read_text(encoding="utf-8").splitlines():
        kept.append(line)
        if after and f'"do": "{after}"' in line:
            break
    path = folder / "changed.jsonl"
    path.write_text("\n".join([*kept, *(json.dumps(line) for line in lines)]), encoding="utf-8")
    shutil.copy(DEMO.with_name("2023-03-29.roster.csv"), folder)
    return path


def test_demo_without_a_terminal_ends_with_the_election_of_2023() -> None:
    ran = run("demo", "--headless")
    assert ran.status == 0
    assert "ELECTED: Erlan Qoşanov" in ran.out
    assert "For 98" in ran.out
    assert "Needed: 50 of 98" in ran.out
    assert "Albert Rau" in ran.out.split("ELECTED")[2]
    assert "Dania Espaeva" in ran.out.split("ELECTED")[2]
    file = Path(ran.out.split("File: ")[1].strip())
    code = ran.out.split("head ")[1].split()[0]
    checked = run("verify", file, "--head", code)
    assert checked.status == 0
    assert "sound" in checked.out
    shutil.rmtree(file.parent)


def test_play_prints_the_result_as_json(tmp_path: Path) -> None:
    case = next(path for path in CASES if path.stem == "kz-senate-2023")
    ran = run("play", case, "--log", tmp_path / "s.sqlite", "--json")
    assert ran.status == 0
    assert ran.json["elections"][0]["elected"] == ["candidate"]
    assert ran.json == run("result", tmp_path / "s.sqlite", "--json").json
    assert ran.json["head_code"].replace("-", "") == ran.json["head"][:16]


def test_the_chain_can_be_checked_with_sqlite3_and_sha256sum(demo: Path) -> None:
    tools = [shutil.which("sqlite3"), shutil.which("sha256sum")]
    if not all(tools):
        assert not os.environ.get("CI"), "CI has to have sqlite3 and sha256sum"
        pytest.skip("sqlite3 and sha256sum are not installed")
    script = """
        before=0000000000000000000000000000000000000000000000000000000000000000
        last=$(sqlite3 "$1" 'select max(seq) from log')
        for seq in $(seq 1 "$last"); do
            sqlite3 "$1" "select entry from log where seq = $seq" > "$2/entry"
            entry=$(cat "$2/entry")
            before=$(printf '%s%s' "$before" "$entry" | sha256sum | cut -d' ' -f1)
            stated=$(sqlite3 "$1" "select hash from log where seq = $seq")
            [ "$before" = "$stated" ] || { echo "broken at $seq"; exit 1; }
        done
        echo "$before"
    """
    done = subprocess.run(
        ["sh", "-c", script, "check", demo, demo.parent],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip() == run("result", demo, "--json").json["head"]


def test_the_log_table_is_as_the_contract_says(demo: Path) -> None:
    db = sqlite3.connect(demo)
    assert db.execute("PRAGMA application_id").fetchone()[0] == 0x4D4A4C53
    before = "0" * 64
    rows = db.execute("select seq, entry, hash, at, role, action from log order by seq").fetchall()
    for number, (seq, entry, stated, at, role, action) in enumerate(rows, 1):
        data = json.loads(entry)
        assert seq == number == data["seq"]
        assert (at, role, action) == (data["at"], data["by"], data["action"])
        assert set(data) == {"action", "at", "by", "data", "seq"}
        assert entry == json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        before = hashlib.sha256((before + entry).encode()).hexdigest()
        assert before == stated
    for statement in (
        "update log set entry = entry",
        "delete from log",
        "insert or replace into log (seq, entry, hash) select seq, entry, hash from log",
    ):
        with pytest.raises(sqlite3.Error, match="only ever appended"):
            db.execute(statement)
        db.rollback()
    db.close()


def test_members_stand_only_where_the_design_allows(demo: Path) -> None:
    raw = demo.read_bytes()
    assert not Path(f"{demo}-wal").exists()
    db = sqlite3.connect(demo)
    allowed = (
        "seat_members", "mark_attendance", "close_voting", "form_commission", "choose_officers",
        "nominate", "open_box", "sign_protocol", "declare", "approve_ballot", "put_question",
    )  # fmt: skip
    inside = 0
    rest = raw
    for action, entry, stated in db.execute("select action, entry, hash from log"):
        rest = rest.replace(stated.encode(), b"")  # three of its digits may look like an id
        count = entry.encode().count(b'"d07"')
        assert count == 0 or action in allowed, action
        inside += count
    db.close()
    assert inside > 0
    assert raw.count(b'"d07"') == inside
    assert rest.count(b"d07") == sum(
        entry.encode().count(b"d07")
        for (entry,) in sqlite3.connect(demo).execute("select entry from log")
    )


def test_what_cannot_be_used_is_told_in_json_too(tmp_path: Path) -> None:
    path = tmp_path / "there.sqlite"
    path.write_text("no sitting", encoding="utf-8")
    for command in (("play", CASES[0], "--log", path), ("result", path)):
        ran = run(*command, "--json")
        assert (ran.status, ran.json["error"]["code"]) == (2, "bad-input")
        assert str(path) in ran.json["error"]["message"]
        assert ran.json["error"]["message"] in ran.err


def test_log_lists_one_line_an_action_and_json_lines(demo: Path) -> None:
    plain = run("log", demo)
    lines = run("log", demo, "--json").out.splitlines()
    actions = run("result", demo, "--json").json["actions"]
    assert len(plain.out.splitlines()) == len(lines) == actions
    assert json.loads(lines[0])["action"] == "open_sitting"
    only = run("log", demo, "--action", "nominate")
    assert "Erlan Qoşanov nominated by Baqtyqoja İzmuhambetov" in only.out
    assert run("log", demo, "--action", "dance").status == 2


def test_a_ballot_issued_twice_is_refused_with_its_place(tmp_path: Path) -> None:
    line = {"do": "issue_ballot", "by": "secretary", "election": "e", "member": "rau"}
    election = next(
        json.loads(text)["id"]
        for text in DEMO.read_text(encoding="utf-8").splitlines()
        if '"open_election"' in text
    )
    line["election"] = election
    scenario = changed_scenario(tmp_path, line, line, after="open_voting")
    log = tmp_path / "s.sqlite"
    ran = run("play", scenario, "--log", log, "--json")
    assert ran.status == 3
    assert ran.json["error"]["code"] == "already-issued"
    assert ran.json["error"]["do"] == "issue_ballot"
    assert "changed.jsonl, line " in ran.err
    assert "Albert Rau" in ran.err
    assert run("verify", log).status == 0
    assert ran.json["actions"] == ran.json["error"]["step"] - 1


def test_a_refused_first_step_leaves_no_file(tmp_path: Path) -> None:
    scenario = tmp_path / "s.jsonl"
    scenario.write_text('{"do": "close_roll_call", "by": "clerk"}\n')
    ran = run("play", scenario, "--log", tmp_path / "s.sqlite", "--json")
    assert ran.status == 3
    assert ran.json["error"]["code"] == "wrong-moment"
    assert not (tmp_path / "s.sqlite").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"do": "note"', "line 1: not JSON"),
        ("\xff", "not"),
        ("", "holds no action"),
        ("[1]", "line 1: not a JSON object"),
        ('{"do": "note", "do": "note"}', "stands twice"),
    ],
)
def test_an_unreadable_scenario_is_told_by_line(tmp_path: Path, text: str, words: str) -> None:
    scenario = tmp_path / "s.jsonl"
    scenario.write_bytes(text.encode("latin-1"))
    ran = run("play", scenario, "--log", tmp_path / "s.sqlite")
    assert ran.status == 2
    assert words in ran.err
    assert not (tmp_path / "s.sqlite").exists()


def test_an_existing_file_is_not_overwritten(demo: Path) -> None:
    before = demo.read_bytes()
    ran = run("play", DEMO, "--log", demo)
    assert ran.status == 2
    assert "exists already" in ran.err
    assert demo.read_bytes() == before


def test_new_makes_a_sitting_that_can_be_opened(tmp_path: Path) -> None:
    log = tmp_path / "new.sqlite"
    roster = DEMO.with_name("2023-03-29.roster.csv")
    ran = run("new", log, "--rules", "kz-majilis", "--roster", roster, "--date", "2023-03-29")
    assert ran.status == 0, ran.err
    assert "98 members" in ran.err
    assert log.stat().st_mode & 0o777 == 0o600
    assert run("result", log, "--json").json["sitting"]["seats"] == 98


def test_new_with_99_people_for_98_seats_leaves_nothing(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("name\n" + "".join(f"Deputy {n}\n" for n in range(99)))
    ran = run("new", tmp_path / "n.sqlite", "--rules", "kz-majilis", "--roster", roster)
    assert ran.status == 3
    assert "too-many-members" in ran.err
    assert "Members: 99, but seats: 98" in ran.err
    assert not (tmp_path / "n.sqlite").exists()


def test_a_roster_with_wrong_rows_is_told_whole(tmp_path: Path) -> None:
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\na,Anna\na,Berta\nb,\n")
    for command in (
        ("roster", "check", roster),
        ("new", tmp_path / "n.sqlite", "--rules", "kz-majilis", "--roster", roster),
    ):
        ran = run(*command)
        assert ran.status == 2
        assert "row 3" in ran.err
        assert "row 4" in ran.err


def test_rules_with_a_wrong_field_name_it(tmp_path: Path) -> None:
    rules = tmp_path / "r.toml"
    text = run("rules", "show", "kz-majilis").out
    assert "50" in text
    source = Path(DEMO).parents[1] / "rules" / "kz-majilis.toml"
    rules.write_text(source.read_text(encoding="utf-8").replace("seats = 98", 'seats = "many"'))
    ran = run("rules", "check", rules)
    assert ran.status == 2
    assert "chamber.seats" in ran.err
    assert "r.toml" in ran.err
    assert run("rules", "check", source).status == 0
    listed = run("rules", "list").out
    assert all(name in listed for name in ("kz-majilis", "kz-senate", "kz-kurultai"))


def test_what_is_no_sitting_is_said_so(tmp_path: Path, demo: Path) -> None:
    text = tmp_path / "text.sqlite"
    text.write_text("not a database")
    other = tmp_path / "other.sqlite"
    sqlite3.connect(other).execute("create table t (a)").connection.close()
    truncated = tmp_path / "truncated.sqlite"
    truncated.write_bytes(demo.read_bytes()[:9000])
    for path, status in ((text, 2), (other, 2), (tmp_path / "none", 2), (truncated, 1)):
        for command in ("verify", "result", "log"):
            ran = run(command, path)
            assert ran.status == status, (command, path, ran.err, ran.out)
            assert str(path) in ran.err + ran.out


def test_verify_finds_a_changed_entry_and_a_cut_tail(demo: Path, tmp_path: Path) -> None:
    code = run("result", demo, "--json").json["head_code"]
    changed = tmp_path / "changed.sqlite"
    shutil.copy(demo, changed)
    db = sqlite3.connect(changed)
    db.execute("drop trigger log_update")
    db.execute("""update log set entry = replace(entry, '"found":98', '"found":97')""")
    db.commit()
    db.close()
    ran = run("verify", changed)
    assert ran.status == 1
    assert "log_update on log is missing" in ran.out
    assert "hash" in ran.out
    cut = tmp_path / "cut.sqlite"
    shutil.copy(demo, cut)
    db = sqlite3.connect(cut)
    trigger = db.execute("select sql from sqlite_master where name = 'log_delete'").fetchone()[0]
    db.execute("drop trigger log_delete")
    db.execute("delete from log where seq = (select max(seq) from log)")
    db.execute(trigger)
    db.commit()
    db.close()
    assert run("verify", cut).status == 0, "a cut tail cannot be seen from inside"
    assert run("verify", cut, "--head", code).status == 1
    both = run("verify", demo, cut, "--json")
    assert [json.loads(line)["sound"] for line in both.out.splitlines()] == [True, True]


def test_an_earlier_head_is_found_with_what_follows_it(demo: Path) -> None:
    lines = run("log", demo, "--action", "sign_protocol", "--json").out.splitlines()
    signed = json.loads(lines[-1])
    ran = run("verify", demo, "--head", signed["data"]["head_code"].upper(), "--json")
    assert ran.status == 0
    assert ran.json["head_check"]["seq"] == signed["seq"] - 1


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    ran = run("play", DEMO, "--log", tmp_path / "none" / "s.sqlite")
    assert ran.status == 2
    assert "cannot be created" in ran.err
    if os.geteuid() == 0:  # the superuser may write into any folder but the kernel's own
        assert "cannot be created" in run("play", DEMO, "--log", "/proc/s.sqlite").err
        return
    folder = tmp_path / "shut"
    folder.mkdir(mode=0o500)
    assert "cannot be created" in run("play", DEMO, "--log", folder / "s.sqlite").err


def test_bad_usage_ends_with_two() -> None:
    assert run("play").status == 2
    assert run("dance").status == 2
    assert run("--help").status == 0
    screens = run("open", "x.sqlite")
    assert screens.status == 2
    assert "terminal" in screens.err


def test_a_path_alone_is_checked(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text(bundled_text("kz-senate"), encoding="utf-8")
    roster = DEMO.with_name("2023-03-29.roster.csv")
    for group, path, words in (("rules", rules, "50 seats"), ("roster", roster, "98 members")):
        ran = run(group, path)
        assert ran.status == 0
        assert words in ran.out
        assert ran.out == run(group, "check", path).out
    missing = run("roster", tmp_path / "lst")
    assert missing.status == 2
    assert "lst" in missing.err
    assert run("rules", "--bogus").status == 2


def test_the_help_of_print_says_where_it_goes(tmp_path: Path) -> None:
    told = " ".join(run("print", "--help").out.split())
    assert "a PDF goes into a file beside FILE" in told
    assert "txt and html go to standard output" in told
    file = tmp_path / "s.sqlite"
    assert run("play", DEMO, "--log", file).status == 0
    printed = run("print", file, "roll")
    assert printed.out == ""
    (beside,) = tmp_path.glob("*.pdf")
    assert beside.name in printed.err
    assert "98" in run("print", file, "roll", "--format", "txt").out
