"""The wizard as somebody meets it for the first time: nothing typed is ignored or lost."""

from pathlib import Path

import pytest

from majilis_tui import languages
from majilis_tui.rulebook import bundled_text
from tests.screens.driving import seated


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Stand in a folder of the test's own, so that paths are short enough to be seen whole."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "documents").mkdir()
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", "documents")


@pytest.fixture
def own_rules(tmp_path):
    """Rules of a chamber of fifteen, in a file."""
    text = bundled_text("kz-kurultai").replace('id = "kz-kurultai"', 'id = "Ässembly_of-15"')
    (tmp_path / "own.toml").write_text(text.replace("seats = 145", "seats = 15"), encoding="utf-8")
    return "own.toml"


def roster(members):
    path = Path(f"{members}.csv")
    path.write_text("name\n" + "".join(f"Deputy {n}\n" for n in range(members)), encoding="utf-8")
    return path


def line(keys, label):
    """Return the line of a page that begins with a label, without the frame and the mark."""
    lines = [shown.strip("│ ▌") for shown in keys.shown().splitlines()]
    return next(shown for shown in lines if shown.startswith(label)).removeprefix(label).strip()


async def to_title(keys, members):
    await keys.press("n", "enter", "enter")
    await keys.paste(str(members))
    await keys.press("enter", "enter")


async def test_a_path_typed_is_what_the_list_shows(own_rules):
    async with seated(None) as keys:
        await keys.press("n", "right")
        assert line(keys, "Rules") == "◂ Senate, Constitution of 1995 (50) ▸"
        await keys.press("tab")
        await keys.paste(own_rules)
        assert line(keys, "Rules") == "◂ a file of your own ▸"
        assert "15 seats, quorum 10" in keys.shown()
        await keys.press("ctrl+u")
        assert line(keys, "Rules") == "◂ Senate, Constitution of 1995 (50) ▸"
        assert "50 seats" in keys.shown()
        await keys.paste(own_rules)
        await keys.press("up", "left")
        assert line(keys, "Rules") == "◂ Senate, Constitution of 1995 (50) ▸"
        assert "own.toml" not in keys.shown(), "what does not count is not shown"
        await keys.press("right")
        assert line(keys, "Rules") == "◂ a file of your own ▸"
        assert "own.toml" in line(keys, "Own file")
        assert "15 seats, quorum 10" in keys.shown()


async def test_keys_and_the_field_in_hand_are_seen_without_colour():
    async with seated(None) as keys:
        await keys.press("n")
        for words in ("← →: turn ◂ ▸", "Tab, ↑ ↓: move", "F1: help", "Esc: leave"):
            assert words in keys.shown()
        assert "▌Rules" in keys.shown()
        await keys.press("down")
        assert "▌Own file" in keys.shown()
        assert "▌Rules" not in keys.shown()


async def test_what_was_read_is_said_before_and_at_the_end(own_rules):
    async with seated(None) as keys:
        await keys.press("n", "tab")
        await keys.paste(own_rules)
        await keys.press("enter")
        assert "name_kk" in keys.shown(), "which columns there may be"
        await keys.paste(str(roster(16)))
        assert "✗ Roster  16 deputies for 15 seats" in keys.shown()
        await keys.press("enter")
        assert "2 of 5" in keys.shown()
        await keys.press("ctrl+u")
        await keys.paste(str(roster(14)))
        assert "! Roster  14 deputies for 15 seats" in keys.shown()
        await keys.press("ctrl+u")
        await keys.paste(str(roster(15)))
        assert "✓ Roster  15 deputies" in keys.shown()
        await keys.press("enter")
        assert line(keys, "File").endswith("-assembly-of-15.sqlite")
        await keys.press(*["enter"] * 6)
        assert "5 of 5" in keys.shown()
        assert line(keys, "✓ Rules") == "Kurultai, from 2026: 15 seats, quorum 10"
        assert line(keys, "✓ Roster") == "15 deputies"


async def test_a_roster_to_try_out_is_chosen_by_name():
    async with seated(None) as keys:
        await keys.press("n", "enter", "enter")
        assert line(keys, "Or one to try out") == "◂ none ▸"
        await keys.press("down", "right")
        assert line(keys, "Or one to try out") == "◂ 2023-03-29 (98) ▸"
        assert "✓ Roster  98 deputies" in keys.shown()
        await keys.press("up")
        await keys.paste(str(roster(3)))
        assert line(keys, "Or one to try out") == "◂ none ▸"
        assert "3 deputies for 98 seats" in keys.shown()
        await keys.press("ctrl+u")
        assert line(keys, "Or one to try out") == "◂ 2023-03-29 (98) ▸"
        await keys.press("enter", "enter")
        assert "3 of 5" in keys.shown()
        await keys.press(*["enter"] * 7)
        assert len(keys.sitting.members) == 98


async def test_no_roster_is_offered_that_does_not_fit_the_rules(own_rules):
    async with seated(None) as keys:
        await keys.press("n", "tab")
        await keys.paste(own_rules)
        await keys.press("enter")
        assert "Or one to try out" not in keys.shown()


