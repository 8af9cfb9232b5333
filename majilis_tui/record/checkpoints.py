"""Signed heads: evidence outside the file, as C2SP signed notes (c2sp.org/signed-note).

A note has the form of a log checkpoint (c2sp.org/tlog-checkpoint): origin, number of entries,
head in base64, and a signature of each officer's Ed25519 key. The head is that of the hash chain,
not of a Merkle tree: other programs can check the signatures, not ask for proofs.

Keys are made for one sitting. A private key lies unencrypted in a file of its own, on a medium
its officer chose, never in the sitting's file: the PIN encrypts nothing, and who holds the key
file can sign. So a note is worth what the officers' care for their media is worth, and more once
the sitting is closed: then the keys are deleted, and nobody can sign another head afterwards.
The public keys are in the log: who puts others there makes another chain, whose head is not the
one read aloud. Compare them with the fingerprints too, or give them to `verify` by hand.
"""

import base64
import contextlib
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from majilis_tui.procedure.sentences import Sentence, SpokenError
from majilis_tui.record import file
from majilis_tui.record.errors import NotASittingError, RecordError

ED25519 = b"\x01"
PRIVATE = "PRIVATE+KEY+"
MOST_CHARACTERS = 100_000


class NoteError(SpokenError):
    """A note that is not of this form, or whose signature is false."""


class Note(msgspec.Struct, frozen=True):
    """A signed head: the sitting it is of, the number of entries, the hash, and who signed."""

    origin: str
    size: int
    head: str
    signers: tuple[str, ...]


class NoteCheck(msgspec.Struct, frozen=True):
    """Whether a note is of a sitting; `wrong` says in words why not.

    `keys` are the verifier keys it was checked by, to be compared with those made known then.
    """

    file: str
    keys: list[str]
    size: int | None = None
    signers: tuple[str, ...] = ()
    followed_by: int | None = None
    wrong: str | None = None


def origin(first_hash: str) -> str:
    """Return the name of a sitting in its notes, from the hash of its first entry."""
    return f"majilis-tui/{first_hash[:16]}"


def key_name(first_hash: str, role: str) -> str:
    """Return the name of an officer's key."""
    return f"{origin(first_hash)}/{role}"


def fingerprint(verifier: str) -> str:
    """Return what is read aloud and printed of a public key: 64 bits, in groups of four."""
    digits = hashlib.sha256(verifier.encode()).hexdigest()[:16]
    return "-".join(digits[i : i + 4] for i in range(0, 16, 4))


def make_key(path: Path, name: str) -> str:
    """Write a new private key to a file of its own and return the verifier key.

    Both have the form that Go's `note` package reads. Raises RecordError.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    number = _key_id(name, public).hex()
    seed = _base64(ED25519 + private.private_bytes_raw())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as key:
            key.write(f"{PRIVATE}{name}+{number}+{seed}\n")
            key.flush()
            os.fsync(key.fileno())
    except OSError as error:
        raise RecordError(
            path,
            "the key cannot be written ({reason})",
            "Name another folder; an existing key is never overwritten.",
            reason=file.reason(error),
        ) from None
    file.sync_folder(path.parent)
    return f"{name}+{number}+{_base64(ED25519 + public)}"


def delete_key(path: Path, sitting: str) -> None:
    """Delete a private key of a sitting, as far as the medium lets go of what was written to it.

    Whoever can write to the sitting's file can name any path in it: what is no key of the sitting
    is left alone.
    """
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, "r+b") as key:
            size = os.fstat(handle).st_size
            if not stat.S_ISREG(os.fstat(handle).st_mode) or size > MOST_CHARACTERS:
                return
            if not key.read().startswith(f"{PRIVATE}{sitting}/".encode()):
                return
            key.seek(0)
            key.write(b"0" * size)
            key.flush()
            os.fsync(handle)
        path.unlink()


def text(sitting: str, size: int, head: str) -> str:
    """Return the text that is signed."""
    return f"{sitting}\n{size}\n{_base64(bytes.fromhex(head))}\n"


def covers(note: str, hashes: Sequence[str], seq: int) -> bool:
    """Say whether a note is of the head that entry `seq` has in a log, and nothing but signed."""
    body, _, signatures = note.partition("\n\n")
    lines = signatures.splitlines()
    signed = bool(lines) and all(line.startswith("— ") for line in lines)
    return signed and body + "\n" == text(origin(hashes[0]), seq, hashes[seq - 1])


def signature(body: str, path: Path) -> str:
    """Return the signature line of a key over a text; raises RecordError without the key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    try:
        name, _, seed = path.read_text("utf-8").strip().removeprefix(PRIVATE).split("+", 2)
        private = Ed25519PrivateKey.from_private_bytes(_bytes(seed)[1:])
    except (OSError, ValueError) as error:
        said = file.reason(error) if isinstance(error, OSError) else Sentence("it is no key")
        raise RecordError(
            path,
            "the key cannot be used ({reason})",
            "Put its medium back, or make a new key.",
            reason=said,
        ) from None
    number = _key_id(name, private.public_key().public_bytes_raw())
    return f"— {name} {_base64(number + private.sign(body.encode()))}\n"


