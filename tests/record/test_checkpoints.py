"""Signed heads: made at every protocol, and false in every way but the true one."""

import base64
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from majilis_tui.desk import Desk, RecordError
from majilis_tui.procedure.actions import ChooseOfficers, EnrollOfficer, Note
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.record import checkpoints, copies, medium
from majilis_tui.record.checkpoints import read
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play

Conduct = Callable[..., Play]


def officers_chosen(conducted: Conduct) -> tuple[Play, int]:
    play = conducted(steps=0)
    for step in play.steps:
        play.do(step)
        if step.do == "choose_officers":
            return play, step.number
    raise AssertionError


def with_keys(conducted: Conduct, folder: Path) -> tuple[Desk, Play, int]:
    play, done = officers_chosen(conducted)
    assert play.desk is not None
    for role in ("chairman", "secretary"):
        play.desk.make_key(role, folder / role)  # type: ignore[arg-type]
    return play.desk, play, done


# The example in the documentation of Go's `note` package, which began the format.
SPEC_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqf"
    "qdngotpRZb6KE6RyyBwJnAM=\n"
)
SPEC_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_the_signature_of_the_example_known_everywhere_is_checked_as_everywhere() -> None:
    name, public = checkpoints._verifier(SPEC_KEY)
    body, _, line = SPEC_NOTE.rpartition("\n\n")
    signed = base64.b64decode(line.split(" ")[2])
    assert signed[:4] == checkpoints._key_id(name, public)
    Ed25519PublicKey.from_public_bytes(public).verify(signed[4:], f"{body}\n".encode())


def test_a_note_has_the_form_of_the_specification(conducted: Conduct, tmp_path: Path) -> None:
    desk, _, _ = with_keys(conducted, tmp_path)
    signed = desk.cosign()
    assert signed is not None
    origin, size, root, blank, *lines = signed.note.split("\n")
    first = next(desk.lines()).hash
    assert origin == f"majilis-tui/{first[:16]}"
    assert int(size) == desk.sitting.seq
    assert base64.b64decode(root).hex() == desk.head
    assert blank == ""
    assert lines.pop() == ""
    assert len(lines) == 2
    text = f"{origin}\n{size}\n{root}\n".encode()
    for line, role in zip(lines, ("chairman", "secretary"), strict=True):
        dash, name, mark = line.split(" ")
        assert (dash, name) == ("—", f"{origin}/{role}")
        verifier = next(key for key in desk.verifiers() if key.startswith(f"{name}+"))
        public = base64.b64decode(verifier.split("+", 2)[2])[1:]
        expected = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
        assert base64.b64decode(mark)[:4] == expected
        Ed25519PublicKey.from_public_bytes(public).verify(base64.b64decode(mark)[4:], text)


def test_heads_are_signed_at_every_protocol_and_at_the_end(
    conducted: Conduct, tmp_path: Path
) -> None:
    desk, play, done = with_keys(conducted, tmp_path / "keys")
    private = sorted((tmp_path / "keys").rglob("*.key"))
    assert [path.stat().st_mode & 0o777 for path in private] == [0o600, 0o600]
    notes = []
    for step in play.steps[done:]:
        play.do(step)
        if step.do in ("sign_protocol", "close_sitting"):
            signed = desk.checkpoint()
            assert signed is not None
            assert (signed.seq, signed.missing) == (desk.sitting.seq, ())
            notes.append(signed)
    assert len(notes) > 3
    for number, signed in enumerate(notes):
        path = tmp_path / f"{number}.note"
        path.write_text(signed.note)
        report = verify(desk.path, note=path, verifiers=desk.verifiers())
        assert report.sound
        check = report.note_check
        assert check is not None
        assert check.followed_by == desk.sitting.seq - signed.seq
        assert [name.rpartition("/")[2] for name in check.signers] == ["chairman", "secretary"]
    assert not any(path.exists() for path in private), "keys end with the sitting"
    assert desk.cosign() is None


def test_private_keys_are_nowhere_in_the_file(conducted: Conduct, tmp_path: Path) -> None:
    desk, _, _ = with_keys(conducted, tmp_path / "keys")
    desk.cosign()
    raw = desk.path.read_bytes()
    for path in (tmp_path / "keys").rglob("*.key"):
        seed = path.read_text().strip().split("+", 4)[4]
        assert seed.encode() not in raw
        assert base64.b64decode(seed)[1:] not in raw


