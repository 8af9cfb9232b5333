"""Sittings conducted to the moments that are worth looking at, by scenarios through the desk."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from majilis_tui.desk import Desk
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action, Recorder, Role
from majilis_tui.procedure.timing import later
from majilis_tui.scenario import Play, bundled_scenario
from tests.screens import small
from tests.screens.driving import fresh

Made = Callable[[Path], Desk]

CHAIR = {"en": "Chairman of the Chamber", "kk": "Палата Төрағасы", "ru": "Председатель Палаты"}
PINS: dict[Recorder, str] = {"chairman": "271828", "secretary": "314159"}
MAJORITY = {"needed": "> 1/2", "of": "seats"}


def after(last: str, *done: tuple[Role, Action], nth: int = 1) -> Made:
    """The bundled sitting up to the nth action of a name, and what is done then."""

    def made(path: Path) -> Desk:
        play = Play(bundled_scenario("2023-03-29"), path)
        left = nth
        for step, _recorded in play.run():
            left -= step.do == last
            if not left:
                break
        assert play.desk is not None
        return _go_on(play.desk, done)

    return made


def called(*done: tuple[Role, Action]) -> Made:
    """A roll call under way."""
    return lambda path: _go_on(fresh(path), done)


def bell(seconds: float, *done: tuple[Role, Action]) -> Made:
    """The bundled sitting with the vote open, so many seconds from the bell."""

    def made(path: Path) -> Desk:
        desk = after("open_voting", *done)(path)
        voting = desk.sitting.voting
        assert voting is not None
        desk.clock.moment = later(voting.round.deadline, -seconds)  # type: ignore[attr-defined]
        return desk

    return made


def _go_on(desk: Desk, done: tuple[tuple[Role, Action], ...]) -> Desk:
    for role, action in done:
        desk.do(role, action)
    return desk


def chamber(last: str, *further: dict[str, Any], **given: Any) -> Made:
    """The chamber of nine up to the last action of a name, and further steps."""
    given.setdefault("candidates", ("m6", "m7", "m8"))
    listed = small.steps(title=CHAIR, **given)
    names = [step["do"] for step in listed]
    end = len(names) - names[::-1].index(last)
    return lambda path: small.conduct(path, [*listed[:end], *further])


def reading(packet: int, marks: dict[str, int], by: str = "both") -> list[dict[str, Any]]:
    """A packet read by one officer or by both."""
    return [
        {"do": "read_packet", "by": role, "election": "e", "packet": packet, "marks": marks}
        for role in ("secretary", "chairman")
        if by in ("both", role)
    ]


def decided(marks: dict[str, int], last: str = "declare", **given: Any) -> Made:
    """The chamber of nine with all papers in one packet, up to a step of the result."""
    end: list[dict[str, Any]] = [
        *reading(1, marks),
        {"do": "finish_count", "by": "chairman", "election": "e"},
        {
            "do": "sign_protocol",
            "by": "chairman",
            "kind": "results",
            "election": "e",
            "signers": ["m1", "m2", "m3"],
        },
        {"do": "announce_result", "by": "chairman", "election": "e"},
        {"do": "declare", "by": "presiding", "election": "e"},
    ]
    names = [step["do"] for step in end]
    further = end[: len(names) - names[::-1].index(last)]
    return chamber("count_papers", *further, packet=9, **given)


def guarded(made: Made) -> Made:
    """The same sitting where both officers have a PIN."""

    def with_pins(path: Path) -> Desk:
        desk = made(path)
        for officer, pin in PINS.items():
            desk.enroll(officer, pin)
        return desk

    return with_pins


SOME_PRESENT = called(
    (
        "clerk",
        act.MarkAttendance(members=tuple(f"d{n:02}" for n in range(7, 60)), status="present"),
    ),
    ("clerk", act.MarkAttendance(members=("rau", "espaeva", "qosanov"), status="present")),
    ("clerk", act.MarkAttendance(members=("d60", "d61"), status="excused")),
)
QUORUM = called(
    ("clerk", act.MarkAttendance(members="all", status="present")),
    ("clerk", act.MarkAttendance(members=("d70", "d71"), status="absent")),
)
SOME_SERVED = (
    ("secretary", act.IssueBallot(members=tuple(f"d{n:02}" for n in range(7, 63)))),
    ("secretary", act.IssueBallot(member="rau")),
    ("secretary", act.ExchangeBallot(member="d10")),
)
EXTENDED = (
    *SOME_SERVED,
    ("chairman", act.ExtendVoting(minutes=5, reason="queue at the booths", with_="secretary")),
)
MANY_MARKS = {"m6": 2, "m7": 1, "blank": 1}
