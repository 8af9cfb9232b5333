"""Voting by keys: one paper a person, the bell, the time, the close."""

import re

import pytest

from majilis_tui.procedure.actions import IssueBallot, MarkAttendance
from majilis_tui.procedure.timing import later
from majilis_tui.screens.widgets.countdown import Bell, clock_text, seconds_left
from majilis_tui.screens.widgets.digits import big_digits, size_of
from majilis_tui.screens.widgets.member_list import MemberList
from tests.screens.driving import played, seated

LOOK = 0.5


def register(keys):
    return keys.app.session.papers.register


async def until_bell(keys, seconds):
    """Move the clock to so many seconds before the bell, and have the screen look."""
    current = keys.sitting.elections["chairman"].round
    keys.app.session.desk.clock.moment = later(current.deadline, -seconds)
    await keys.pilot.pause(LOOK)


@pytest.fixture
def opened(tmp_path):
    return played(tmp_path / "s.sqlite", "open_voting")


async def test_the_majority_is_stated_with_its_article_before_anyone_votes(opened):
    async with seated(opened, "secretary") as keys:
        shown = keys.shown()
        majority = "Needed: 50 of 98 (more than half of all seats) [Constitution, article 58(1)]"
        assert majority in shown
        assert "Made 100   Issued 0   Exchanged 0   Left 100" in shown
        assert "0 of 98 served, without a ballot: 98" in shown
        assert "of 20:00" in shown


@pytest.mark.parametrize("typed", ["esp", "есп", "Еспа"])
async def test_letters_and_enter_hand_out_one_ballot(opened, typed):
    async with seated(opened, "secretary") as keys:
        await keys.type(typed)
        await keys.press("enter")
        assert register(keys) == {"espaeva"}
        assert keys.actions()[-1] == "issue_ballot"
        assert "espaeva" not in opened.last.text, "the record never says who"
        assert "1 of 98 served, without a ballot: 97" in keys.shown()
        assert "✓ has a ballot" in keys.shown()


async def test_enter_pressed_twice_serves_nobody_else(opened):
    async with seated(opened, "secretary") as keys:
        await keys.type("esp")
        await keys.press("enter", "enter")
        assert register(keys) == {"espaeva"}
        assert "Dania Espaeva has received a ballot already." in keys.shown()


async def test_enter_pressed_twice_among_those_without_a_ballot_serves_nobody_else(opened):
    async with seated(opened, "secretary") as keys:
        await keys.press("enter")
        assert "Nobody is under the cursor." in keys.shown()  # nobody was named yet
        await keys.press("f5", "down", "enter", "enter", "enter")
        assert len(register(keys)) == 1
        await keys.press("down", "enter")
        assert len(register(keys)) == 2


async def test_the_list_stands_in_the_order_of_the_roster_whoever_came_first(opened):
    async with seated(opened, "secretary") as keys:
        before = list(keys.app.screen.query_one(MemberList).rows.ids)
        for name in ("rau", "qosa", "espa"):
            await keys.type(name)
            await keys.press("enter")
        assert register(keys) == {"rau", "qosanov", "espaeva"}
        assert keys.app.screen.query_one(MemberList).rows.ids == before
        await keys.press("f5")
        left = keys.app.screen.query_one(MemberList).rows.ids
        assert left == [m for m in before if m not in register(keys)]


async def test_a_spoiled_paper_is_exchanged(opened):
    async with seated(opened, "secretary") as keys:
        await keys.type("rau")
        await keys.press("f4")
        assert "Albert Rau has received no ballot." in keys.shown()
        await keys.press("enter", "f4")
        assert "Papers left then: 98." in keys.words()
        await keys.press("f4")
        assert keys.actions()[-1] == "issue_ballot", "the key pressed twice is no answer"
        await keys.press("y")
        assert keys.actions()[-2:] == ["issue_ballot", "exchange_ballot"]
        assert "Issued 2   Exchanged 1   Left 98" in keys.shown()


async def test_bell_and_notice_at_five_minutes_one_minute_and_the_end(opened, monkeypatch):
    async with seated(opened, "secretary") as keys:
        rung = []
        monkeypatch.setattr(keys.app, "bell", lambda: rung.append(1))
        await until_bell(keys, 301)
        assert not rung
        await until_bell(keys, 299)
        assert "5 minutes are left to vote" in keys.shown()
        await until_bell(keys, 298)
        assert len(rung) == 1
        await until_bell(keys, 60)
        assert "1 minute is left to vote" in keys.shown()
        await until_bell(keys, -1)
        assert "time for voting is up" in keys.shown()
        assert len(rung) == 3
        assert "Time is up" in keys.shown()


async def test_the_bell_rings_on_another_screen_and_under_a_box(opened, monkeypatch):
    async with seated(opened, "secretary") as keys:
        rung = []
        monkeypatch.setattr(keys.app, "bell", lambda: rung.append(1))
        await until_bell(keys, 400)
        await keys.press("f9", "f1")
        await until_bell(keys, 200)
        assert rung == [1]


