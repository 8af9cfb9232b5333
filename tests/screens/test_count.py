"""The count by keys: by hand, the box, packets read twice, the account, the end."""

import pytest
from msgspec.structs import replace
from textual.app import App

from majilis_tui.desk import Desk
from majilis_tui.procedure.actions import CloseVoting, ExchangeBallot, IssueBallot, ReadPacket
from majilis_tui.screens.counting import overview
from majilis_tui.screens.reading import own_reading
from majilis_tui.screens.widgets.account import account_content, advice
from tests.screens.driving import played, seated
from tests.screens.small import conduct, reading, steps


def marks(keys, role="secretary"):
    found = keys.app.session.papers.readings.get(role)
    return dict(found.marks) if found else {}


def account(keys):
    """Return the words of what stands beside the work."""
    beside = (row[46:].replace("│", " ") for row in keys.shown().split("\n")[3:18])
    return " ".join(" ".join(beside).split())


async def test_from_the_shut_box_to_the_first_packet(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "close_voting"), "secretary") as keys:
        assert "▶ Papers by hand" in keys.shown()
        await keys.press("enter")
        await keys.type("2")
        await keys.press("enter")
        await keys.type("0")
        await keys.press("enter", "enter")
        assert "= 100" in keys.shown()
        await keys.press("o")
        await keys.press("enter")
        assert "fixed" in keys.shown()
        await keys.press("enter")
        assert keys.actions()[-1] == "account_papers", "the default is no"
        await keys.press("f2", "enter", "enter", "1", "2", "enter", "y", "enter")
        await keys.type("98")
        await keys.press("enter")
        assert keys.actions()[-4:] == ["account_papers", "open_box", "mix_papers", "count_papers"]
        assert "Packet 1 of 10" in keys.shown()
        assert "= 98" in keys.shown()


async def test_while_the_count_goes_on_in_a_break_its_key_is_shown(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "start_break"), "secretary") as keys:
        assert "Count unused and spoiled papers by hand" in keys.shown()
        assert "b End the break" in keys.shown()
        await keys.press("b", "y")
        assert not keys.sitting.on_break
        assert "End the break" not in keys.shown()


async def test_the_box_without_the_whole_commission_takes_a_reason(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "account_papers"), "chairman") as keys:
        await keys.press("enter", "down", "down", "space", "enter")
        assert "Missing: Deputy 07" in keys.shown()
        await keys.press("enter")
        assert "Say why they are not here." in keys.shown()
        await keys.type("ill")
        await keys.press("enter", "1", "2")
        assert '"reason":"ill"' in keys.app.session.desk.last.text


# The digits and x of a Latin keyboard, and what the Kazakh one sends from the same keys.
@pytest.mark.parametrize("typed", ["1120x3", '""әқчі', "1120Ч3", "1120X3"])
async def test_one_key_a_paper_on_any_keyboard(tmp_path, typed):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "secretary") as keys:
        await keys.type(typed)
        assert marks(keys) == {"for": 2, "against": 1, "blank": 1, "invalid:unclear": 1}
        assert "Papers: 5 of 10" in keys.shown()


async def test_backspace_takes_back_the_mark_given_last_and_others_at_the_cursor(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "secretary") as keys:
        await keys.press("1", "1", "2", "backspace")
        assert marks(keys) == {"for": 2}
        await keys.press("backspace")
        assert "No paper bears this mark" in keys.shown()
        await keys.press("up", "backspace")
        assert marks(keys) == {"for": 1}
        await keys.press("space")
        assert marks(keys) == {"for": 2}
        await keys.press("r", "y")
        assert marks(keys) == {}


async def test_marks_outlive_a_kill(tmp_path):
    path = tmp_path / "s.sqlite"
    desk = played(path, "count_papers")
    async with seated(desk, "secretary") as keys:
        await keys.press("1", "1", "2")
        with Desk.open(path, desk.clock) as other:  # what a new process would find
            assert other.papers.readings["secretary"].marks == {"against": 1, "for": 2}
    async with seated(Desk.open(path, desk.clock), "secretary") as keys:
        assert "Papers: 3 of 10" in keys.shown()
        assert "▌▌" in keys.shown()


async def test_a_packet_that_is_not_full_is_not_handed_in_and_a_full_one_takes_no_more(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "secretary") as keys:
        await keys.press("1", "enter")
        assert "1 of 10" in keys.shown()
        await keys.press(*["1"] * 9, "2")
        assert "The packet is full" in keys.shown()
        assert marks(keys) == {"for": 10}


