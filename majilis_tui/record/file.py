"""Opening, securing and tidying the SQLite file of a sitting."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from majilis_tui.record import schema
from majilis_tui.record.errors import (
    DamagedError,
    InTheWayError,
    NotASittingError,
    RecordError,
)

# From 3.7.0 to 3.51.2 two connections that write can corrupt a WAL database.
LEAST_ENGINE = (3, 51, 3)
BUSY_MILLISECONDS = 10_000
TIDY_MILLISECONDS = 250
# So often is tidied before a reader is taken to be in the way: two seconds in all.
CLEARING_TRIES = 8
ROOM_BYTES = 128 * 1024

_PRAGMAS = (
    "synchronous=FULL",
    "secure_delete=ON",
    "recursive_triggers=ON",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    f"busy_timeout={BUSY_MILLISECONDS}",
)


def check_engine(path: Path, version: tuple[int, ...] = sqlite3.sqlite_version_info) -> None:
    """Refuse an SQLite that can lose a log with two terminals."""
    if version < LEAST_ENGINE:
        raise RecordError(
            path,
            "this SQLite is {version}, older than {least}, and can corrupt a file that two"
            " terminals use",
            "Install the package pysqlite3 0.6.1 or newer, which brings its own.",
            version=".".join(map(str, version)),
            least=".".join(map(str, LEAST_ENGINE)),
        )


def create(path: Path) -> Database:
    """Make an empty sitting file, readable by its owner alone; raises RecordError."""
    check_engine(path)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise RecordError(
            path, "the file exists already", "Choose another name, or open it to go on."
        ) from None
    except OSError as error:
        raise RecordError(
            path,
            "cannot be created ({reason})",
            "Choose a folder you may write to.",
            reason=reason(error),
        ) from None
    os.close(handle)
    try:
        with explained(path):
            db = _connect(path, "rw")
            db.execute("PRAGMA journal_mode=WAL")
            schema.build(db)
            # Last, so that what is left of a creation broken off is taken for no sitting.
            db.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
            tidy(db)
        sync_folder(path.parent)
    except BaseException:
        remove(path)
        raise
    return db


def remove(path: Path) -> None:
    """Take away a file that was never acknowledged, with its companions."""
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        name.unlink(missing_ok=True)


def connect(path: Path, *, read_only: bool = False) -> Database:
    """Open a sitting file; raises RecordError, NotASittingError or DamagedError.

    For reading, a file that nobody has open is taken as one that does not change, which leaves
    nothing beside it: see `at_rest` and `leave`.
    """
    check_engine(path)
    if not path.exists():
        raise NotASittingError(path, "there is no such file", "Check the name.")
    if not path.is_file():
        raise _no_sitting(path)
    if not os.access(path, os.R_OK):
        raise NotASittingError(path, "may not be read", "Check name and permissions.")
    if not read_only and not os.access(path, os.W_OK):
        raise RecordError(path, "may not be written to", "Ask its owner, or only read it.")
    with explained(path):
        db = _connect(path, _reading_mode(path) if read_only else "rw")
        try:
            _check_kind(db, path)
            db.execute("select count(*) from sqlite_master").fetchone()
            if not read_only:
                db.execute("PRAGMA journal_mode=WAL")
                schema.build(db)
                _check_schema(db, path)
        except BaseException:
            db.close()
            raise
    return db


def _check_schema(db: Database, path: Path) -> None:
    """Refuse to write where a trigger or a table that is not this program's could act on it."""
    wrong = schema.deviations(db)
    if wrong:
        raise DamagedError(
            path,
            "its tables are not those that this program makes ({what})",
            "Run verify on it; go on with a copy that is sound.",
            what=tuple(wrong),
        )


def _check_kind(db: Database, path: Path) -> None:
    """Refuse what is not a sitting's file.

    The engine reads the header, never this program: whoever closes a file that the same process
    has open elsewhere gives up that other connection's locks, and another program could then
    take away the log that is being written.
    """
    if db.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise _no_sitting(path)


def _no_sitting(path: Path) -> NotASittingError:
    return NotASittingError(path, "not the file of a sitting", "Name a file made by this program.")


def at_rest(path: Path) -> tuple[int, ...] | None:
    """Return what identifies a file that nobody has open, as it is now; None if somebody has.

    Who has it open keeps a log of writes beside it; an empty one that cannot be taken away, in a
    folder that may not be written to, tells nothing.
    """
    try:
        log = _companion(path, "-wal")
        shut = not log.exists() or (cleared(path) and not os.access(log.parent, os.W_OK))
        if not shut or _companion(path, "-journal").exists():
            return None
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _reading_mode(path: Path) -> str:
    return "ro" if at_rest(path) is None else "ro&immutable=1"


