"""Officers' PINs: a hash of each, the delay after wrong ones, and the lock.

What two PINs on one keyboard prove: that for a critical step somebody typed what only the
chairman, and something that only the secretary should know. They keep a passer-by, or one officer
alone, from acting in another's name at this program. They do not prove that two people were
there: who has seen a PIN typed can type it, and who can write to the file can put another hash
into it or write a log without this program. A short PIN can be found by trying all, by whoever
holds a copy of the file. A PIN unlocks a screen; it encrypts nothing.
"""

import unicodedata
from collections.abc import Iterable

from sqlite_utils import Database

from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.shapes import LEAST_PIN
from majilis_tui.procedure.timing import seconds_between

MOST_LENGTH = 200
# A slip of the finger costs nothing, then the wait trebles from one failure to the next.
FREE_FAILURES = 2
FIRST_WAIT = 5
LOCKED_AFTER = 8
LOCK_SECONDS = 15 * 60


def known(db: Database) -> frozenset[str]:
    """Return the roles that have chosen a PIN."""
    return frozenset(str(row[0]) for row in db.execute("select role from credential"))


def kept(db: Database, role: str) -> str | None:
    """Return the hash of a role's PIN, None if it has none."""
    row = db.execute("select hash from credential where role = ?", [role]).fetchone()
    return None if row is None else str(row[0])


def hashed(pin: str) -> str:
    """Return the hash to keep of a new PIN; raises Refusal if it is too easy to guess."""
    from argon2 import PasswordHasher

    if not LEAST_PIN <= len(pin) <= MOST_LENGTH or len(set(pin)) < 2:
        raise Refusal(
            "bad-input",
            "A PIN has at least {least} characters, not all the same.",
            least=LEAST_PIN,
        )
    return PasswordHasher().hash(_bytes(pin))


def keep(db: Database, role: str, pin_hash: str, seq: int) -> None:
    """Write a PIN's hash, chosen when the log had `seq` entries; in a transaction."""
    row = {"role": role, "hash": pin_hash, "proved_at": seq}
    db.table("credential").insert(row, replace=True)


def forget(db: Database, roles: Iterable[str]) -> None:
    """Take PINs away, since other people hold the office now; in a transaction."""
    for role in roles:
        db.execute("delete from credential where role = ?", [role])


def matches(db: Database, role: str, pin: str) -> bool:
    """Say whether this is the role's PIN; takes about a tenth of a second, by design."""
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    pin_hash = kept(db, role)
    try:
        return pin_hash is not None and PasswordHasher().verify(pin_hash, _bytes(pin))
    except VerificationError:
        return False


def proved(db: Database, role: str, seq: int) -> None:
    """Note that the role proved itself, so that failures count anew; in a transaction."""
    db.execute("update credential set proved_at = ? where role = ?", [seq, role])


def failures(db: Database, role: str) -> int:
    """Return how many wrong PINs are on record since the role last proved itself."""
    return len(_refused(db, role))


def wait(db: Database, role: str, now: str) -> int:
    """Return for how many seconds no further PIN is looked at; 0 for none.

    Counted from the log and the clock alone. A clock that is set forward while the program runs
    shortens nothing; set while it does not run, it cannot be told from time that passed.
    """
    refused = _refused(db, role)
    delay = delay_after(len(refused))
    if not delay:
        return 0
    seq, at = refused[-1]
    jumped = db.execute(
        "select coalesce(sum(json_extract(entry, '$.data.seconds')), 0) from log"
        " where action = 'clock_jump' and seq > ?",
        [seq],
    ).fetchone()[0]
    passed = seconds_between(at, now) - jumped
    return max(0, min(delay, int(delay - passed + 0.999)))


def delay_after(number: int) -> int:
    """Return the seconds to wait after so many failures in a row."""
    if number >= LOCKED_AFTER:
        return LOCK_SECONDS
    if number <= FREE_FAILURES:
        return 0
    return int(FIRST_WAIT * 3 ** (number - FREE_FAILURES - 1))


def _refused(db: Database, role: str) -> list[tuple[int, str]]:
    rows = db.execute(
        "select log.seq, log.at from log join credential on credential.role = ?"
        " where log.action = 'pin_refused' and log.seq > credential.proved_at"
        " and json_extract(log.entry, '$.data.role') = credential.role order by log.seq",
        [role],
    )
    return [(int(seq), str(at)) for seq, at in rows]


def _bytes(pin: str) -> bytes:
    return unicodedata.normalize("NFC", pin).encode()
