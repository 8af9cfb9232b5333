"""Every screen of the program in its main states: how each comes about, and which keys lead there.

Clocks stand still, requests have fixed ids, and paths are relative, so that a state looks the
same wherever and whenever it is made.
"""

import asyncio
import itertools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pytest
from msgspec.structs import replace
from textual.app import App
from textual.command import CommandPalette
from textual.widgets import Input, OptionList

from majilis_tui import machine
from majilis_tui.clock import ScenarioClock, SystemClock
from majilis_tui.desk import Desk
from majilis_tui.locations import state_folder
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Recorder
from majilis_tui.readiness import Facts
from majilis_tui.scenario import Play, bundled_scenario
from majilis_tui.screens import new_sitting, readiness
from majilis_tui.screens.app import MajilisApp
from majilis_tui.screens.base import CommandScreen
from majilis_tui.screens.hall import HallApp
from majilis_tui.screens.lock import Lock
from majilis_tui.screens.log import Log
from majilis_tui.screens.readiness import Readiness
from tests.cheap import hash_cheaply
from tests.screens.driving import ROSTER, START, Keyboard, fresh
from tests.screens.picture import picture
from tests.screens.sittings import (
    EXTENDED,
    MAJORITY,
    MANY_MARKS,
    QUORUM,
    SOME_PRESENT,
    SOME_SERVED,
    Made,
    after,
    bell,
    called,
    chamber,
    decided,
    guarded,
    reading,
)

Where = Literal["sitting", "home", "recent", "hall", "demo", "rehearsal"]
FILE = Path("2023-03-29.sqlite")
LOOKS = 500
TO_MEMBERS = "n enter enter"
TO_FOLDER = "enter enter enter home ctrl+k type:printed"
TIE: dict[str, Any] = {"round": [{"needed": "most", "of": "valid", "tie": "lot"}]}
NEXT_ROUND: dict[str, Any] = {"round": [{**MAJORITY, "next": "top 2"}]}
ENOUGH = {"m6": 6, "m7": 2, "blank": 1}
NOBODY = {"m6": 4, "m7": 3, "m8": 2}
EVEN = {"m6": 4, "m7": 4, "m8": 1}


class State(NamedTuple):
    """A moment on a screen.

    `keys` are pressed one after the other; `type:` and `paste:` before one mean a text, `do:`
    the key of a command. Those with `light` are looked at in the light theme too.
    """

    name: str
    made: Made | None = None
    role: Recorder | None = None
    keys: str = ""
    where: Where = "sitting"
    light: bool = False


def _hall(name: str, made: Made, light: bool = False) -> State:
    return State(f"hall-{name}", made, where="hall", light=light)


