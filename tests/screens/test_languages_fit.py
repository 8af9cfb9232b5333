"""In Kazakh, Russian and English every screen fits the smallest terminal, and speaks it alone."""

import pytest

from majilis_tui import languages
from majilis_tui.screens.base import CommandScreen
from tests.screens.fitting import cut_texts, english_left
from tests.screens.states import STATES, opened, press, settled

# Where no key changes the language, as in a box, it is opened in each.
LANGUAGES = ("kk", "ru", "en")


def wrong(keys):
    found = cut_texts(keys)
    language = languages.language()
    if language != "en":
        found += english_left(keys, language)
    return [f"{language}: {text}" for text in found]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
async def test_it_fits(state, tmp_path):
    found = []
    seen = set()
    for language in LANGUAGES:
        if language in seen:
            continue
        languages.use(language)
        async with opened(state, tmp_path / language) as keys:
            found += wrong(keys)
            seen.add(language)
            # A notice, and a box, keep the language they came in.
            while isinstance(keys.app.screen, CommandScreen) and not keys.app.screen.notice:
                await press(keys, "f3")
                await settled(keys)
                if languages.language() in seen:
                    break
                found += wrong(keys)
                seen.add(languages.language())
    assert not found, "\n".join([state.name, *found])