async def test_in_turns_on_one_terminal_the_second_reader_begins_blank(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "secretary") as keys:
        await keys.press(*["1"] * 7, *["2"] * 3, "enter")
        assert "Your reading is handed in" in keys.shown()
        assert "▌" not in keys.shown(), "not even the first reader's own marks stay"
        await keys.press("f2")
        assert "chairman reading" in keys.shown()
        assert "The secretary has finished." in keys.shown()
        assert "▌" not in keys.shown()
        assert "Papers: 0 of 10" in keys.shown()
        assert "At this terminal now: chairman" in keys.shown()
        await keys.press("2")
        assert "At this terminal now" not in keys.shown(), "a notice goes with the next key"
        await keys.press(*["2"] * 2, *["1"] * 7, "enter")
        assert keys.actions()[-1] == "agree_packet"
        assert "Packet 2 of 10" in keys.shown()
        assert "Packets ✓▶" in keys.shown()


async def test_a_key_that_is_no_reason_is_not_a_vote_to_come(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "secretary") as keys:
        await keys.press("x", "9", "2")
        assert marks(keys) == {"invalid:several": 1}


async def test_spoiled_papers_that_are_not_there_are_no_matter_of_the_papers_found(tmp_path):
    listed = steps(candidates=("m6",))
    at = next(n for n, step in enumerate(listed) if step["do"] == "issue_ballot")
    issued = [f"m{number}" for number in range(1, 9)]
    listed[at]["members"] = issued
    closing = {"do": "close_voting", "by": "chairman", "election": "e"}
    exchange = {"do": "exchange_ballot", "by": "secretary", "election": "e", "member": "m4"}
    listed[at + 1 : at + 2] = [exchange, {**closing, "with": "secretary", "reason": "one left"}]
    listed[-1]["found"] = 8
    desk = conduct(tmp_path / "s.sqlite", listed)
    current = desk.sitting.elections["e"].round
    assert (current.missing_from_box, current.missing_from_stock, current.gap) == (0, 0, 1)
    assert advice(current).startswith("1 paper missing: to be explained when all packets are read")
    both = replace(current, found=7)  # and one that is missing from the box
    assert advice(both).startswith("2 papers missing: count the papers found again")
    told = overview(current, 70).plain
    assert "1 paper missing" in told
    shown = account_content(current, 40).plain
    assert "exchanged" in shown
    assert "1 ≠ 0" in shown


async def test_marks_are_not_taken_back_unasked(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "secretary") as keys:
        await keys.press("1", "1", "r")
        assert "are taken back: 2" in keys.shown()
        await keys.press("enter")
        assert marks(keys) == {"for": 2}


async def test_the_number_found_is_corrected_by_both_while_packets_are_read(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "secretary") as keys:
        await keys.press(*["1"] * 10, "enter", "f2", *["1"] * 10, "enter")
        assert keys.actions()[-1] == "agree_packet"
        await keys.press("1", "1", "f")
        await keys.type("9")
        await keys.press("enter")
        assert "read and agreed: 10; count again" in keys.shown()
        await keys.type("1")
        await keys.press("enter", "y", "1")
        assert keys.actions()[-1] == "agree_packet", "one officer is not enough"
        await keys.press("2")
        assert keys.actions()[-1] == "count_papers"
        assert "Packet 2 of 10" in keys.shown()
        assert "Papers: 0 of 10" in keys.shown(), "the open packet is read anew"
        assert marks(keys) == {}
        current = keys.app.session.desk.sitting.elections["chairman"].round
        assert (current.found, current.papers_agreed) == (91, 10)


async def test_readings_that_differ_are_read_again_and_nothing_is_said_about_them(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "secretary") as keys:
        await keys.press(*["1"] * 10, "enter", "f2", *["1"] * 9, "2", "enter")
        assert keys.actions()[-1] == "packet_differs"
        assert "The readings differ: read packet 1 again." in keys.shown()
        assert "Papers: 0 of 10" in keys.shown()
        assert "▌" not in keys.shown()
        await keys.press("f2")
        assert keys.app.session.role == "secretary"
        assert "read packet 1 again" in keys.shown()
        assert "▌" not in keys.shown()


async def test_two_terminals_read_in_parallel_and_see_nothing_of_each_other(tmp_path):
    path = tmp_path / "s.sqlite"
    desk = played(path, "count_papers")
    async with seated(desk, "secretary") as keys:
        await keys.press("1", "1")
        with Desk.open(path, desk.clock) as chairman:
            chairman.jot("chairman", "chairman", 1, 7, {"against": 7})
            await keys.pilot.pause(0.5)
            shown = keys.shown()
            assert "▌▌▌" not in shown
            assert "chairman" not in shown.split("Account")[0].split("Packet 1")[1]
            chairman.do("chairman", ReadPacket(election="chairman", packet=1, marks={"for": 10}))
            await keys.pilot.pause(0.5)
            assert "The chairman has finished." in keys.shown()
            assert "Papers: 2 of 10" in keys.shown()
        await keys.press(*["1"] * 8, "enter")
        assert keys.actions()[-1] == "agree_packet"


