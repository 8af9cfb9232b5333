"""Report, declaration, chair, deputy chairmen by open vote, by keys."""

from tests.screens.driving import played, seated
from tests.screens.sittings import decided

ENOUGH = {"m6": 6, "m7": 2, "blank": 1}


async def test_no_figures_before_the_count_is_finished(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "read_packet"), "chairman") as keys:
        await keys.press("f8")
        assert "there are no figures before" in keys.shown()
        await keys.press("enter")
        assert "! The count is not finished" in keys.shown()


async def test_from_the_count_to_elected_and_the_chair(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "finish_count"), "chairman") as keys:
        assert "issued 98" in keys.shown()
        await keys.press("b", "y")
        await keys.press("a")
        assert "! The protocol on the results has not been signed." in keys.shown()
        await keys.press("s", "enter", "1", "2", "a")
        assert "98 (ninety-eight) ballots were taken out of the box." in keys.words()
        await keys.press("1", "2", "d", "y")
        assert "ELECTED: Erlan Qoşanov, Chairman of the Mäjilis" in keys.shown()
        await keys.press("c", "y", "h", "enter", "enter")
        assert "In the chair: Erlan Qoşanov" in keys.shown()
        assert keys.actions()[-5:] == [
            "sign_protocol",
            "announce_result",
            "declare",
            "close_election",
            "hand_over_chair",
        ]
        last = [line.entry for line in keys.app.session.desk.lines()][-1]
        assert (last.by, last.data.recorder) == ("presiding", "chairman")


async def test_a_missing_signature_needs_the_dissent(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "finish_count"), "chairman") as keys:
        await keys.press("s", "space", "enter")
        assert "record the dissent" in keys.shown()
        await keys.type("He does not agree")
        await keys.press("enter", "1", "2")
        protocol = keys.sitting.protocols[-1]
        assert protocol.dissent == "He does not agree"
        assert len(protocol.signers) == 2


async def test_deputy_chairmen_by_open_vote_and_the_end(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "hand_over_chair"), "secretary") as keys:
        await keys.press("o", "enter", "enter")
        assert "▶ NOMINATION" in keys.shown()
        for name in ("рау", "еспаева"):
            await keys.press("n")
            await keys.type(name)
            await keys.press("enter", "enter", "enter", "enter")
        await keys.press("c", "y")
        assert "not voted on yet" in keys.shown()
        for _candidate in range(2):
            await keys.press("v", "enter")
            await keys.type("95")
            await keys.press("enter", "enter", "enter", "y", "down")
        await keys.press("d", "y")
        assert "ELECTED: Albert Rau and Dania Espaeva" in keys.shown()
        await keys.press("z", "y")
        assert keys.sitting.closed
        assert "The sitting is closed." in keys.shown()
        assert "Close sitting" not in keys.shown(), "what is over is not offered"
        assert "p Print" in keys.shown()
        await keys.press("o")
        assert "! The sitting is closed." in keys.shown()


async def test_protocols_never_signed_are_named_before_the_end(tmp_path):
    made = decided(ENOUGH)
    async with seated(made(tmp_path / "s.sqlite"), "secretary") as keys:
        await keys.press("z")
        words = keys.words()
        assert "Never signed: the protocol on the commission's officers; on the ballot" in words
        assert "(Chairman of the Chamber)" in words
        await keys.press("enter")
        assert not keys.sitting.closed
        await keys.press("z", "y")
        assert keys.sitting.closed, "it stays possible"


async def test_where_all_is_signed_nothing_is_said_of_it(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "hand_over_chair"), "secretary") as keys:
        await keys.press("z")
        assert "Nothing more can be recorded" in keys.words()
        assert "Never signed" not in keys.words()


async def test_an_election_is_called_by_its_office_not_by_its_id(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "announce_result"), "secretary") as keys:
        await keys.press("z")
        assert "The vote in election Chairman of the Mäjilis has not been declared." in keys.words()


async def test_the_text_to_read_aloud(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "declare"), "secretary", (80, 60)) as keys:
        await keys.press("enter")
        words = keys.words()
        assert "The chairman of the counting commission reports" in words
        assert "For: 98 (ninety-eight) votes." in words
        signed = keys.app.session.desk.sitting.protocols[-1].head_code
        assert f"Head code of protocol No. 3: {signed}." in words
        assert words.count("Head code") == 2


async def test_a_further_round_after_nobody_was_elected(tmp_path):
    from pathlib import Path

    from majilis_tui.scenario import Play

    case = Path(__file__).parents[1] / "cases" / "de-2025-chancellor.jsonl"
    play = Play(case, tmp_path / "s.sqlite")
    for step, _recorded in play.run():
        if step.do == "declare":
            break
    assert play.desk is not None
    async with seated(play.desk, "chairman") as keys:
        assert "NOT ELECTED" in keys.shown() or "further round" in keys.shown()
        await keys.press("n")
        assert "Standing:" in keys.shown() or "Nominations are opened again" in keys.shown()
        await keys.press("enter")
        assert "Round 2 begins" in keys.shown()
        await keys.press("y")
        assert keys.actions()[-1] == "next_round"
        assert "▶ RESULT" not in keys.shown()


async def test_a_tie_is_declared_and_its_lot_drawn_later(tmp_path):
    lot = {"round": [{"needed": "most", "of": "valid", "tie": "lot"}]}
    made = decided({"m6": 3, "m7": 3, "m8": 3}, "announce_result", **lot)
    async with seated(made(tmp_path / "s.sqlite"), "secretary") as keys:
        await keys.press("d", "y")
        assert "Round 1: a tie" in keys.shown()
        assert "the lot is drawn before the chamber" in keys.words()
        await keys.press("home", "x", "enter", "y")
        await keys.press("g")
        assert "The lot: mark 1" in keys.shown()
        assert "[ ] Galym" not in keys.shown(), "who withdrew since is not drawn"
        await keys.press("down", "space", "enter")
        assert "The lot fell on Ilyas. This decides the tie." in keys.shown()
        await keys.press("y")
        assert "ELECTED" not in keys.shown(), "it is declared anew"
        await keys.press("d", "y")
        assert "ELECTED: Ilyas" in keys.shown()
        assert keys.actions()[-4:] == ["declare", "withdraw", "draw_lot", "declare"]
        await keys.press("g")
        assert "! There is no tie to decide by lot." in keys.shown()
