"""Nomination, commission and ballot by keys."""

from textual import events
from textual.widgets import Input

from majilis_tui.procedure import actions as act
from tests.screens.driving import fresh, played, seated


async def to_nomination(keys):
    await keys.press("f5", "f6", "y")


async def nominate(keys, candidate, proposer):
    await keys.press("n")
    await keys.type(candidate)
    await keys.press("enter")
    await keys.type(proposer)
    await keys.press("enter", "enter", "enter")


async def test_a_proposed_text_is_shown_from_its_beginning_and_kept_when_the_terminal_was_left(
    tmp_path,
):
    async with seated(played(tmp_path / "s.sqlite", "nominate")) as keys:
        await keys.press("v")
        line = keys.app.screen.query_one("#text", Input)
        assert len(line.value) > line.content_size.width, "too long for the line"
        assert line.value[:20] in keys.shown()
        await keys.type("Shall")
        assert line.value == "Shall", "what is typed takes its place"
        for event in (events.AppBlur(), events.AppFocus()):
            keys.app.post_message(event)
            await keys.pilot.pause()
        await keys.type(" we?")
        assert line.value == "Shall we?"


async def test_from_the_roll_call_to_the_open_vote(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await to_nomination(keys)
        assert "No election is open" in keys.shown()
        await keys.press("o")
        assert "Needed: 50 of 98" in keys.shown()
        await keys.press("enter", "enter", "n")
        await keys.type("Кошанов")
        assert "▸ Erlan Qoşanov" in keys.shown()
        await keys.press("enter")
        await keys.type("Измухамбетов")
        await keys.press("enter")
        await keys.type("Chairman of the 8th Mäjilis (2022-2023); Senator")
        await keys.press("enter")
        await keys.type("Experience.")
        await keys.press("enter")
        nomination = keys.sitting.elections["chairman"].nominations[0]
        assert nomination.candidate == "qosanov"
        assert nomination.proposer == "izmuhambetov"
        assert nomination.offices == ("Chairman of the 8th Mäjilis (2022-2023)", "Senator")
        assert nomination.statement == "Experience."
        assert "1. Erlan Qoşanov" in keys.shown()
        await keys.press("v", "enter")
        await keys.type("98")
        assert "98 for, 50 needed" in keys.shown()
        assert "ADOPTED" in keys.shown()
        await keys.press("enter", "enter", "enter")
        words = "For 98, against 0, abstained 0; present 98, 50 needed: ADOPTED."
        assert words in keys.words()
        await keys.press("enter")
        assert keys.sitting.questions["ballot-list"].adopted is None, "not before it is confirmed"
        await keys.press("v")
        await keys.type("98")
        await keys.press("enter", "enter", "enter", "y")
        question = keys.sitting.questions["ballot-list"]
        assert (question.adopted, question.candidate) == (True, "qosanov")
        await keys.press("c", "y")
        assert "▶ COMMISSION" in keys.shown()
        assert keys.actions()[-5:] == [
            "open_election",
            "nominate",
            "put_question",
            "decide_question",
            "close_nominations",
        ]


async def test_ctrl_u_empties_the_line_of_a_person(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "open_election"), "secretary") as keys:
        await keys.press("n")
        await keys.type("rau")
        assert "▸ Albert Rau" in keys.shown()
        await keys.press("ctrl+u")
        assert "Albert Rau" not in keys.shown()
        assert "type a name" in keys.shown()


async def test_the_key_of_the_colon_opens_the_palette_on_a_russian_layout(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "open_election"), "secretary") as keys:
        await keys.press("Ж")
        assert "Search for a command" in keys.shown()