def test_a_key_that_is_not_at_hand_stops_nothing(conducted: Conduct, tmp_path: Path) -> None:
    desk, play, done = with_keys(conducted, tmp_path / "keys")
    (tmp_path / "keys" / "secretary").rename(tmp_path / "away")
    signed = desk.cosign()
    assert signed is not None
    assert signed.note.count("—") == 1
    assert "secretary" in signed.missing[0]
    (tmp_path / "keys" / "chairman").rename(tmp_path / "away too")
    assert desk.cosign() is None
    for step in play.steps[done:]:
        play.do(step)
    assert verify(desk.path).sound


def test_a_key_on_a_medium_that_hangs_holds_up_neither_the_other_nor_the_file(
    conducted: Conduct, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _, _ = with_keys(conducted, tmp_path)
    monkeypatch.setattr(medium, "PATIENCE_SECONDS", 0.2)
    (key,) = (tmp_path / "chairman").iterdir()
    key.unlink()
    os.mkfifo(key)  # reading it does not come back, as with a stick that hangs
    sign = checkpoints.signature

    def watched(body: str, path: Path) -> str:
        with Desk.open(desk.path, desk.clock) as other:
            other._db.execute("PRAGMA busy_timeout = 0")
            other._db.execute("begin immediate")
            other._db.rollback()
        return sign(body, path)

    monkeypatch.setattr(checkpoints, "signature", watched)
    for _ in range(2):  # the second time it still hangs
        signed = desk.cosign()
        assert signed is not None
        assert read(signed.note, desk.verifiers()).signers == (desk.verifiers()[1].split("+")[0],)
        (missing,) = signed.missing
        assert "the medium does not answer" in missing
    key.open("wb").close()


def test_keys_are_for_officers_and_end_with_their_office(
    conducted: Conduct, tmp_path: Path
) -> None:
    play = conducted(steps=3)
    assert play.desk is not None
    with pytest.raises(Refusal):
        play.desk.make_key("chairman", tmp_path)
    desk, _, _ = with_keys(conducted, tmp_path / "keys")
    with pytest.raises(Refusal):
        desk.make_key("clerk", tmp_path)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(RecordError):
        desk.make_key("chairman", tmp_path / "file")
    before = desk.cosign()
    members = desk.sitting.commission
    desk.do("chairman", ChooseOfficers(chairman=members[1], secretary=members[0]))
    assert desk.cosign() is None
    assert not list((tmp_path / "keys").rglob("*.key"))
    desk.make_key("chairman", tmp_path / "keys")
    assert len(desk.verifiers()) == 3
    assert before is not None
    (tmp_path / "n.note").write_text(before.note)
    assert verify(desk.path, note=tmp_path / "n.note").sound


def test_a_note_is_checked_by_keys_known_from_elsewhere(conducted: Conduct, tmp_path: Path) -> None:
    desk, _, _ = with_keys(conducted, tmp_path / "keys")
    signed = desk.cosign()
    assert signed is not None
    note = tmp_path / "n.note"
    note.write_text(signed.note)
    known = desk.verifiers()
    desk.make_key("chairman", tmp_path / "forged")
    desk.make_key("secretary", tmp_path / "forged")
    desk.do("chairman", Note(text="another head"))
    forged = desk.cosign()
    assert forged is not None
    (tmp_path / "f.note").write_text(forged.note)
    assert verify(desk.path, note=note, verifiers=known).sound
    assert verify(desk.path, note=tmp_path / "f.note").sound
    report = verify(desk.path, note=tmp_path / "f.note", verifiers=known)
    assert not report.sound
    assert "none of the keys known" in report.findings[0]


def test_every_changed_byte_of_a_note_is_found(conducted: Conduct, tmp_path: Path) -> None:
    desk, _, _ = with_keys(conducted, tmp_path / "keys")
    signed = desk.cosign()
    assert signed is not None
    raw = signed.note.encode()
    known = desk.verifiers()
    body = raw.rindex(b"\n\n") + 2
    tried = 0
    for at in range(len(raw)):
        for bit in (1, 2, 64):
            changed = raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :]
            try:
                said = checkpoints.read(changed.decode(), known)
            except (checkpoints.NoteError, UnicodeDecodeError):
                tried += 1
                continue
            # A line that names another key says nothing of this one; the other still holds.
            assert at >= body, at
            assert len(said.signers) == 1
            tried += 1
    assert tried == 3 * len(raw)


