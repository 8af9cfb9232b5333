"""Who sits at this terminal, and at which sitting."""

from secrets import token_hex

from msgspec.structs import replace

from majilis_tui.desk import CRITICAL, Desk, name_of
from majilis_tui.procedure.actions import ACTIONS, Action, Recorder, Role
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.papers import WorkingPapers
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.procedure.timing import seconds_between
from majilis_tui.rehearsal import Rehearsal, attend
from majilis_tui.scenario import Play
from majilis_tui.screens.commands import Command
from majilis_tui.screens.reading import own_reading
from majilis_tui.screens.steps import current_election
from majilis_tui.screens.widgets.agreement import Officer
from majilis_tui.screens.widgets.countdown import Bell

_PRESIDING = frozenset({"presiding"})
# Long enough to read a packet aloud, short enough that nobody sits down at a desk left alone.
IDLE_SECONDS = 5 * 60
ROLES_HERE: tuple[Recorder, ...] = ("clerk", "secretary", "chairman")


class Session:
    """The desk, the officer at this terminal, and the election that is looked at.

    `wanted` is the officer whom the last refused command was for, so that F2 goes there.
    `last_officer` is the secretary or chairman who sat here last, None if neither did.
    `print_language` is what was printed in last, None before anything was.
    `rehearsal` is the hall that takes part, None in a real sitting. `touched` is the moment of the
    last key; `mirror_told` what was last said of the second copy.
    """

    def __init__(self, desk: Desk, role: Recorder | None = None, play: Play | None = None) -> None:
        self.desk = desk
        self.play = play
        self.role: Recorder = role or ("secretary" if desk.sitting.has_officers else "clerk")
        self.wanted: Recorder | None = None
        self.last_officer: Officer | None = None
        self.print_language: str | None = None
        self.chosen_election: str | None = None
        self.officers_known = desk.sitting.has_officers
        self.demo_commands: tuple[Command, ...] = ()
        self.over = False
        self.bell = Bell()
        self.touched = ""
        self.mirror_told: str | None = None
        self.rehearsal: Rehearsal | None = attend(desk)

    @property
    def sitting(self) -> Sitting:
        """The state of the sitting."""
        return self.desk.sitting

    @property
    def papers(self) -> WorkingPapers:
        """The working papers."""
        return self.desk.papers

    @property
    def election(self) -> Election | None:
        """The election that is looked at."""
        return current_election(self.sitting, self.chosen_election)

    def close(self) -> None:
        """Leave the sitting: its file is closed, and no screen looks into it any more."""
        if not self.over:
            self.over = True
            self.desk.close()

    @property
    def with_pins(self) -> bool:
        """Whether anyone who may sit here has chosen a PIN."""
        return any(self.desk.has_pin(role) for role in ROLES_HERE)

    def touch(self) -> None:
        """Note that somebody is at the keys."""
        if not self.over:
            self.touched = self.desk.clock.now()

    @property
    def shut(self) -> bool:
        """Whether nothing may be shown: the officer here has a PIN and did not prove it."""
        return self.play is None and not self.over and self.desk.must_sit(self.role)

    def must_lock(self) -> bool:
        """Say whether to lock: the officer here did not prove it, or left the desk alone."""
        if self.play is not None or self.over:
            return False
        if self.shut:
            return True
        left_alone = seconds_between(self.touched or self.desk.clock.now(), self.desk.clock.now())
        if left_alone < 0:
            self.touch()  # the clock was set back; counted anew
        return left_alone >= IDLE_SECONDS and self.desk.has_pin(self.role)

    def actor(self, action: Action) -> Role:
        """Return in whose name an action is asked for at this terminal.

        What both officers confirm is done by the one who may, whoever sits here.
        """
        name = name_of(action)
        allowed = ACTIONS[name].roles
        if allowed == _PRESIDING:
            return "presiding"
        if name in CRITICAL and self.sitting.has_officers and self.role not in allowed:
            return "chairman"
        return self.role

    def refusal(self, action: Action) -> Refusal | None:
        """Return why an action is not possible now at this terminal, None if it is."""
        return self.desk.refusal(self.actor(action), self._signed(action))

    def prepared(self, action: Action) -> Action:
        """Return an action with its recorder and an id, so that it is recorded only once."""
        return replace(self._signed(action), request=token_hex(8))

    def _signed(self, action: Action) -> Action:
        if self.actor(action) == "presiding" and action.recorder is None:
            action = replace(action, recorder=self.role)
        if self.desk.from_paper:
            second = self.other_officer() if self.sitting.has_officers else None
            action = replace(action, from_paper=True, with_=second)
        critical = name_of(action) in CRITICAL and self.sitting.both_enrolled
        if critical and action.with_ is None:
            action = replace(action, with_=self.other_officer())
        if action.with_ is not None and action.with_ == self.actor(action):
            action = replace(action, with_="secretary")
        return action

    def other_officer(self) -> Officer:
        """Return the commission officer who has to agree with the one at this terminal."""
        return "secretary" if self.role == "chairman" else "chairman"

    def other_reader(self) -> Officer:
        """Return who reads a packet after the officer at this terminal.

        After the clerk, whoever has one to read, and of two the one who sat here last.
        """
        if self.role != "clerk":
            return self.other_officer()
        officers: list[Officer] = ["chairman", "secretary"]
        officers.sort(key=lambda officer: officer != self.last_officer)
        return next(filter(self._is_to_read, officers), officers[0])

    def _is_to_read(self, officer: Officer) -> bool:
        if self.election is None:
            return False
        reading = own_reading(self.sitting, self.election.round, self.papers, officer)
        return reading is not None and not reading.handed_in

    def note_refusal(self, action: Action | None, refusal: Refusal) -> None:
        """Remember for whom a refused action is, if it is for another officer."""
        self.wanted = None
        if refusal.code != "not-permitted" or action is None or not self.sitting.has_officers:
            return
        for role in ("secretary", "chairman", "clerk"):
            if role in ACTIONS[name_of(action)].roles:
                self.wanted = role
                return

    def sit_down(self, role: Recorder) -> None:
        """Let a role have this terminal; what was wanted of another is forgotten."""
        if self.role != "clerk":
            self.last_officer = self.role
        self.role = role
        self.wanted = None

    def next_to_prove(self) -> Recorder:
        """Return whose PIN the lock asks for first when F2 is pressed: of the one last wanted."""
        if self.wanted is not None and self.wanted != self.role:
            return self.wanted
        return self.other_reader()

    def next_role(self) -> Recorder:
        """Return the officer whom F2 brings: the one last wanted, else the next in turn."""
        if self.wanted is not None and self.wanted != self.role:
            return self.wanted
        if self.desk.from_paper and self.sitting.has_officers:
            return self.other_officer()
        if not self.sitting.has_officers:
            return "clerk"
        turn: dict[Recorder, Recorder] = {
            "clerk": "secretary",
            "secretary": "chairman",
            "chairman": "clerk",
        }
        return turn[self.role]