async def test_after_the_bell_only_those_in_line_and_with_both_officers(opened):
    async with seated(opened, "secretary") as keys:
        await until_bell(keys, -30)
        await keys.type("rau")
        await keys.press("enter")
        assert "in line at the bell" in keys.shown()
        await keys.press("1", "enter")
        assert not register(keys), "one officer is not enough, and Enter is no"
        await keys.press("enter", "1", "2")
        assert register(keys) == {"rau"}
        assert '"with":"chairman"' in opened.last.text


async def test_extending_takes_minutes_a_reason_and_both_officers(opened):
    async with seated(opened, "chairman") as keys:
        before = keys.sitting.elections["chairman"].round.deadline
        await keys.press("plus", "enter", "enter")
        assert "Say why the time is extended." in keys.shown()
        await keys.type("queue at booths")
        await keys.press("enter")
        assert "extended by 5 min" in keys.shown()
        await keys.press("1", "2")
        assert keys.sitting.elections["chairman"].round.deadline == later(before, 300)
        assert "of 25:00" in keys.shown()


async def test_a_pin_typed_for_a_reason_does_not_go_on_record(opened):
    async with seated(opened, "chairman") as keys:
        await keys.press("plus", "enter")
        await keys.type("712371")
        await keys.press("enter")
        assert "a PIN is never written here" in keys.shown()
        await keys.press("1", "2")
        assert "extend_voting" not in keys.actions()


async def test_closing_before_the_bell_takes_a_reason_and_both_officers(opened):
    async with seated(opened, "chairman") as keys:
        await keys.press("f6")
        assert "20:00 before the bell. Present without a ballot: 98." in keys.shown()
        await keys.type("fire alarm")
        await keys.press("enter", "2", "1")
        assert keys.actions()[-1] == "close_voting"
        assert '"with":"secretary"' in opened.last.text
        assert "▶ COUNT" in keys.shown()


async def test_after_the_bell_the_chairman_closes_plainly(opened):
    async with seated(opened, "secretary") as keys:
        await keys.type("rau")
        await keys.press("enter")
        await until_bell(keys, -1)
        await keys.press("f6")
        assert "F2: chairman" in keys.shown(), "the secretary may not"
        await keys.press("f2", "f6", "y")
        assert keys.actions()[-1] == "close_voting"
        assert '"received":["rau"]' in opened.last.text
        assert not register(keys)


async def test_it_lives_through_any_size(opened):
    async with seated(opened, "secretary") as keys:
        for size in ((40, 12), (200, 60), (79, 21), (80, 24), (120, 40)):
            await keys.pilot.resize_terminal(*size)
            await keys.pilot.pause(0.1)
            assert "Needed: 50 of 98" in keys.shown(), size
        await keys.pilot.resize_terminal(40, 12)
        await keys.pilot.pause(0.1)
        assert "20:00 left" in keys.shown()
        await keys.type("rau")
        await keys.press("enter")
        assert register(keys) == {"rau"}


def test_the_time_left_is_the_deadline_less_now():
    deadline = "2023-03-29T05:20:00.000Z"
    assert seconds_left(deadline, "2023-03-29T05:00:00.000Z") == 1200
    assert seconds_left(deadline, "2023-03-29T05:19:59.001Z") == 1
    assert seconds_left(deadline, "2023-03-29T05:20:00.000Z") == 0
    assert seconds_left(deadline, "2023-03-29T06:20:00.000Z") == 0
    assert clock_text(1122) == "18:42"
    assert clock_text(3723) == "1:02:03"


def test_no_warning_for_a_moment_that_passed_before_anybody_looked(opened):
    bell = Bell()
    deadline = opened.sitting.elections["chairman"].round.deadline
    assert bell.warning(opened.sitting, later(deadline, -30)) is None
    assert bell.warning(opened.sitting, later(deadline, -29)) is None
    assert bell.warning(opened.sitting, later(deadline, 5)) is not None
    assert bell.warning(opened.sitting, later(deadline, 6)) is None
    opened.close()


@pytest.mark.parametrize(("cells", "lines"), [(16, 3), (17, 3), (34, 5), (200, 50), (17, 2)])
def test_large_digits_never_take_more_room_than_there_is(cells, lines):
    drawn = big_digits("18:42", cells, lines)
    if size_of("18:42", 1) <= (cells, lines) and lines >= 3 and cells >= 17:
        assert len(drawn) > 1
    assert len(drawn) <= lines
    assert all(len(row) <= cells for row in drawn)


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_where_there_is_room_the_countdown_stands_beside_the_list(opened, size):
    async with seated(opened, "secretary", size=size) as keys:
        countdown = keys.app.screen.query_one("#countdown").region
        members = keys.app.screen.query_one(MemberList).region
        assert countdown.x >= members.right
        assert countdown.bottom > members.y


async def test_everybody_who_has_a_ballot_is_marked_wherever_the_cursor_stands(opened):
    async with seated(opened, "secretary", size=(120, 40)) as keys:
        for number, name in enumerate(("rau", "espa", "izmu"), 1):
            await keys.type(name)
            await keys.press("enter")
            await keys.press("home")
            assert keys.shown().count("✓ has a ballot") == number


