"""A vote whose procedure was broken: voided by the chamber, and held again."""

import pytest

from majilis_tui.record.verify import verify
from majilis_tui.screens.hall_views import view
from tests.screens.driving import seated
from tests.screens.sittings import decided

VOTES = {"m6": 6, "m7": 3}


def told(path, last="declare"):
    """The chamber of nine, one elected, the result told."""
    return decided(VOTES, last)(path)


async def vote(keys, votes_for, against):
    """Enter the figures of the open vote that is asked for."""
    await keys.type(str(votes_for))
    await keys.press("enter", "backspace")
    await keys.type(str(against))
    await keys.press("enter", "enter", "y")


@pytest.mark.parametrize("last", ["announce_result", "declare"])
async def test_the_chamber_voids_a_round_and_it_is_held_again(tmp_path, last):
    desk = told(tmp_path / "s.sqlite", last)
    async with seated(desk, "secretary", (120, 40)) as keys:
        await keys.press("u")
        assert "is voided by the chamber" in keys.shown()
        assert "5 of 9 (more than half of all seats)" in keys.shown()
        await keys.press("enter")
        question = keys.sitting.questions["procedure"]
        assert (question.election, question.of) == ("e", "seats")
        await vote(keys, 5, 2)
        assert "Void the vote" in keys.shown(), "what was decided can be done at once"
        await keys.press("enter", "enter")
        assert "Round 1 is void" in keys.shown()
        assert "Standing: Galym" in keys.shown()
        await keys.press("y")
        entry = desk.last.entry
        assert (entry.action, entry.by, entry.data.how) == ("next_round", "presiding", "repeat")
        election = keys.sitting.elections["e"]
        assert [r.voided for r in election.rounds] == [True, False]
        assert election.elected == ()
        await keys.press("f8", "f8", "f8")
        assert "Round 1 is void by decision of the chamber." in keys.words()
        await keys.press("f9")
        assert "round 1 is void by decision “" in keys.words()
        hall = view(keys.sitting, election, desk.clock.now(), 80, 24).plain
        assert "Round 1 is void by decision of the chamber." in hall
    assert verify(tmp_path / "s.sqlite").sound


async def test_without_a_majority_of_all_seats_the_vote_stands(tmp_path):
    desk = told(tmp_path / "s.sqlite")
    async with seated(desk, "secretary") as keys:
        await keys.press("u", "enter")
        await vote(keys, 4, 0)
        assert "no majority of all seats for it: the vote stands" in keys.words()
        assert not keys.sitting.elections["e"].round.voided
        await keys.press("u")
        assert "Put to an open vote" in keys.shown(), "the chamber may be asked again"


async def test_a_question_left_open_is_taken_up_again(tmp_path):
    desk = told(tmp_path / "s.sqlite")
    async with seated(desk, "secretary") as keys:
        await keys.press("u", "enter", "escape")
        await keys.press("u")
        assert "Open vote: enter the figures" in keys.shown()
        await vote(keys, 9, 0)
        await keys.press("enter", "right", "enter", "y")
        assert desk.last.entry.data.how == "new-nominations"
        assert "▶ NOMINATION" in keys.shown()


async def test_not_before_the_chamber_was_told(tmp_path):
    async with seated(told(tmp_path / "s.sqlite", "sign_protocol"), "secretary") as keys:
        await keys.press("u")
        assert "The chamber has not been told the result." in keys.words()
    desk = told(tmp_path / "t.sqlite")
    async with seated(desk, "secretary") as keys:
        await keys.press("c", "y", "u")
        assert "has been closed already" in keys.words()


async def test_the_question_form_names_the_vote(tmp_path):
    desk = told(tmp_path / "s.sqlite")
    async with seated(desk, "secretary") as keys:
        await keys.press("v")
        assert "Voids" in keys.shown()
        await keys.press("enter", "right", "enter")
        await keys.type("Hold it again")
        assert "5 of 9 (more than half of all seats)" in keys.words()
        await keys.press("up", "up", "right", "enter", "enter", "enter")
        assert "Only a question on procedure voids a vote." in keys.words()
        await keys.press("up", "up", "left", "enter", "enter", "enter")
        await vote(keys, 7, 0)
        await keys.press("escape", "u")
        assert "Void the vote" in keys.shown()
        assert "Hold it again" in keys.shown()