async def test_whatever_the_first_reader_marked_the_second_ones_screen_is_the_same(tmp_path):
    seen = []
    for number, first in enumerate([{"for": 10}, {"against": 4, "blank": 6}]):
        desk = played(tmp_path / f"{number}.sqlite", "count_papers")
        desk.do("secretary", ReadPacket(election="chairman", packet=1, marks=first))
        async with seated(desk, "chairman", size=(120, 40)) as keys:
            await keys.press("1")
            seen.append(keys.shown())
    assert seen[0] == seen[1]


def test_only_the_fact_that_it_was_handed_in_is_taken_from_the_other_reading(tmp_path):
    desk = played(tmp_path / "s.sqlite", "count_papers")
    current = desk.sitting.elections["chairman"].round
    desk.jot("chairman", "chairman", 1, 3, {"for": 3})
    before = own_reading(desk.sitting, current, desk.papers, "secretary")
    assert (before.marks, before.papers, before.other_handed_in) == ({}, 0, False)
    desk.do("chairman", ReadPacket(election="chairman", packet=1, marks={"for": 10}))
    after = own_reading(desk.sitting, current, desk.papers, "secretary")
    assert (after.marks, after.papers, after.other_handed_in) == ({}, 0, True)
    own = own_reading(desk.sitting, current, desk.papers, "chairman")
    assert (own.marks, own.handed_in) == ({}, True)
    desk.close()


async def test_the_clerk_reads_nothing(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "clerk") as keys:
        await keys.press("1")
        assert keys.app.session.papers.readings == {}
        assert "The secretary and the chairman read" in keys.shown()


async def test_no_picture_of_this_screen_is_offered(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "secretary") as keys:
        offered = [c.title for c in keys.app.get_system_commands(keys.app.screen)]
        assert offered
        assert not [title for title in offered if "creenshot" in title]
        assert not keys.app.screen.ALLOW_SELECT
        assert not isinstance(keys.app.screen, App)


async def test_choose_one_with_names_that_look_like_markup(tmp_path):
    async with seated(reading(tmp_path / "s.sqlite"), "secretary") as keys:
        assert "[/Juri]" in keys.shown()
        await keys.press("3", "1", "1", "0", "enter", "f2", "1", "3", "0", "1", "enter")
        assert keys.actions()[-1] == "agree_packet"
        assert keys.app.session.papers.tally == {"blank": 1, "m7": 2, "m9": 1}


async def test_space_marks_at_the_cursor_for_choices_without_a_key(tmp_path):
    async with seated(reading(tmp_path / "s.sqlite"), "secretary") as keys:
        await keys.press("down", "down", "space")
        assert marks(keys) == {"m9": 1}


async def test_approve_takes_several_names_and_enter_ends_the_paper(tmp_path):
    desk = reading(tmp_path / "s.sqlite", form="approve", places=2)
    async with seated(desk, "secretary", size=(120, 40)) as keys:
        assert "at most 2 names" in keys.shown()
        await keys.press("1", "3")
        assert "[x] Hadisha" in keys.shown()
        assert marks(keys) == {}, "a paper in hand is kept nowhere"
        await keys.press("enter")
        assert marks(keys) == {"m7": 1, "m9": 1}
        assert "Papers: 1 of 4" in keys.shown()
        await keys.press("1", "2", "3", "enter")
        assert "At most 2 names" in keys.shown()
        await keys.press("backspace", "x", "2", "0", "2", "enter")
        assert marks(keys) == {"m7": 1, "m8": 1, "m9": 1, "blank": 1, "invalid:several": 1}
        await keys.press("enter")
        assert "Your reading is handed in" in keys.shown()


@pytest.mark.parametrize(
    ("untouched", "words"),
    [("for", "left untouched is for"), ("blank", "left untouched is blank")],
)
async def test_strike_out_says_what_an_untouched_paper_is(tmp_path, untouched, words):
    desk = reading(tmp_path / "s.sqlite", "strike-out", ("m8",), untouched=untouched)
    async with seated(desk, "secretary") as keys:
        assert words in " ".join(keys.shown().split())


async def test_for_against_abstain(tmp_path):
    desk = reading(tmp_path / "s.sqlite", "for-against-abstain", ("m8",))
    async with seated(desk, "secretary") as keys:
        await keys.press("3")
        assert marks(keys) == {"abstain": 1}