async def test_two_votes_in_which_others_came_first_look_the_same(tmp_path):
    seen = []
    for number, names in enumerate([("rau", "espa"), ("espa", "rau")]):
        desk = played(tmp_path / f"{number}.sqlite", "open_voting")
        async with seated(desk, "secretary", size=(120, 40)) as keys:
            for name in names:
                await keys.type(name)
                await keys.press("enter")
            await keys.press("home")
            seen.append(keys.shown())
    # Requests carry a random id, so the codes may differ; nothing else does.
    plain = [re.sub(r"[0-9a-f]{4}-[0-9a-f]{4}", "", text) for text in seen]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("typed", ["rau7", "есп4711", "espasva", "7рау"])
async def test_a_doubtful_name_hands_out_nothing_until_it_is_chosen_with_the_arrows(opened, typed):
    async with seated(opened, "secretary") as keys:
        await keys.type(typed)
        await keys.press("enter")
        assert not register(keys)
        assert keys.actions()[-1] == "open_voting"


@pytest.mark.parametrize("typed", ["deputy", "депутат", "deputy0", "zzzz", "ддд"])
async def test_a_name_that_several_bear_or_a_key_held_down_hands_out_nothing(opened, typed):
    async with seated(opened, "secretary") as keys:
        await keys.type(typed)
        await keys.press("enter")
        assert not register(keys)
        await keys.press("down", "enter")
        assert len(register(keys)) <= 1


async def test_after_a_refusal_the_next_letter_begins_the_next_name(opened):
    async with seated(opened, "secretary") as keys:
        for typed in ("xyzxyz", "deputy", "rau", "rau", "espa"):
            await keys.type(typed)
            await keys.press("enter")
        assert register(keys) == {"rau", "espaeva"}


async def test_a_name_with_a_typo_is_taken_when_it_was_chosen_with_the_arrows(opened):
    async with seated(opened, "secretary") as keys:
        await keys.type("espasva")
        await keys.press("enter")
        assert "Not sure who is meant" in keys.words()
        assert not register(keys)
        await keys.press("down", "up", "enter")
        assert register(keys) == {"espaeva"}


async def test_the_list_says_that_it_is_filtered_and_why_nobody_is_found_in_it(opened):
    async with seated(opened, "secretary") as keys:
        await keys.type("rau")
        await keys.press("enter")
        assert "Without a ballot only" not in keys.shown()
        await keys.press("f5")
        assert "Without a ballot only (F5: all)" in keys.shown()
        await keys.type("rau")
        assert "Without a ballot only" not in keys.shown()  # who is named is looked for among all
        row = next(row for row in keys.shown().split("\n") if "Albert Rau" in row)
        assert "✓ has a ballot" in row
        await keys.press("enter")
        await keys.press("escape", "f5")
        assert register(keys) == {"rau"}
        assert "Without a ballot only" not in keys.shown()


async def test_a_search_says_who_is_excused_or_absent(opened):
    for member, status in (("rau", "excused"), ("espaeva", "absent")):
        opened.do("secretary", MarkAttendance(member=member, status=status))
    async with seated(opened, "secretary") as keys:
        await keys.type("rau")
        assert "Albert Rau: excused" in keys.shown()
        await keys.press("enter", "escape")
        await keys.type("espaev")
        assert "Dania Espaeva: absent" in keys.shown()
        await keys.press("enter")
        assert not register(keys)


async def test_wide_the_paper_the_stock_and_the_time_stand_beside_the_list(opened):
    async with seated(opened, "secretary", size=(120, 40)) as keys:
        await keys.type("rau")
        await keys.press("enter", "f4", "y")
        beside = [row[72:] for row in keys.shown().split("\n")]
        words = " ".join(" ".join(beside).replace("│", " ").split())
        assert "Made 100 Issued 2 Exchanged 1 Left 98" in words
        assert "[ ] Against" in words


async def test_those_in_line_receive_papers_by_one_agreement(opened):
    async with seated(opened, "secretary") as keys:
        await keys.press("space")
        assert "each paper is handed out by itself" in keys.words()
        await until_bell(keys, -30)
        await keys.press("down")
        assert "Space: papers for those in line" in keys.words()
        await keys.press("space")
        for person in ("rau", "espaeva"):
            await keys.type(person)
            await keys.press("space")
        await keys.press("enter")
        assert "2 papers, for those who stood in line at the bell" in keys.words()
        assert "Albert Rau" in keys.shown()
        assert not register(keys)
        await keys.press("1", "2")
        assert register(keys) == {"rau", "espaeva"}
        assert keys.actions().count("issue_ballot") == 1
        assert '"issued":2' in opened.last.text
        assert '"with":"chairman"' in opened.last.text


async def test_when_everybody_is_served_the_close_says_so_and_how_long_there_is(opened):
    opened.do("secretary", IssueBallot(election="chairman", members="all"))
    async with seated(opened, "chairman") as keys:
        await keys.press("f6")
        assert "20:00 before the bell. Everybody present has a ballot." in keys.words()
        await keys.press("y")
        assert keys.actions()[-1] == "close_voting"
