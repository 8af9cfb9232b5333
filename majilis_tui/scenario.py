"""A file of actions, conducted through the desk with a clock of its own."""

import json
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from majilis_tui.clock import ScenarioClock
from majilis_tui.desk import Desk, Recorded, RecordError, action_named
from majilis_tui.procedure.actions import ACTIONS, Action, Role
from majilis_tui.procedure.guards import Case, decide
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import RulesError, read_rules
from majilis_tui.procedure.sentences import Say, Sentence, SpokenError
from majilis_tui.procedure.sitting import EMPTY, Sitting
from majilis_tui.procedure.timing import instant
from majilis_tui.roster import RosterError, read_roster
from majilis_tui.rulebook import find_rules

SECONDS_A_LINE = 1
FIRST_YEAR, LAST_YEAR = 1900, 2999


class ScenarioError(SpokenError):
    """A scenario file that cannot be read; names file and line."""


def bundled_scenario(name: str) -> Path:
    """Return the path of a scenario that comes with the program."""
    return Path(str(files("majilis_tui") / "sittings" / f"{name}.jsonl"))


class Step(msgspec.Struct, frozen=True):
    """One line of a scenario: its number among the actions, its line in the file, its fields."""

    number: int
    line: int
    fields: dict[str, Any]

    @property
    def do(self) -> str:
        """The name of the action, as it is written."""
        return str(self.fields.get("do", ""))


class RefusedStep(SpokenError):  # noqa: N818 - carries a refusal to its place in the scenario
    """A step that the procedure refused."""

    def __init__(self, path: Path, step: Step, refusal: Refusal) -> None:
        super().__init__(path, step, refusal)
        self.path = path
        self.step = step
        self.refusal = refusal

    def told(self, say: Say) -> str:
        """Return its words in the language that `say` speaks."""
        return say(
            Sentence(
                "{path}, line {line}: {action} refused ({code}): {refusal}",
                path=str(self.path),
                line=self.step.line,
                action=self.step.do,
                code=self.refusal.code,
                refusal=self.refusal,
            )
        )

    def as_json(self) -> dict[str, object]:
        """Return the refusal as the contract gives it."""
        return {
            "step": self.step.number,
            "do": self.step.do,
            "code": self.refusal.code,
            "message": str(self.refusal),
        }


def read_scenario(path: Path) -> list[Step]:
    """Read a scenario whole; raises ScenarioError before anything is done."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ScenarioError(
            Sentence(
                "{path}: cannot be read ({reason})",
                path=str(path),
                reason=(error.strerror or "").lower(),
            )
        ) from None
    except UnicodeDecodeError as error:
        place = error.object[: error.start].count(b"\n") + 1
        raise _wrong(path, place, "not UTF-8; save the file as UTF-8") from None
    steps: list[Step] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            fields = json.loads(line, object_pairs_hook=_no_key_twice)
        except (ValueError, RecursionError) as error:
            raise _wrong(path, number, "not JSON ({error})", error=str(error)) from None
        if not isinstance(fields, dict):
            raise _wrong(path, number, "not a JSON object")
        steps.append(Step(len(steps) + 1, number, _normal(fields)))
    if not steps:
        raise ScenarioError(Sentence("{path}: holds no action", path=str(path)))
    return steps


def _wrong(path: Path, line: int, template: str, /, **places: object) -> ScenarioError:
    wrong = Sentence(template, **places)
    return ScenarioError(
        Sentence("{path}, line {line}: {wrong}", path=str(path), line=line, wrong=wrong)
    )


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        twice = next(key for key, _ in pairs if sum(key == other for other, _ in pairs) > 1)
        raise ValueError(f"{twice!r} stands twice")
    return fields


def _normal(value: Any) -> Any:
    """Return the same with all text in Unicode normal form C."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {_normal(key): _normal(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_normal(part) for part in value]
    return value


def _moment(stated: object) -> str:
    """Return a moment as the log writes it; without an offset it is taken as UTC."""
    given = datetime.fromisoformat(str(stated))
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise ValueError(given)
    return instant(given if given.tzinfo else given.replace(tzinfo=UTC))