def read(note: str, verifiers: Iterable[str]) -> Note:
    """Check a note's signatures by known keys and return what it says; raises NoteError.

    Signatures of unknown keys are passed over; one of a known key that is false, or none that is
    true, makes the note worthless.
    """
    body, blank, lines = note.rpartition("\n\n")
    body += "\n"
    if len(note) > MOST_CHARACTERS or not blank or not lines.endswith("\n"):
        raise NoteError(Sentence("not a signed note"))
    said = body[:-1].split("\n")
    if len(said) != 3:
        raise NoteError(Sentence("not the head of a sitting"))
    known = [_verifier(verifier) for verifier in verifiers]
    signers = []
    for line in lines[:-1].split("\n"):
        dash, name, signed = (*line.split(" "), "", "")[:3]
        if dash != "—" or not name:
            raise NoteError(Sentence("a line below the blank one is no signature"))
        number, mark = _bytes(signed)[:4], _bytes(signed)[4:]
        for key, public in known:
            if key == name and number == _key_id(key, public):
                _check(public, mark, body, name)
                signers.append(name)
    if not signers:
        raise NoteError(Sentence("it is signed by none of the keys known"))
    size, head = said[1], _bytes(said[2]).hex()
    if not re.fullmatch(r"0|[1-9][0-9]{0,17}", size) or len(head) != 64:
        raise NoteError(Sentence("not the head of a sitting"))
    return Note(said[0], int(size), head, tuple(signers))


def check(path: Path, hashes: list[str], verifiers: list[str]) -> NoteCheck:
    """Hold a note against the hashes of a log; raises NotASittingError if it is unreadable."""
    try:
        note = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        said = file.reason(error) if isinstance(error, OSError) else Sentence("not UTF-8")
        raise NotASittingError(
            path, "cannot be read ({reason})", "Name a file that `checkpoint` made.", reason=said
        ) from None
    try:
        signed = read(note, verifiers)
    except NoteError as error:
        return NoteCheck(str(path), verifiers, wrong=error.args[0])
    wrong: Sentence | None = None
    if not hashes or signed.origin != origin(hashes[0]):
        wrong = Sentence("it is of another sitting")
    elif signed.size > len(hashes):
        wrong = Sentence.counted(
            "it was signed over {n} entry, the file holds {entries}",
            "it was signed over {n} entries, the file holds {entries}",
            signed.size,
            entries=len(hashes),
        )
    elif signed.size < 1 or hashes[signed.size - 1] != signed.head:
        wrong = Sentence("the head it signs is not that of entry {seq}", seq=signed.size)
    return NoteCheck(
        file=str(path),
        keys=verifiers,
        size=signed.size,
        signers=signed.signers,
        followed_by=None if wrong else len(hashes) - signed.size,
        wrong=wrong,
    )


def _verifier(verifier: str) -> tuple[str, bytes]:
    """Read a verifier key: name, number, and the public key in base64."""
    try:
        name, number, data = verifier.split("+", 2)
    except ValueError:
        raise NoteError(Sentence("{key} is no verifier key", key=repr(verifier))) from None
    kind, public = _bytes(data)[:1], _bytes(data)[1:]
    if kind != ED25519 or len(public) != 32 or number != _key_id(name, public).hex():
        raise NoteError(Sentence("{key} is no verifier key", key=repr(verifier)))
    return name, public


def _check(public: bytes, mark: bytes, body: str, name: str) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(mark, body.encode())
    except (InvalidSignature, ValueError):
        raise NoteError(Sentence("the signature of {name} is false", name=name)) from None


def _key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    """Read base64 that is written in the one way it can be."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        data = b""
    if _base64(data) != text:
        raise NoteError(Sentence("what should be base64 is not"))
    return data