def leave(db: Database, path: Path) -> None:
    """Close a connection for reading; whoever is the last takes the empty companions away."""
    db.close()
    log = _companion(path, "-wal")
    if log.exists() and cleared(path) and os.access(path, os.W_OK):
        with contextlib.suppress(sqlite3.Error):
            last = _connect(path, "rw")
            last.execute("select count(*) from sqlite_master").fetchone()
            last.close()


def _connect(path: Path, mode: str) -> Database:
    address = f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(
        address, uri=True, timeout=BUSY_MILLISECONDS / 1000, check_same_thread=False
    )
    db = Database(connection, execute_plugins=False)
    for pragma in _PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    return db


def identity(path: Path) -> tuple[int, int] | None:
    """Return which file stands under a path, None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check_in_place(path: Path, opened: tuple[int, int] | None, remedy: str) -> None:
    """Refuse to write where the opened file no longer stands under its path."""
    now = identity(path)
    if now == opened:
        return
    if now is None:
        raise RecordError(
            path,
            "the file was deleted or moved while the sitting was open; the last action was not"
            " recorded",
            remedy,
        )
    raise RecordError(
        path,
        "another file was put in its place while the sitting was open; the last action was not"
        " recorded",
        remedy,
    )


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of the engine into words about the file."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise _in_words(path, error) from error


def _in_words(path: Path, error: Exception) -> RecordError:
    words = str(error).partition(" with text ")[0]  # what stands in the file is not for a message
    if "full" in words or ("I/O" in words and _disk_is_full(path)):
        return RecordError(
            path,
            "the disk is full; the last action was not recorded",
            "Free some space, then do it again.",
        )
    if "readonly" in words or "unable to open" in words:
        return RecordError(
            path,
            "the file or its folder can no longer be written to",
            "Make it writable again, or restore the second copy elsewhere.",
        )
    if "locked" in words or "busy" in words:
        return RecordError(
            path, "another program holds the file", "Close that program, then do it again."
        )
    if "not a database" in words:
        return _no_sitting(path)
    if any(sign in words.lower() for sign in ("malformed", "corrupt", "utf-8")):
        return DamagedError(
            path,
            "the file is damaged ({reason})",
            "Go on with a copy; keep this file as it is.",
            reason=words,
        )
    return RecordError(
        path, "the file cannot be used ({reason})", "Check disk and permissions.", reason=words
    )


def _disk_is_full(path: Path) -> bool:
    """Say whether there is no room for what every write needs beside the file."""
    try:
        return shutil.disk_usage(path.parent).free < ROOM_BYTES
    except OSError:
        return False


def check_cleared(path: Path) -> None:
    """Refuse to change working papers while older ones stand in the write-ahead log."""
    if not cleared(path):
        raise InTheWayError(
            path,
            "another program keeps reading the file, so that older working papers cannot be wiped;"
            " going on would keep the order in which ballots are issued or papers read",
            "Close that program (a copy or backup, a database viewer), then do it again.",
        )


@contextlib.contextmanager
def writing(db: Database, path: Path) -> Iterator[None]:
    """One transaction that no other terminal can come between; durable when it ends."""
    with explained(path):
        db.execute("begin immediate")
        try:
            yield
            db.commit()
        except BaseException:
            db.rollback()
            raise


def tidy(db: Database, *, vacuum: bool = False) -> bool:
    """Bring everything into the main file and leave no older page behind; False if hindered.

    What is recorded is durable before; a reader that stands in the way, or a full disk, only
    puts this off until the next time.
    """
    try:
        db.execute(f"PRAGMA busy_timeout={TIDY_MILLISECONDS}")
        # Emptied before it is rebuilt: until then the log of writes shows what changed last.
        emptied = _empty_log(db)
        if vacuum and emptied:
            db.execute("VACUUM")
            emptied = _empty_log(db)
        return emptied
    except sqlite3.Error:
        return False
    finally:
        db.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")


def _empty_log(db: Database) -> bool:
    return not db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]


def cleared(path: Path) -> bool:
    """Say whether the write-ahead log is empty: whoever wrote it, no older page is left in it."""
    try:
        return _companion(path, "-wal").stat().st_size == 0
    except OSError:
        return True


def _companion(path: Path, ending: str) -> Path:
    # The engine follows links before it names the companions of a file.
    return Path(f"{path.resolve()}{ending}")


def close_whole(db: Database) -> None:
    """Leave one file without companions, which even a read-only medium can hold."""
    db.execute("PRAGMA journal_mode=DELETE")


def sync_folder(folder: Path) -> None:
    """Make durable which files a folder holds; not every file system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def reason(error: OSError) -> str:
    """Return in words what the machine says of a failure."""
    return (error.strerror or str(error)).lower()