async def test_a_difference_shows_both_sides_a_sign_and_what_to_do(tmp_path):
    async with seated(reading(tmp_path / "s.sqlite", found=8, packet=8), "secretary") as keys:
        assert "9 ≠ 8" in keys.shown()
        assert "10 = 10" in keys.shown()
        assert "f enters them anew" in account(keys)
        await keys.press(*["1"] * 8, "enter", "f2", *["1"] * 8, "enter")
        assert "e explains it" in account(keys)
        await keys.press("c")
        assert "1 paper of the account is not explained" in keys.shown()
        await keys.press("enter")
        await keys.type("taken home")
        await keys.press("enter", "enter", "y")
        assert keys.actions()[-1] == "explain_difference"
        await keys.press("enter", "1", "2")
        assert keys.actions()[-1] == "finish_count"
        assert "▶ RESULT" in keys.shown()


async def test_the_number_found_is_entered_anew_before_the_first_packet_agrees(tmp_path):
    async with seated(reading(tmp_path / "s.sqlite", found=8), "secretary") as keys:
        await keys.press("f")
        await keys.type("9")
        await keys.press("enter")
        assert "≠" not in keys.shown()


async def test_it_lives_through_any_size(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "secretary") as keys:
        for size in ((40, 12), (80, 24), (200, 60), (60, 15), (110, 19)):
            await keys.press("1")
            await keys.pilot.resize_terminal(*size)
            await keys.pilot.pause(0.1)
            assert "Packet 1 of 10" in keys.shown(), size
            given = next(row for row in keys.shown().split("\n") if "1  For" in row)
            number = len(marks(keys)) and marks(keys)["for"]
            assert f"{'▌' * number}   {number} " in given, size
        assert marks(keys) == {"for": 5}


async def test_before_there_is_anything_to_count_it_says_so(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "approve_ballot"), "secretary") as keys:
        await keys.press("f8", "f8", "enter")
        assert "nothing to count" in " ".join(keys.shown().split())


async def test_while_packets_are_read_f2_goes_to_and_fro_between_the_readers(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "count_papers"), "secretary") as keys:
        seen = []
        for _turn in range(3):
            await keys.press("f2")
            seen.append(keys.app.session.role)
        assert seen == ["chairman", "secretary", "chairman"]


async def test_at_the_box_all_are_marked_and_nobody_will_not_do(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "account_papers"), "chairman") as keys:
        await keys.press("o")
        assert "marked: 3" in keys.shown()
        assert "Space: mark, and on to the next" in keys.shown()
        await keys.press("space", "space", "down", "down", "space", "enter")
        assert "Nobody is marked." in keys.shown()
        await keys.press("space", "enter")
        assert "Missing: Janarbek Äşimjanov" in keys.shown()


async def test_before_the_count_is_finished_its_totals_are_shown(tmp_path):
    async with seated(reading(tmp_path / "s.sqlite", packet=9), "secretary") as keys:
        await keys.press(*["1"] * 5, *["3"] * 2, "0", "x", "2", "enter", "f2")
        await keys.press(*["1"] * 5, *["3"] * 2, "0", "x", "2", "enter", "c")
        shown = keys.shown()
        for total in ("Hadisha: 5", "Ilyas: 0", "[/Juri]: 2", "Blank: 1", "Invalid: too many"):
            assert total in shown
        assert shown.count("Invalid: ") == 1, "the reasons that were given"
        assert "the marks typed here are destroyed" in " ".join(shown.replace("│", "").split())
        await keys.press("1", "2")
        assert keys.actions()[-1] == "finish_count"


async def test_the_papers_exchanged_are_proposed_as_spoiled(tmp_path):
    desk = played(tmp_path / "s.sqlite", "open_voting")
    desk.do("secretary", IssueBallot(election="chairman", members="all"))
    desk.do("secretary", ExchangeBallot(election="chairman", member="rau"))
    desk.do("chairman", CloseVoting(election="chairman"))
    async with seated(desk, "secretary") as keys:
        await keys.press("enter")
        await keys.type("1")
        await keys.press("enter", "enter", "enter")
        assert keys.sitting.elections["chairman"].round.spoiled == 1


@pytest.mark.parametrize(
    ("candidates", "mark", "reasons"), [(("m8",), "1 2 0 x Mark", 3), (None, "1-3 0 x Mark", 3)]
)
async def test_the_keys_that_mark_stand_in_the_footer(tmp_path, candidates, mark, reasons):
    form = ("strike-out", candidates) if candidates else ()
    async with seated(reading(tmp_path / "s.sqlite", *form), "secretary") as keys:
        assert mark in keys.shown()
        assert "Backspace Take back" in keys.shown()
        assert "Open box" not in keys.shown(), "the steps are for when no packet is open"
        await keys.press("x")
        assert f"1-{reasons}: reason" in keys.shown()