async def test_more_votes_than_members_are_refused_in_the_box(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await to_nomination(keys)
        await keys.press("v", "tab")
        await keys.type("Hold the vote today")
        await keys.press("enter")
        await keys.type("99")
        assert "there cannot be more votes than members present" in keys.words()
        assert "ADOPTED" not in keys.shown(), "what cannot be has no verdict"
        await keys.press("enter", "enter", "enter")
        assert "Votes: 99, but members present: 98." in keys.shown()
        await keys.press("escape")
        assert keys.sitting.questions["procedure"].adopted is None
        await keys.press("v")
        assert "Hold the vote today" in keys.shown(), "the figures can be entered later"


async def test_a_name_typed_on_the_nomination_starts_no_break(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await to_nomination(keys)
        await keys.type("Иванов")
        await keys.press("enter")
        assert "A break of 10 min begins now" in keys.words()
        await keys.press("enter")
        assert not keys.sitting.on_break
        await keys.press("b", "enter", "y")
        assert keys.sitting.on_break
        assert "→ The sitting has a break; b ends it before the chamber goes on." in keys.shown()
        await keys.press("b")
        assert "The break was announced until" in keys.words()
        await keys.press("escape")
        assert keys.sitting.on_break
        await keys.press("b", "y")
        assert not keys.sitting.on_break


async def test_during_a_break_in_the_roll_call_the_palette_ends_it(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        keys.app.screen.action_command("break")
        await keys.press("enter", "y")
        assert "a command of the list (:) ends it" in keys.words()


async def test_commission_members_are_marked_and_nominees_left_out(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await to_nomination(keys)
        await keys.press("o", "enter", "enter")
        await nominate(keys, "qosanov", "rau")
        await keys.press("k", "f")
        assert "Erlan Qoşanov" not in keys.shown()
        for name in ("asimj", "dament", "deputy07"):
            await keys.type(name)
            await keys.press("space")
        assert "marked: 3" in keys.shown()
        await keys.press("enter")
        assert "Members of the counting commission: Janarbek" in keys.shown()
        assert keys.sitting.commission == (), "not before the names are confirmed"
        await keys.press("y")
        assert keys.sitting.commission == ("asimjanov", "damentyeva", "d07")
        await keys.press("o", "enter", "enter")
        words = keys.words()
        assert "Chairman of the commission: Janarbek Äşimjanov; secretary: Natalia" in words
        assert "goes on record and is not undone" in words
        await keys.press("enter")
        assert keys.sitting.chairman is None, "not before the names are confirmed"
        await keys.press("o", "enter", "enter", "y")
        assert keys.sitting.chairman == "asimjanov"
        assert keys.app.session.role == "secretary", "the clerk makes room"
        assert "PIN of the chairman" in keys.shown()
        await keys.press("escape", "y")
        assert "PIN of the secretary" in keys.shown()
        await keys.press("escape", "y")
        assert "taken at their word" in keys.words()


async def test_who_is_absent_is_told_and_not_proposed_as_an_officer(tmp_path):
    desk = fresh(tmp_path / "s.sqlite")
    desk.do("clerk", act.MarkAttendance(members="all", status="present"))
    desk.do("clerk", act.MarkAttendance(members=("asimjanov",), status="absent"))
    desk.do("clerk", act.CloseRollCall())
    async with seated(desk) as keys:
        await keys.press("k", "f")
        for name in ("asimj", "dament", "rau"):
            await keys.type(name)
            await keys.press("space")
        assert "Janarbek Äşimjanov absent" in keys.words()
        await keys.press("enter")
        assert "Janarbek Äşimjanov (absent), Natalia Damentyeva and Albert Rau" in keys.words()
        await keys.press("y", "o")
        assert "Chairman ◂ Natalia Damentyeva ▸" in keys.words()
        assert "Secretary ◂ Albert Rau ▸" in keys.words()
        await keys.press("left")
        assert "Chairman ◂ Janarbek Äşimjanov (absent) ▸" in keys.words()
        await keys.press("enter", "enter")
        assert "Chairman of the commission: Janarbek Äşimjanov (absent);" in keys.words()
        await keys.press("y")
        assert keys.sitting.chairman == "asimjanov"


async def test_where_nobody_present_is_left_nobody_is_proposed(tmp_path):
    desk = fresh(tmp_path / "s.sqlite")
    desk.do("clerk", act.MarkAttendance(members="all", status="present"))
    desk.do("clerk", act.MarkAttendance(members=("asimjanov",), status="absent"))
    desk.do("clerk", act.CloseRollCall())
    desk.do("clerk", act.FormCommission(members=("asimjanov", "damentyeva")))
    async with seated(desk) as keys:
        await keys.press("k", "o", "enter", "enter")
        assert "Secretary ◂ — ▸" in keys.words()
        assert "nobody who is present is left" in keys.words()
        await keys.press("right", "enter", "y")
        assert keys.sitting.secretary == "asimjanov"


async def test_the_ballot_is_the_chairmans_and_f2_brings_the_chairman(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "close_nominations"), "secretary") as keys:
        assert "▶ BALLOT" in keys.shown()
        assert "[ ] For" in keys.shown()
        await keys.press("a")
        assert "F2: chairman" in keys.shown()
        await keys.press("f2", "a")
        assert "To spare for exchanges: 2" in keys.shown()
        await keys.press("enter", "enter")
        assert "fixed for this round" in keys.words()
        assert "papers: 100, for members present: 98" in keys.words()
        await keys.press("y")
        assert keys.sitting.elections["chairman"].round.made == 100
        assert "approved ✓" in keys.shown()
        await keys.press("s", "enter", "1", "2")
        assert keys.sitting.elections["chairman"].round.ballot_signed
        await keys.press("o", "enter")
        assert "members present: 98" in keys.shown()
        assert "50 of 98" in keys.shown(), "the majority is stated before the vote"
        await keys.press("1", "2")
        assert keys.sitting.voting is not None


async def test_two_names_in_another_order(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await to_nomination(keys)
        await keys.press("k", "f", "down", "space", "space", "enter", "y")
        await keys.press(
            "o", "enter", "enter", "y", "escape", "y", "escape", "y", "f7", "o", "enter", "enter"
        )
        await nominate(keys, "qosanov", "rau")
        await nominate(keys, "espaeva", "rau")
        await keys.press("c", "y")
        assert "▶ BALLOT" in keys.shown()
        await keys.press("down", "u", "f2", "a", "enter", "enter", "y")
        current = keys.sitting.elections["chairman"].round
        assert current.candidates == ("espaeva", "qosanov")
        assert current.form == "choose-one"


async def test_withdrawing_goes_on_record(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await to_nomination(keys)
        await keys.press("o", "enter", "enter")
        await nominate(keys, "qosanov", "rau")
        await keys.press("x")
        await keys.type("My wish")
        await keys.press("enter", "n")
        assert keys.actions()[-1] == "nominate"  # the list loses nobody by one key
        await keys.press("x")
        await keys.type("My wish")
        await keys.press("enter", "y")
        assert keys.actions()[-1] == "withdraw"
        assert "is taken off the list: My wish" in keys.shown()


async def test_the_russian_layout_works_the_same(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await to_nomination(keys)
        await keys.press("щ", "enter", "enter", "т")
        assert "Nominate: Chairman" in keys.shown()


async def test_after_the_roll_call_either_step_may_come_first(tmp_path):
    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        await to_nomination(keys)
        assert "either may come first" in keys.shown()
        await keys.press("k", "f", "down", "space", "space", "enter", "y")
        assert "→ The commission chooses its chairman and secretary." in keys.shown()
        await keys.press("o", "enter", "enter", "y", "escape", "y", "escape", "y", "down")
        assert "signs the protocol on its officers; Esc: on." in keys.shown()
        await keys.press("escape")
        assert "→ Open an election and take nominations." in keys.shown()
        assert "No election is open" in keys.shown()


async def test_a_member_of_the_commission_is_refused_while_the_candidate_is_typed(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "open_election"), "secretary") as keys:
        await keys.press("n")
        await keys.type("qosh")
        assert "cannot stand" not in keys.shown()
        await keys.press(*["backspace"] * 4)
        await keys.type("ashim")
        assert "belongs to the counting commission and cannot stand" in keys.shown()