STATES = (
    # home
    State("home-empty", where="home"),
    State("home-recent", where="recent"),
    State("home-help", where="home", keys="do:help"),
    State("home-open-file", where="home", keys="o type:letter.txt enter"),
    State("wizard-rules", where="home", keys="n", light=True),
    State("wizard-members", where="home", keys=f"{TO_MEMBERS} paste:roster.csv"),
    State("wizard-members-listed", where="home", keys=f"{TO_MEMBERS} down right"),
    State("wizard-members-folder", where="home", keys=f"{TO_MEMBERS} paste:documents enter enter"),
    State("wizard-members-wrong", where="home", keys=f"{TO_MEMBERS} paste:wrong.csv enter enter"),
    State("wizard-title", where="home", keys=f"{TO_MEMBERS} paste:roster.csv enter enter"),
    State("wizard-copy", where="home", keys=f"{TO_MEMBERS} paste:roster.csv{' enter' * 7}"),
    State("wizard-ready", where="home", keys=f"{TO_MEMBERS} paste:roster.csv{' enter' * 8}"),
    # roll call
    State("roll-start", fresh),
    State("roll-partly", SOME_PRESENT, keys="type:esp", light=True),
    State("roll-not-found", SOME_PRESENT, keys="type:bcdfgh space"),
    State("roll-quorum", QUORUM),
    State("roll-close", QUORUM, keys="f6", light=True),
    State("help", SOME_PRESENT, keys="do:help"),
    # nomination
    State("nomination-no-election", after("close_roll_call")),
    State("election-form", after("close_roll_call"), keys="o"),
    State("palette", after("close_roll_call"), keys="do:palette", light=True),
    State("note-form", after("close_roll_call"), keys="do:note type:Hello"),
    State("nomination-empty", after("open_election"), "secretary"),
    State("nominate-form", after("open_election"), "secretary", "n type:qos enter type:izm"),
    State("nomination-one", after("nominate"), "secretary"),
    State("nomination-card", after("nominate"), "secretary", "enter"),
    State("nomination-close", after("nominate"), "secretary", "c"),
    State("nomination-two", chamber("nominate", candidates=("m7", "m8")), "secretary"),
    State("withdraw-form", chamber("nominate", candidates=("m7", "m8")), "secretary", "x"),
    State("question-form", after("close_roll_call"), keys="v tab type:Бюджет? enter"),
    State("question-figures", after("nominate"), "secretary", "v enter type:98", light=True),
    State(
        "question-agreement", after("nominate"), "secretary", "v enter type:60 enter enter enter"
    ),
    State("question-refused", after("nominate"), "secretary", "v enter type:99 enter enter enter"),
    # commission
    State("commission-none", after("close_roll_call"), keys="k"),
    State("commission-picker", after("close_roll_call"), keys="k f type:asi space type:dam space"),
    State("commission-members", after("form_commission"), keys="k"),
    State("officers-form", after("form_commission"), keys="k o"),
    State("officers-agreement", after("form_commission"), keys="k o enter enter"),
    State("commission-officers", after("choose_officers"), "secretary", "k"),
    State("protocol-form", after("choose_officers"), "chairman", "k s"),
    State("protocol-agreement", after("choose_officers"), "chairman", "k s enter"),
    # ballot
    State("ballot", after("close_nominations"), "secretary", light=True),
    State("ballot-refused", after("close_nominations"), "secretary", "a"),
    State("ballot-form", after("close_nominations"), "chairman", "a"),
    State("ballot-agreement", after("close_nominations"), "chairman", "a enter enter"),
    State("ballot-approved", after("approve_ballot"), "chairman"),
    State("ballot-three", chamber("close_nominations"), "chairman"),
    State("vote-form", after("approve_ballot"), "chairman", "o"),
    State("vote-agreement", after("approve_ballot"), "chairman", "o enter"),
    # voting
    State("voting-before", after("approve_ballot"), "chairman", "do:step_after"),
    State("voting-open", after("open_voting"), "secretary"),
    State("voting-midway", bell(702, *SOME_SERVED), "secretary", "type:rau", light=True),
    State("voting-without-ballot", bell(702, *SOME_SERVED), "secretary", "f5"),
    State("voting-near-end", bell(42, *SOME_SERVED), "secretary"),
    State("voting-bell", bell(-20, *SOME_SERVED), "secretary"),
    State("voting-late", bell(-20, *SOME_SERVED), "secretary", "type:esp enter 1"),
    State("voting-extend-form", bell(42, *SOME_SERVED), "chairman", "plus"),
    State("voting-extend", bell(42, *SOME_SERVED), "chairman", "plus enter type:queue enter 2"),
    State("voting-extended", bell(500, *EXTENDED), "secretary"),
    State("voting-close-form", bell(702, *SOME_SERVED), "chairman", "f6"),
    State("voting-closed", after("close_voting"), "secretary", "do:step_before"),
    # count
    State("count-by-hand", after("close_voting"), "secretary"),
    State("count-by-hand-form", after("close_voting"), "secretary", "enter type:2 enter type:0"),
    State("count-box", after("account_papers"), "chairman"),
    State("count-box-picker", after("account_papers"), "chairman", "enter space"),
    State("count-box-agreement", after("account_papers"), "chairman", "o enter"),
    State("count-mix", after("open_box"), "chairman"),
    State("count-found-form", after("mix_papers"), "secretary", "enter type:98"),
    State("count-packet", after("count_papers"), "secretary", "1 1 1 1 2 0 x", light=True),
    State("count-handed-in", chamber("count_papers", *reading(1, MANY_MARKS, "secretary"))),
    State(
        "count-second-reader",
        chamber("count_papers", *reading(1, MANY_MARKS, "secretary")),
        "chairman",
        "1",
    ),
    State(
        "count-differs",
        chamber(
            "count_papers",
            *reading(1, MANY_MARKS, "secretary"),
            *reading(1, {"m6": 4}, "chairman"),
        ),
        "secretary",
    ),
    State("count-three", chamber("count_papers", *reading(1, MANY_MARKS)), "secretary", "1 3"),
    State("count-approve", chamber("count_papers", form="approve", places=2), keys="1 3 enter 2"),
    State("count-difference", chamber("count_papers", found=8), "secretary", light=True),
    State(
        "count-explain-form",
        chamber("count_papers", *reading(1, {"m6": 8}), found=8, packet=8),
        "chairman",
        "enter enter type:Taken",
    ),
    State("count-all-agree", decided(ENOUGH, "read_packet"), "chairman"),
    State("count-finish", decided(ENOUGH, "read_packet"), "chairman", "enter"),
    State("count-break", after("start_break"), "secretary"),
    # result
    State("result-no-figures", after("read_packet"), "chairman", "do:step_after"),
    State("result-finished", after("finish_count"), "chairman"),
    State("result-announce", decided(ENOUGH, "sign_protocol"), "chairman", "a"),
    State("result-announced", after("announce_result"), "chairman"),
    State("result-declare", after("announce_result"), "chairman", "d"),
    State("result-elected", after("declare"), "chairman", light=True),
    State("result-read-aloud", after("declare"), "chairman", "enter"),
    State("result-three", decided(ENOUGH), "chairman"),
    State("result-not-elected", decided(NOBODY), "chairman"),
    State("result-next-round", decided(NOBODY, **NEXT_ROUND), "chairman"),
    State("next-round-form", decided(NOBODY, **NEXT_ROUND), "chairman", "n"),
    State("next-round", decided(NOBODY, **NEXT_ROUND), "chairman", "n enter"),
    State("second-round-ballot", decided(NOBODY, **NEXT_ROUND), "chairman", "n enter y"),
    State("result-tie", decided(EVEN, "announce_result", **TIE), "chairman"),
    State("lot-picker", decided(EVEN, "announce_result", **TIE), "chairman", "g space"),
    State("chair-form", after("close_election"), "chairman", "h"),
    State("election-choice", after("open_election", nth=2), "secretary", "do:choose_election"),
    State("result-open-vote", after("close_nominations", nth=2), "secretary"),
    State("result-deputies", after("declare", nth=2), "secretary"),
    State("sitting-close", after("close_election", nth=2), "secretary", "z"),
    State("sitting-close-unsigned", decided(ENOUGH), "secretary", "z"),
    State("sitting-closed", after("close_sitting"), "secretary", light=True),
    # break, rehearsal
    State("break-form", after("close_voting"), "secretary", "do:break"),
    State("break-agreement", after("close_voting"), "secretary", "do:break enter"),
    State("break-roll", called(("clerk", act.StartBreak(minutes=15)))),
    State("break", after("choose_officers", ("secretary", act.StartBreak(minutes=15)))),
    # PINs, the lock, what is beside the sitting
    State("pin-form", after("form_commission"), keys="k o enter enter y type:27"),
    State("pin-without", after("form_commission"), keys="k o enter enter y escape"),
    State("pin-change", after("choose_officers"), "secretary", "do:change_pin"),
    State("lock", guarded(after("choose_officers")), "chairman", light=True),
    State("lock-voting", guarded(bell(702, *SOME_SERVED)), "secretary", "type:123456 enter"),
    State(
        "pin-agreement",
        guarded(bell(42)),
        "chairman",
        "type:271828 enter plus enter type:queue enter type:2718",
    ),
    State("second-copy", after("choose_officers"), "secretary", "do:safekeeping"),
    State("readiness", after("choose_officers"), "secretary", "do:readiness", light=True),
    State("print-form", after("announce_result"), "secretary", f"do:print {TO_FOLDER}"),
    # log
    State("log", after("close_voting"), "secretary", "do:show_log"),
    State("log-filter", after("close_sitting"), "secretary", "do:show_log type:qosanov"),
    State("log-entry", after("nominate"), "secretary", "do:show_log enter"),
    State("log-verified", after("close_sitting"), "secretary", "do:show_log f5"),
    State("replay", after("close_sitting"), "secretary", "do:show_log do:replay"),
    # demonstration, rehearsal
    State("demo-intro", where="demo"),
    State("demo-step", where="demo", keys=" ".join(["space"] * 6)),
    State("demo-help", where="demo", keys=" ".join(["space"] * 6) + " do:help"),
    State("rehearsal-intro", where="rehearsal"),
    State("rehearsal", where="rehearsal", keys="space", light=True),
    State("rehearsal-hall", where="rehearsal", keys="space tab"),
    State("rehearsal-report", where="rehearsal", keys="space tab r"),
    # hall
    _hall("roll-call", SOME_PRESENT),
    _hall("nomination", after("nominate")),
    _hall("ballot", after("approve_ballot")),
    _hall("voting", bell(702, *SOME_SERVED), light=True),
    _hall("bell", bell(-20, *SOME_SERVED)),
    _hall("closed-vote", after("close_voting")),
    _hall("counting", chamber("count_papers", *reading(1, MANY_MARKS))),
    _hall("counted", after("finish_count")),
    _hall("announced", decided(ENOUGH, "announce_result")),
    _hall("elected", after("declare"), light=True),
    _hall("next-round", decided(NOBODY, **NEXT_ROUND)),
    _hall("tie", decided(EVEN, "announce_result", **TIE)),
    _hall("open-vote", after("decide_question", nth=3)),
    _hall("break", after("choose_officers", ("secretary", act.StartBreak(minutes=15)))),
    _hall("closed", after("close_sitting")),
)


