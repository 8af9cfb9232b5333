"""Copies, the second medium and signed heads, as a user calls them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from majilis_tui.scenario import Play
from tests.cli.program import run

Conduct = Callable[..., Play]


@pytest.fixture
def sitting(conducted: Conduct) -> Path:
    play = conducted(steps=24)
    assert play.desk is not None
    return play.log


def test_backup_of_an_open_sitting(sitting: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    ran = run("backup", sitting, copy)
    assert (ran.status, ran.out) == (0, "")
    code = run("result", sitting, "--json").json["head_code"]
    assert f"verified copy, 24 actions, head {code}" in ran.err
    assert run("verify", copy, "--head", code).status == 0
    again = run("backup", sitting, copy)
    assert again.status == 2
    assert "exists already" in again.err
    assert run("backup", tmp_path / "none", tmp_path / "c").status == 2


def test_mirror_verify_and_restore(sitting: Path, tmp_path: Path) -> None:
    mirror = tmp_path / "m.txt"
    assert "No second medium" in run("mirror", sitting).err
    ran = run("mirror", sitting, mirror)
    assert (ran.status, ran.out.strip()) == (0, str(mirror))
    assert "same medium" in ran.err
    assert run("mirror", sitting).out.strip() == str(mirror)
    compared = run("verify", sitting, "--against", mirror)
    assert compared.status == 0
    assert "holds entries 1 to 25; 0 entries follow them" in compared.out
    restored = run("restore", mirror, tmp_path / "r.sqlite")
    assert restored.status == 1
    assert "issuing list" in restored.err
    holders = tmp_path / "holders.txt"
    closed = run("log", sitting, "--json")
    assert closed.status == 0
    holders.write_text("nobody\n")
    assert run("restore", mirror, tmp_path / "w.sqlite", "--received", holders).status == 2
    assert not (tmp_path / "w.sqlite").exists()
    mirror.rename(tmp_path / "elsewhere.txt")
    gone = run("mirror", sitting)
    assert gone.status == 1
    assert "not there" in gone.err
    assert run("mirror", sitting, "--none").status == 0
    assert "No second medium" in run("mirror", sitting).err
    assert run("mirror", sitting, mirror, "--none").status == 2
    older = run("verify", sitting, "--against", tmp_path / "elsewhere.txt", "--json")
    assert older.status == 0
    assert json.loads(older.out)["mirror_check"]["followed_by"] == 1
    changed = (tmp_path / "elsewhere.txt").read_bytes().replace(b"present", b"prezent")
    (tmp_path / "elsewhere.txt").write_bytes(changed)
    tampered = run("verify", sitting, "--against", tmp_path / "elsewhere.txt")
    assert tampered.status == 1
    assert "chain of the mirror is broken" in tampered.out
    assert run("restore", tmp_path / "elsewhere.txt", tmp_path / "x.sqlite").status == 1
    assert run("verify", sitting, "--against", tmp_path / "none").status == 2


def test_restore_with_the_issuing_list(conducted: Conduct, tmp_path: Path) -> None:
    play = conducted(steps=24)
    assert play.desk is not None
    play.desk.set_mirror(tmp_path / "m.txt")
    holders = tmp_path / "holders.txt"
    holders.write_text("\n".join(sorted(play.desk.papers.register)) + "\n")
    ran = run("restore", tmp_path / "m.txt", tmp_path / "r.sqlite", "--received", holders)
    assert ran.status == 0, ran.err
    assert run("verify", tmp_path / "r.sqlite", "--against", tmp_path / "m.txt").status == 0


def test_restore_in_the_middle_of_a_count(conducted: Conduct, tmp_path: Path) -> None:
    play = conducted(steps=40)
    assert play.desk is not None
    play.desk.set_mirror(tmp_path / "m.txt")
    ran = run("restore", tmp_path / "m.txt", tmp_path / "r.sqlite")
    assert ran.status == 0, ran.err
    assert "read again from the beginning" in ran.err
    last = run("log", tmp_path / "r.sqlite").out.splitlines()[-1]
    assert "rebuilt from the second medium" in last
    compared = run("verify", tmp_path / "r.sqlite", "--against", tmp_path / "m.txt")
    assert compared.status == 0
    assert "1 entries follow them" in compared.out or "1 entry follows them" in compared.out


def test_keys_checkpoint_and_note(sitting: Path, tmp_path: Path) -> None:
    none = run("checkpoint", sitting)
    assert none.status == 2
    assert "no head of it was signed" in none.err
    keys = []
    for role in ("chairman", "secretary"):
        ran = run("key", sitting, role, tmp_path / role)
        assert ran.status == 0, ran.err
        assert "Fingerprint" in ran.err
        keys.append(ran.out.strip())
    note = tmp_path / "n.note"
    assert run("checkpoint", sitting, "--sign", "--out", note).status == 0
    assert run("checkpoint", sitting).out == note.read_text()
    assert run("checkpoint", sitting, "--out", note).status == 2
    checked = run("verify", sitting, "--note", note, "--key", keys[0], "--key", keys[1])
    assert checked.status == 0, checked.err
    assert "signs entry 26; 0 entries follow it" in checked.out
    assert checked.out.count("signed: ") == 2
    by_the_log = run("verify", sitting, "--note", note)
    assert by_the_log.status == 0
    assert all(f"checked by: {key}" in by_the_log.out for key in keys)
    note.write_text(note.read_text().replace("\n26\n", "\n25\n"))
    forged = run("verify", sitting, "--note", note)
    assert forged.status == 1
    assert "signature" in forged.out
    assert run("verify", sitting, "--note", tmp_path / "none").status == 2
    assert run("key", sitting, "clerk", tmp_path).status == 2
