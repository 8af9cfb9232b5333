"""Printing by key, and the announcement read from the screen: one result, the same figures."""

import asyncio
import re
import stat

import pypdf
import pytest

from majilis_tui import languages
from majilis_tui.desk import Desk
from majilis_tui.documents.press import DOCUMENTS, FORMATS, LANGUAGES
from majilis_tui.documents.source import Source
from majilis_tui.screens import printing
from majilis_tui.screens.hall_views import view
from tests.documents.conftest import small_sitting, source, written
from tests.documents.numbers import says_each_number, sealed
from tests.screens.driving import fresh, played, seated
from tests.screens.small import reading


async def printed(keys, *, until="Saved:"):
    """Wait until a document was written."""
    await keys.app.workers.wait_for_complete()
    for _turn in range(100):
        await keys.pilot.pause()
        if until in keys.words():
            return
        await asyncio.sleep(0)
    raise AssertionError(keys.shown())


async def go_to(keys, field):
    """Go down to a field of the form."""
    for _move in range(10):
        if keys.app.focused.id == field:
            return
        await keys.press("down")
    raise AssertionError(keys.shown())


def full(*_arguments):
    """Write nothing: the medium is full."""
    raise OSError(28, "No space left on device")


def test_every_document_language_and_format_can_be_chosen():
    assert printing.TITLES.keys() == DOCUMENTS.keys()
    assert printing.LANGUAGE_NAMES.keys() == set(LANGUAGES)
    assert printing.FORMAT_NAMES.keys() == set(FORMATS)


async def test_a_protocol_is_printed_beside_the_sitting(tmp_path):
    async with seated(played(tmp_path / "s.sqlite", "finish_count"), "chairman") as keys:
        await keys.press("p")
        assert "Protocol on the results" in keys.words()
        await keys.press("enter", "right")
        assert "File: s-protocol-results-chairman-kk+ru.pdf" in keys.words()
        await keys.press("enter", "enter", "enter")
        await printed(keys)
        path = tmp_path / "s-protocol-results-chairman-kk+ru.pdf"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert len(pypdf.PdfReader(path).pages) == 2
        assert re.sub(r"\s", "", str(path)) in re.sub(r"[\s│]", "", keys.shown())
        assert keys.actions()[-1] == "finish_count"


async def test_another_file_is_replaced_only_when_asked(tmp_path):
    path = tmp_path / "s-roll-en.txt"
    path.write_text("mine")
    path.chmod(0o644)
    async with seated(fresh(tmp_path / "s.sqlite"), "clerk") as keys:
        for answer, told in (("n", "Not printed"), ("y", "Saved:")):
            keys.app.screen.action_command("print")
            await keys.pilot.pause()
            await go_to(keys, "form")
            await keys.press("right", "enter", "enter")
            await printed(keys, until="There is such a file already")
            assert path.read_text() == "mine"
            await keys.press(answer)
            await printed(keys, until=told)
        assert "ROLL OF THE DEPUTIES" in path.read_text()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert [each.name for each in tmp_path.glob("*roll*")] == [path.name]


async def test_what_cannot_be_printed_is_said_in_the_form(tmp_path):
    languages.use("en")
    async with seated(played(tmp_path / "s.sqlite", "close_nominations"), "secretary") as keys:
        await keys.press("p", "left")
        await go_to(keys, "document")
        for _document in DOCUMENTS:
            if "Protocol on the results" in keys.words():
                break
            await keys.press("right")
        await go_to(keys, "folder")
        await keys.press("enter")
        assert "the count of round 1 of election chairman is not finished" in keys.words()
        await keys.type("/nowhere")
        await keys.press("enter")
        assert "There is no such folder." in keys.words()
        await keys.press("escape")
        assert not list(tmp_path.glob("*.pdf"))


async def test_a_folder_that_takes_no_file_is_told_in_words(tmp_path, monkeypatch):
    monkeypatch.setattr(printing, "write_new", full)
    async with seated(played(tmp_path / "s.sqlite", "declare"), "secretary") as keys:
        await keys.press("p", "enter", "enter", "right", "enter", "enter")
        await printed(keys, until="cannot be written: No space left on device")