@asynccontextmanager
async def opened(state: State, folder: Path) -> AsyncIterator[Keyboard]:
    """Open a state at 80x24, its files in a folder that is made for it."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        _stand_still(patch)
        app, desk = _app(state)
        try:
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                keys = Keyboard(pilot, app)  # type: ignore[arg-type]
                for word in state.keys.split(" ") if state.keys else ():
                    await press(keys, word)
                await settled(keys)
                yield keys
        finally:
            session = getattr(app, "session", None)
            if session is not None:
                session.close()
            elif desk is not None:
                desk.close()


async def press(keys: Keyboard, word: str) -> None:
    """Press a key as `State.keys` names it, and wait until all is drawn."""
    kind, _colon, text = word.partition(":")
    match kind:
        case "type":
            await keys.type(text)
        case "paste":
            await keys.paste(text)
        case "do":
            screen = keys.app.screen
            assert isinstance(screen, CommandScreen)
            command = next(c for c in screen.commands if c.id == text)
            if command.key:
                await keys.press(command.key)
            else:  # from the palette alone
                screen.action_command(text)
        case _:
            await keys.press(word)
    await _quiet(keys)


def _app(state: State) -> tuple[App[int], Desk | None]:
    if state.where == "demo":
        return MajilisApp(None, play=Play(bundled_scenario("2023-03-29"), FILE)), None
    if state.where == "rehearsal":
        return MajilisApp(None, rehearsal=(FILE, 7)), None
    if state.where in ("home", "recent"):
        _prepare_home(with_recent=state.where == "recent")
        return MajilisApp(None), None
    assert state.made is not None
    desk = state.made(FILE)
    if state.where == "sitting":
        return MajilisApp(desk, state.role), desk
    now = desk.clock.now()
    desk.close()
    reader = Desk.open(FILE, ScenarioClock(now), read_only=True)
    return HallApp(reader), reader


def _stand_still(patch: pytest.MonkeyPatch) -> None:
    """Make the machine the same everywhere: clock, chance, folders, disk and power."""
    numbers = itertools.count(1)
    patch.setattr("majilis_tui.screens.session.token_hex", lambda _n: f"{next(numbers):x}")
    hash_cheaply(patch)
    patch.setattr(SystemClock, "now", lambda _clock: START)
    patch.setattr(SystemClock, "offset", lambda _clock: None)
    patch.delenv("NO_COLOR", raising=False)
    patch.setenv("HOME", ".")
    patch.setenv("XDG_DOCUMENTS_DIR", "documents")
    for module in (readiness, new_sitting):
        patch.setattr(module, "facts", _facts)


def _facts(*given: Any, **named: Any) -> Facts:
    return replace(
        machine.facts(*given, **named),
        free_bytes=200 * 2**30,
        file_system="ext4",
        engine=(3, 53, 0),
        least_engine=(3, 51, 3),
        utf8=True,
        battery=81,
        mains=False,
    )


def _prepare_home(with_recent: bool) -> None:
    Path("documents").mkdir()
    Path("roster.csv").write_bytes(ROSTER.read_bytes())
    wrong = "id,name,born\na,Anna,1960-13-01\na,Boris,\nc,,\n"
    Path("wrong.csv").write_text(wrong, encoding="utf-8")
    if with_recent:
        listed = {
            "documents/2023-03-29.sqlite": "close_sitting",
            "documents/2023-03-30.sqlite": "nominate",
        }
        for path, last in listed.items():
            after(last)(Path(path)).close()
        state_folder().mkdir(parents=True, exist_ok=True)
        (state_folder() / "recent.json").write_text(json.dumps(list(listed)), encoding="utf-8")


async def settled(keys: Keyboard) -> None:
    """Wait until nothing more is drawn, also behind a box, and until no cursor blinks."""
    await _quiet(keys)
    if isinstance(keys.app.screen, Readiness | Lock):
        keys.app.screen.draw()  # as it does of itself, again and again
    for field in keys.app.screen.query(Input):
        field.cursor_blink = False
    before = None
    while before != (before := picture(keys.app)):
        await _quiet(keys)


async def _quiet(keys: Keyboard) -> None:
    for _look in range(LOOKS):
        assert keys.app._exception is None  # what is raised is what ended the program
        if _ready(keys):
            break
        await keys.pilot.pause(0.02)
    for _hop in range(2):
        await _all_heard(keys.app)


async def _all_heard(app: App[int]) -> None:
    """Wait until every widget of every screen has dealt with what it was sent."""
    for screen in app.screen_stack:
        heard = [asyncio.Event() for _widget in (screen, *screen.query("*"))]
        for widget, event in zip((screen, *screen.query("*")), heard, strict=True):
            widget.call_later(event.set)
        for event in heard:
            await asyncio.wait_for(event.wait(), 5)


def _ready(keys: Keyboard) -> bool:
    app, screen = keys.app, keys.app.screen
    if not (screen.is_mounted and app._message_queue.empty() and screen._message_queue.empty()):
        return False
    if isinstance(screen, CommandPalette):
        return not screen._show_busy and screen.query_one(OptionList).option_count > 1
    return not (isinstance(screen, Log) and screen._checking is not None)