@pytest.mark.parametrize(
    ("path", "content", "seen", "refused"),
    [
        ("lists", None, "A folder; in it: old.csv", "lists is a folder; type on"),
        ("empty", None, "A folder without a CSV or XLSX file", "empty is a folder"),
        ("no.csv", None, "There is no such file yet", "There is no file no.csv; correct the path."),
        (
            "bad.csv",
            'name\n"Anna\nBoris\n',
            "bad.csv cannot be used as a roster: row 2: the row cannot be parted into cells;",
            "bad.csv: 1 error; correct the file",
        ),
        (
            "letter.txt",
            "Dear all, good morning\nand so on\n",
            "row 1: the first row names no column of a roster (id, name,",
            "letter.txt: 1 error",
        ),
        (
            "broken.xlsx",
            "PK\x03\x04",
            "the spreadsheet cannot be opened; save it again as XLSX",
            "broken.xlsx: 1 error",
        ),
    ],
)
async def test_what_cannot_be_a_roster_is_named(path, content, seen, refused):
    Path("lists").mkdir()
    Path("lists/old.csv").touch()
    Path("empty").mkdir()
    if content is not None:
        Path(path).write_text(content, encoding="utf-8")
    async with seated(None) as keys:
        await keys.press("n", "enter", "enter")
        await keys.paste(path)
        assert seen in keys.words()
        await keys.press("enter", "enter")
        assert refused in keys.words()
        assert "▌Roster" in keys.shown(), "there it can be corrected at once"


async def test_the_last_page_says_what_was_answered():
    async with seated(None) as keys:
        await to_title(keys, roster(3))
        await keys.type("Spring sitting")
        await keys.press("enter")
        await keys.paste("2023-03-29")
        await keys.press("enter")
        await keys.type("Anna")
        await keys.press("enter")
        await keys.type("Chairwoman")
        await keys.press("enter")
        file = line(keys, "File")
        await keys.press("enter", "enter")
        assert line(keys, "✓ Title") == "Spring sitting · 29.03.2023"
        assert line(keys, "✓ Presiding") == "Anna, Chairwoman"
        assert line(keys, "✓ File") == file


async def test_escape_goes_back_page_by_page_and_keeps_what_was_typed(own_rules):
    async with seated(None) as keys:
        await keys.press("n", "tab")
        await keys.paste(own_rules)
        await keys.press("enter")
        await keys.paste(str(roster(15)))
        await keys.press("enter")
        await keys.type("My title")
        await keys.press("tab", "tab")
        await keys.type("Anna")
        await keys.press("tab", "tab", "enter")
        await keys.paste("copy.txt")
        await keys.press("enter")
        assert "5 of 5" in keys.shown()
        await keys.press("escape")
        assert line(keys, "Second copy").endswith("copy.txt")
        await keys.press("escape")
        assert (line(keys, "Title"), line(keys, "Presiding: name")) == ("My title", "Anna")
        before = line(keys, "File")
        await keys.press("escape")
        assert line(keys, "Roster").endswith("15.csv")
        await keys.press("escape")
        assert line(keys, "Own file").endswith("own.toml")
        await keys.press("left", "left", "enter", "enter")
        assert "! Roster  15 deputies for 98 seats" in keys.shown()
        await keys.press("enter", "enter")
        assert line(keys, "Title") == "My title"
        assert line(keys, "File") != before, "a proposal follows the rules"
        assert "kz-majilis" in line(keys, "File")
        await keys.press("escape", "escape", "escape")
        assert "n New sitting" in keys.shown()
        assert "1 of 5" not in keys.shown()


async def test_a_title_left_as_proposed_is_in_three_languages():
    async with seated(None) as keys:
        await to_title(keys, roster(3))
        await keys.press(*["enter"] * 6)
        assert "5 of 5" in keys.shown()
        await keys.press("enter")
        sitting = keys.sitting
        titles = sitting.law.chamber.title
        assert titles.kk != titles.ru
        assert (sitting.title, sitting.title_kk, sitting.title_ru) == (
            titles.en,
            titles.kk,
            titles.ru,
        )
        assert sitting.presiding.name == "—"


async def test_a_proposal_speaks_the_language_and_what_was_typed_stays():
    async with seated(None) as keys:
        await to_title(keys, roster(3))
        assert "may be left empty" in keys.shown()
        await keys.press("tab")
        english = line(keys, "Title")
        assert english.startswith("Mäjilis of the Parliament"), "a line that was left begins"
        await keys.press("up")
        await keys.press("f3")
        assert languages.language() == "kk"
        assert english not in keys.shown()
        await keys.type("Title of my own")
        await keys.press("f3", "f3")
        assert line(keys, "Title") == "Title of my own"


async def test_f1_explains_each_page():
    explained = ("seats, quorum, majorities", "names the columns", "The title", "memory stick")
    answers = (("enter", "enter"), ("enter", "enter"), ["enter"] * 5, ("enter",))
    async with seated(None) as keys:
        await keys.press("n")
        for number, (words, answer) in enumerate(zip(explained, answers, strict=True), 1):
            if number == 2:
                await keys.paste(str(roster(3)))
            await keys.press("f1")
            assert words in keys.words()
            assert "Ctrl+U" in keys.shown()
            await keys.press("escape")
            assert f"{number} of 5" in keys.shown(), "the page stays where it was"
            await keys.press(*answer)
        await keys.press("f1")
        assert "worth a look" in keys.words()


async def test_the_language_turned_in_a_help_turns_the_page_under_it():
    async with seated(None) as keys:
        await keys.press("n", "tab")
        await keys.type("/own")
        await keys.press("f1", "f3")
        assert languages.language() == "kk"
        await keys.press("escape")
        assert "New sitting" not in keys.shown()
        assert "▌" in keys.shown()
        assert "/own" in keys.shown()
        await keys.press("escape")
        assert not keys.app.screen.is_modal, "one page was open, not two"