@pytest.mark.parametrize(
    ("last", "step", "wanted"),
    [
        ("mark_attendance", "roll", "roll"),
        ("choose_officers", "commission", "protocol-officers"),
        ("close_nominations", "ballot", "issuing-list"),
        ("approve_ballot", "ballot", "ballot"),
        ("open_voting", "voting", "issuing-list"),
        ("count_papers", "count", "fallback"),
        ("finish_count", "result", "protocol-results"),
        ("announce_result", "result", "announcement"),
        ("close_sitting", "result", "minutes"),
    ],
)
def test_each_step_offers_the_document_that_fits_it(tmp_path, last, step, wanted):
    with played(tmp_path / "s.sqlite", last) as desk:
        election = desk.sitting.elections.get("chairman")
        assert printing.fitting(desk.sitting, election, step) == wanted


async def test_the_announcement_speaks_a_language_of_its_own(tmp_path):
    languages.use("ru")
    async with seated(played(tmp_path / "s.sqlite", "declare"), "secretary", (80, 60)) as keys:
        await keys.press("enter")
        assert "За – 98 (девяносто восемь) голосов." in keys.words()
        await keys.press("л")
        assert "Жақтап – 98 (тоқсан сегіз) дауыс." in keys.words()
        assert "Мәжіліс Төрағасы болып Ерлан Қошанов сайланды." in keys.words()
        await keys.press("e")
        assert "Erlan Qoşanov is elected Chairman of the Mäjilis." in keys.words()
        assert languages.language() == "ru"


async def test_figures_stand_large_where_there_is_room(tmp_path):
    desk = played(tmp_path / "s.sqlite", "declare")
    async with seated(desk, "secretary", (120, 60)) as keys:
        await keys.press("enter")
        assert "█▀█ █▀█" in keys.shown()
        await keys.pilot.resize_terminal(80, 60)
        await keys.pilot.pause()
        assert "█▀█" not in keys.shown()
        assert "For: 98 (ninety-eight) votes." in keys.words()


@pytest.mark.parametrize(
    ("form", "marks"),
    [
        ("for-against", {"for": 7, "against": 2, "blank": 1, "invalid:form": 2}),
        ("choose-one", {"one": 4, "two": 3, "blank": 2, "invalid:several": 1}),
    ],
)
async def test_screens_and_papers_say_the_figures_of_the_one_result(tmp_path, form, marks):
    names = {"one": "Aigul", "two": "Bolat"} if form == "choose-one" else {"one": "Aigul"}
    path = tmp_path / "s.sqlite"
    given = source(written(small_sitting(names, marks, form=form), tmp_path / "s.jsonl"), path)
    row = sealed(given)
    async with seated(Desk.open(path), "secretary", (80, 70)) as keys:
        words = keys.words()
        for label, number in (
            ("made", row["made"]),
            ("issued", row["issued"]),
            ("in the box", row["found"]),
            ("invalid", row["invalid"]),
            ("blank", row["blank"]),
        ):
            assert re.search(rf"{label} {number}\b", words), label
        for choice, number in row["votes"].items():
            label = names.get(choice) or choice
            assert re.search(rf"(?i){label}\W+(?:\w+ )?{number}\b", words), (choice, words)
        await keys.press("enter")
        for key, spoken in (("k", "kk"), ("r", "ru"), ("e", "en")):
            await keys.press(key)
            says_each_number(keys.words(), spoken, given)
    election = given.sitting.elections["e"]
    hall = view(given.sitting, election, given.sitting.at, 120, 40).plain
    for choice, number in row["votes"].items():
        assert re.search(rf"(?i){names.get(choice) or choice}\W+{number}\b", hall), hall


async def test_nothing_is_announced_before_the_count_is_finished(tmp_path):
    desk = reading(tmp_path / "s.sqlite")
    given = Source.drawn(desk.sitting, desk.lines())
    async with seated(desk, "secretary") as keys:
        await keys.press("f8", "enter")
        assert "The count is not finished" in keys.words()
    assert given.sitting.elections["e"].round.phase == "reading"


@pytest.mark.parametrize(
    ("last", "offered"),
    [("finish_count", "◂ Русский ▸"), ("approve_ballot", "◂ Қазақша + Русский ▸")],
)
async def test_the_language_offered_is_the_last_one_but_for_a_ballot(tmp_path, last, offered):
    async with seated(played(tmp_path / "s.sqlite", last), "chairman") as keys:
        languages.use("ru")
        await keys.press("p")
        assert "◂ Қазақша + Русский ▸" in keys.shown(), "both, until one was chosen"
        await go_to(keys, "language")
        for _language in LANGUAGES:
            if "◂ Русский ▸" in keys.shown():
                break
            await keys.press("right")
        await keys.press("enter", "enter", "enter")
        await printed(keys, until="ru.pdf")
        await keys.press("p")
        assert offered in keys.shown()
