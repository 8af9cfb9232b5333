"""One definition of a command: its keys on every layout, its footer, help and reason."""

import importlib

import pytest

from majilis_tui.log_words import PHRASES
from majilis_tui.screens.general import GENERAL
from majilis_tui.screens.home import Home
from majilis_tui.screens.keys import same_keys
from majilis_tui.screens.places import PLACES

SCREENS = [
    getattr(importlib.import_module(f"majilis_tui.screens.{module}"), name)
    for module, name in PLACES.values()
] + [Home]


def test_a_letter_answers_on_every_layout():
    assert {"n", "N", "т", "Т"} <= set(same_keys("n"))
    assert "quotation_mark" in same_keys("1"), "Kazakh layout"
    assert "ә" in same_keys("2")
    assert same_keys("f5") == ("f5",)
    assert "Ж" in same_keys("colon"), "Shift and the key of the colon"
    assert same_keys("space") == ("space",)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_no_two_commands_of_a_screen_share_a_key(screen):
    taken = {}
    for command in screen.OWN:
        for key in (command.key, *command.also):
            for same in same_keys(key):
                assert taken.setdefault(same, command.id) == command.id


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_every_command_has_a_title_and_an_id_of_its_own(screen):
    ids = [command.id for command in screen.OWN]
    assert len(set(ids)) == len(ids)
    for command in (*screen.OWN, *GENERAL):
        assert command.title or command.id in PHRASES
        assert command.name


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_keys_that_not_every_terminal_sends_are_not_used(screen):
    for command in (*screen.OWN, *GENERAL):
        for key in (command.key, *command.also):
            assert "+" not in key, f"{command.id}: {key}"
            assert key not in ("f11", "f12", "insert", "delete")