class Play:
    """A scenario being conducted: one step after the other, the file made at the first."""

    def __init__(self, scenario: Path, log: Path) -> None:
        self.scenario = scenario
        self.log = log
        self.steps = read_scenario(scenario)
        self.clock = ScenarioClock(self._start())
        self.stated = self.clock.now()  # the last moment that a line told
        self.desk: Desk | None = None

    def _start(self) -> str:
        first = self.steps[0].fields
        try:
            return _moment(first.get("at") or f"{first.get('date')}T00:00:00Z")
        except ValueError:
            return "2000-01-01T00:00:00.000Z"  # the step itself is refused for it

    def run(self) -> Iterator[tuple[Step, Recorded]]:
        """Conduct the steps in turn; raises RefusedStep at the first that is refused."""
        for step in self.steps:
            try:
                yield step, self.do(step)
            except Refusal as refusal:
                raise RefusedStep(self.scenario, step, refusal) from None

    def do(self, step: Step) -> Recorded:
        """Conduct one step, moving the clock to it; raises Refusal or RecordError."""
        self._move_clock(step)
        fields = step.fields if self.desk is None else complete(step.fields, self.desk.sitting)
        by, action = asked(fields, self.scenario.parent)
        if self.desk is None:
            # Judged before there is a file, so that a refused first step leaves none.
            unopened = refusal_on_nothing(by, action, self.clock.now())
            if unopened is not None:
                raise unopened
            self.desk = Desk.create(self.log, self.clock)
        try:
            return self.desk.do(by, action)
        except RecordError:
            if self.desk.sitting.seq == 0:
                self.desk.abandon()
                self.desk = None
            raise

    def _move_clock(self, step: Step) -> None:
        stated = step.fields.get("at")
        if stated is None:
            if step.number > 1:
                self.clock.move(SECONDS_A_LINE)
            return
        try:
            at = _moment(stated)
        except ValueError:
            raise Refusal(
                "bad-input",
                "at: {at} is not a moment such as 2023-03-29T05:00:00.000Z.",
                at=repr(stated),
            ) from None
        if at < self.stated:
            raise Refusal("bad-input", "at: {at} lies before an earlier line's.", at=stated)
        # Lines without a moment may have taken the clock past it, a second each.
        self.stated = at
        self.clock.moment = max(at, self.clock.now())

    def close(self) -> None:
        """Close the file, if there is one."""
        if self.desk is not None:
            self.desk.close()


def complete(line: dict[str, Any], sitting: Sitting) -> dict[str, Any]:
    """Return a line with what it may leave to the sitting.

    `"all"` at the box or under a protocol is the commission; a protocol on ballot or results that
    names no election is on the only one under way; where one candidate stands, `for` and the
    candidate's id are the same mark.
    """
    line = dict(line)
    for name in ("present", "signers"):
        if line.get(name) == "all" and sitting.commission:
            line[name] = list(sitting.commission)
    if line.get("do") == "sign_protocol" and line.get("kind") in ("ballot", "results"):
        under_way = [e.id for e in sitting.elections.values() if not e.closed]
        if line.get("election") is None and len(under_way) == 1:
            [line["election"]] = under_way
    election = sitting.elections.get(str(line.get("election")))
    marks = line.get("marks")
    if election is not None and isinstance(marks, dict) and len(election.round.candidates) == 1:
        [candidate] = election.round.candidates
        said, meant = (candidate, "for") if election.round.single else ("for", candidate)
        if said in marks and meant not in marks:
            line["marks"] = {meant if mark == said else mark: n for mark, n in marks.items()}
    return line


def asked(line: dict[str, Any], folder: Path) -> tuple[Role, Action]:
    """Return who asks for what in a line; files it names are looked up from a folder.

    Raises Refusal where the line is not of the form of its action.
    """
    name = str(line.get("do", ""))
    fields = {
        key: value
        for key, value in line.items()
        if key not in ("do", "by", "at") and value is not None
    }
    try:
        by = msgspec.convert(line.get("by"), Role)
    except msgspec.ValidationError:
        raise Refusal("bad-input", "by: {by} is not a role.", by=repr(line.get("by"))) from None
    definition = ACTIONS.get(name)
    if definition is not None and "system" in definition.roles:
        raise Refusal("not-permitted", "Only the program itself records this.")
    if "request" in fields:
        raise Refusal("bad-input", "There is no field 'request'.")
    if name == "open_sitting":
        fields["rules"] = _rules(fields.get("rules"), folder)
    if name == "seat_members" and isinstance(fields.get("roster"), str):
        if "members" in fields:
            raise Refusal("bad-input", "Name a roster or the members, not both.")
        fields["members"] = _roster(folder / fields.pop("roster"))
    return by, action_named(name, fields)


def _rules(given: object, folder: Path) -> object:
    try:
        if isinstance(given, dict):
            return read_rules(given)
        if isinstance(given, str):
            return find_rules(given, folder)
    except RulesError as error:
        raise Refusal("bad-input", "rules: {error}", error=error) from None
    return given


def _roster(path: Path) -> object:
    try:
        return read_roster(path)
    except RosterError as error:
        raise Refusal("bad-input", "roster: {error}", error=error) from None


def refusal_on_nothing(by: Role, action: Action, at: str) -> Refusal | None:
    """Return why an action cannot be the first of a log, None if it can."""
    try:
        decide(Case(sitting=EMPTY, by=by, at=at), action)
    except Refusal as refusal:
        return refusal
    return None
