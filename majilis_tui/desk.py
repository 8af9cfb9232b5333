"""A sitting on the table: the door, and what stands around it.

Other terminals, the second medium, the officers' PINs and keys; none of it changes what the
procedure allows, and a failure of any but the file itself stops nothing.
"""

import contextlib
import os
from pathlib import Path
from typing import Literal

import msgspec

from majilis_tui.clock import Clock
from majilis_tui.door import Recorded
from majilis_tui.procedure.actions import (
    ACTIONS,
    NAME_OF_ASKED,
    Action,
    ChooseOfficers,
    CloseSitting,
    EnrollOfficer,
    FormCommission,
    ProtocolSigned,
    Recorder,
    Resume,
    Role,
    SecondMedium,
)
from majilis_tui.procedure.guards import Case, Decision, decide
from majilis_tui.procedure.guards.permission import CRITICAL
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sentences import Sentence
from majilis_tui.procedure.shapes import misfit
from majilis_tui.record import (
    checkpoints,
    copies,
    credentials,
    file,
    keys,
    log,
    medium,
    mirror,
    terminals,
)
from majilis_tui.record.errors import RecordError
from majilis_tui.record.keys import Checkpoint
from majilis_tui.record.log import Line
from majilis_tui.record.verify import Report
from majilis_tui.seats import OFFICERS, Proof, Seats

__all__ = [
    "CRITICAL",
    "Checkpoint",
    "Desk",
    "Line",
    "Proof",
    "RecordError",
    "Recorded",
    "Report",
    "action_named",
    "name_of",
]


SET_UP_SECONDS = 10.0