@pytest.mark.parametrize(
    "note",
    ["", "\n", "a\n\n— b c\n", "x\n1\nAA==\n\n", "x\n1\nAA==\n\n— n\n", "— \n\n— \n", "é\n\n\n"],
)
def test_what_is_no_note_is_told(note: str) -> None:
    with pytest.raises(checkpoints.NoteError):
        checkpoints.read(note, [SPEC_KEY])


@pytest.mark.parametrize("key", ["", "a+b", "a+00000000+AAAA", SPEC_KEY[:-4], SPEC_KEY.lower()])
def test_what_is_no_key_is_told(key: str) -> None:
    with pytest.raises(checkpoints.NoteError):
        checkpoints.read("a\n1\nb\n\n— n AAAA\n", [key])


def test_a_note_convicts_a_cut_tail_and_another_sitting(conducted: Conduct, tmp_path: Path) -> None:
    desk, _, _ = with_keys(conducted, tmp_path / "keys")
    desk.backup(tmp_path / "older.sqlite")
    desk.do("chairman", Note(text="later"))
    signed = desk.cosign()
    assert signed is not None
    note = tmp_path / "n.note"
    note.write_text(signed.note)
    cut = verify(tmp_path / "older.sqlite", note=note)
    assert f"the file holds {desk.sitting.seq - 1}" in cut.findings[0]
    other, play, _ = with_keys(conducted, tmp_path / "other")
    assert "keys known" in verify(other.path, note=note).findings[0]
    with Desk.open(tmp_path / "older.sqlite", play.clock) as fork:
        fork.do("chairman", Note(text="instead"))
    forked = verify(tmp_path / "older.sqlite", note=note)
    assert "is not that of entry" in forked.findings[0]


def test_the_keys_that_a_note_is_checked_by_are_in_the_chain(
    conducted: Conduct, tmp_path: Path
) -> None:
    desk, _, _ = with_keys(conducted, tmp_path)
    logged = [
        line.entry.data
        for line in desk.lines()
        if isinstance(line.entry.data, EnrollOfficer) and line.entry.data.key
    ]
    assert [(each.role, each.key) for each in logged] == list(
        zip(("chairman", "secretary"), desk.verifiers(), strict=True)
    )
    second = desk.make_key("secretary", tmp_path / "another")
    assert desk.verifiers() == [*(each.key for each in logged), second]
    desk.set_mirror(tmp_path / "m.txt")
    signed = desk.cosign()
    assert signed is not None
    (tmp_path / "n.note").write_text(signed.note)
    restored = tmp_path / "restored.sqlite"
    copies.restore(tmp_path / "m.txt", restored)
    report = verify(restored, note=tmp_path / "n.note")
    assert report.sound
    assert report.note_check is not None
    assert len(report.note_check.signers) == 2


@pytest.mark.parametrize(
    "key", ["", "name", "name+0011223+AAAA", "a name+00112233+AAAA", "n+00112233+ключ"]
)
def test_what_is_no_key_is_not_put_on_record(conducted: Conduct, tmp_path: Path, key: str) -> None:
    desk, _, _ = with_keys(conducted, tmp_path)
    with pytest.raises(Refusal) as refused:
        desk.do("system", EnrollOfficer(role="chairman", key=key))
    assert refused.value.code == "bad-input"


def test_a_key_that_cannot_be_put_on_record_is_not_left(conducted: Conduct, tmp_path: Path) -> None:
    desk, _, _ = with_keys(conducted, tmp_path)
    desk.path.rename(tmp_path / "moved")
    with pytest.raises(RecordError):
        desk.make_key("chairman", tmp_path / "late")
    assert list((tmp_path / "late").iterdir()) == []
    (tmp_path / "moved").rename(desk.path)
    assert len(desk.verifiers()) == 2


@pytest.mark.parametrize("size", ["9" * 5000, "01", "-1", "²"])
def test_a_note_of_an_impossible_size_is_told(
    conducted: Conduct, tmp_path: Path, size: str
) -> None:
    desk, _, _ = with_keys(conducted, tmp_path)
    (key,) = (tmp_path / "chairman").iterdir()
    origin = checkpoints.origin(desk._hash_of(1))
    body = f"{origin}\n{size}\n{base64.b64encode(bytes(32)).decode()}\n"
    with pytest.raises(checkpoints.NoteError, match="not the head of a sitting"):
        read(f"{body}\n{checkpoints.signature(body, key)}", desk.verifiers())