class Desk(Seats):
    """The door of a sitting, with its terminals, its second medium, its officers' PINs and keys.

    `mirror_trouble` says in words why the second medium is behind, None while it is not.
    """

    _process: int | None = None
    _mirror_state: str | None = None
    _mirrored = -1
    _ended_keys: tuple[Path, ...] = ()
    mirror_trouble: str | None = None

    def __init__(self, path: Path, clock: Clock, *, read_only: bool = False) -> None:
        super().__init__(path, clock, read_only=read_only)
        self._patience = medium.Patience()
        self._media = medium.Media()

    def close(self) -> None:
        """Leave in order: nothing half-written, no companion file."""
        if self._process is not None:
            with contextlib.suppress(RecordError), file.writing(self._db, self.path):
                terminals.leave(self._db, self._process)
        super().close()

    def resume(self, role: Role) -> None:
        """Announce this terminal; on a sitting under way that nobody holds, put it on record."""
        process = os.getpid()
        with file.writing(self._db, self.path):
            left = terminals.others(self._db)
            terminals.enter(self._db, process, role)
        self._process = process
        alive = any(terminals.alive(other) for other in left)
        self._record_backward_clock()
        if self.sitting.rules is not None and not self.sitting.closed and not alive:
            self.do("system", Resume(after="crash" if left else "exit"))
        self.watch_medium()

    @property
    def lost(self) -> bool:
        """Whether the sitting's file was deleted, moved or replaced under this program."""
        return file.identity(self.path) != self._identity

    def backup(self, dest: Path) -> Report:
        """Write a verified copy to a new file; raises RecordError.

        Also when the sitting's own file was deleted or replaced under this program: as long as
        it is open, everything can still be saved.
        """
        return copies.copy_out(self._db, self.path, dest)

    # -- what follows an entry ---------------------------------------------------

    def _append(self, case: Case, decision: Decision) -> Line | None:
        if isinstance(decision.fact, ChooseOfficers | FormCommission):
            # Other people may hold the offices now; their PINs and keys are not these.
            credentials.forget(self._db, OFFICERS)
            self._ended_keys += tuple(keys.retire(self._db, OFFICERS))
        return super()._append(case, decision)

    def _follow(self, line: Line) -> None:
        super()._follow(line)
        if isinstance(line.entry.data, SecondMedium):
            self._mirror_state = line.entry.data.state

    def _recorded(self, line: Line) -> None:
        with contextlib.suppress(RecordError, Refusal):
            if isinstance(line.entry.data, SecondMedium):
                self._follow_mirror()
            else:
                self._keep_mirror()
        with contextlib.suppress(RecordError):
            if isinstance(line.entry.data, ProtocolSigned | CloseSitting):
                self.cosign()
            if isinstance(line.entry.data, CloseSitting):
                with file.writing(self._db, self.path):
                    self._ended_keys += tuple(keys.retire(self._db, OFFICERS))
        ended, self._ended_keys = self._ended_keys, ()
        for path in ended:
            self._delete_key(path)

    # -- the second medium -------------------------------------------------------

    @property
    def mirror(self) -> Path | None:
        """The path of the second medium's mirror, None if there is none."""
        return medium.place(self._db)

    @property
    def mirror_apart(self) -> bool:
        """Whether the mirror lies on another medium than the file; one disk is lost as one."""
        path = self.mirror
        with contextlib.suppress(OSError):
            return path is not None and self._patience.wait(lambda: medium.apart(path, self.path))
        return True

    def set_mirror(self, path: Path | None) -> None:
        """Begin a mirror on another path, or go on with one that this sitting continues.

        None: the medium is taken away for good. Raises RecordError if the path cannot be used,
        Refusal where nothing can be put on record; then all is as it was.
        """
        action = SecondMedium(state="gone" if path is None else "set")
        refusal = self.refusal("system", action)
        if refusal is not None:
            raise refusal
        if path is not None:
            path = path.absolute()
            self._set_up(path)

        def set_medium(case: Case) -> Decision:
            decision = decide(case, action)
            medium.put(self._db, path)
            return decision

        self.mirror_trouble = None
        self._write("system", None, set_medium)

    def _set_up(self, path: Path) -> None:
        try:
            self._patience.wait(lambda: mirror.set_up(self.path, path), SET_UP_SECONDS)
        except TimeoutError:
            raise mirror.unanswered(path) from None

    def watch_medium(self) -> None:
        """Look whether the second medium is there, and bring it up to date if it came back.

        To be called every second or so. Raises RecordError only if the sitting's own file cannot
        be written to.
        """
        path = self.mirror
        if path is None or self.read_only:
            return
        try:
            there = self._patience.wait(path.is_file)
        except TimeoutError:
            there = False
        known = self.mirror_trouble is not None or self._mirrored == self.sitting.seq
        if there == (self.mirror_trouble is None) and known:
            return
        self._keep_mirror()

    def _keep_mirror(self) -> None:
        """Bring the mirror up to date, and put on record if it fell behind or caught up."""
        state = self._follow_mirror()
        if state is None or self.sitting.closed:
            return
        before = "caught-up" if self._mirror_state == "set" else self._mirror_state
        if state != before:
            action = SecondMedium(state=state)
            self._write("system", None, lambda case: decide(case, action))

    def _follow_mirror(self) -> Literal["behind", "gone", "caught-up"] | None:
        path = self.mirror
        if path is None:
            self.mirror_trouble = None
            return None
        try:
            self._patience.wait(lambda: mirror.follow(self.path, path))
        except TimeoutError:
            self.mirror_trouble = Sentence("{error}", error=mirror.unanswered(path))
            return "behind"
        except mirror.MirrorError as error:
            self.mirror_trouble = Sentence("{error}", error=error)
            return "gone" if isinstance(error, mirror.MirrorGoneError) else "behind"
        except RecordError:
            return None  # another terminal is at it; the next entry brings everything
        self.mirror_trouble = None
        self._mirrored = self.sitting.seq
        return "caught-up"

    def _remedy(self) -> str:
        path = self.mirror
        if path is None:
            return Sentence(
                "Leave this program open and save a copy from it, then go on with the copy."
            )
        return Sentence(
            "Leave this program open and save a copy from it, or rebuild the file:"
            " majilis-tui restore {path} NEW-FILE.",
            path=str(path),
        )

    # -- the officers' keys ------------------------------------------------------

    def make_key(self, role: Recorder, folder: Path) -> str:
        """Make an officer's key for this sitting in a folder, and return the verifier key.

        The verifier key is part of the log, so that a note is checked by what the chain holds.
        The private key belongs on a medium of the officer's own. It signs the head at every
        protocol while that medium is there, and is deleted when the sitting is closed. An officer
        who has a PIN sits here with it.
        """
        if role not in OFFICERS or not self.sitting.has_officers or self.sitting.closed:
            raise Refusal(
                "wrong-moment",
                "Keys are for the commission's officers, until the sitting is closed.",
            )
        self._check_proved(role, [self._seat])
        first = self._hash_of(1)
        name = checkpoints.key_name(first, role)
        number = len(keys.verifiers(self._db)) + 1
        path = folder.absolute() / f"{first[:16]}-{role}-{number}.key"
        verifier = self._media.wait(path, lambda: checkpoints.make_key(path, name), SET_UP_SECONDS)
        ended: list[Path] = []

        def made(case: Case) -> Decision:
            decision = decide(case, EnrollOfficer(role=role, key=verifier))
            ended.extend(keys.add(self._db, role, verifier, path))
            return decision

        try:
            self._write("system", None, made)
        except BaseException:
            self._delete_key(path)
            raise
        for old in ended:
            self._delete_key(old)
        return verifier

    def _delete_key(self, path: Path) -> None:
        with contextlib.suppress(RecordError), file.explained(self.path):
            sitting = checkpoints.origin(self._hash_of(1))
            self._media.wait(path, lambda: checkpoints.delete_key(path, sitting))

    def verifiers(self) -> list[str]:
        """Return the public keys of the officers, as notes are checked by."""
        return keys.verifiers(self._db)

    def cosign(self) -> Checkpoint | None:
        """Sign the head with the officers' keys that are at hand; None if none is."""
        with file.explained(self.path):
            # The newest in the file: another terminal may have gone on.
            seq, head = log.newest(self._db)
        if not seq:
            return None
        signed = keys.sign(self._db, checkpoints.origin(self._hash_of(1)), seq, head, self._media)
        if signed is not None:
            with file.writing(self._db, self.path):
                keys.keep(self._db, signed)
        return signed

    def checkpoint(self) -> Checkpoint | None:
        """Return the newest signed head, None if none was signed."""
        return keys.newest(self._db)


def action_named(name: str, fields: dict[str, object]) -> Action:
    """Return an action by its name and fields; raises Refusal naming the field."""
    definition = ACTIONS.get(name)
    if not name:
        raise Refusal("bad-input", "There is no field 'do', which names the action.")
    if definition is None or definition.asked is None:
        raise Refusal("bad-input", "There is no action {name}.", name=repr(name))
    try:
        return msgspec.convert(fields, definition.asked)
    except msgspec.ValidationError as error:
        raise Refusal("bad-input", "{error}", error=misfit(str(error))) from None


def name_of(action: Action) -> str:
    """Return the name under which an action is asked for."""
    return NAME_OF_ASKED[type(action)]
