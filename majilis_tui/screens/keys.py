"""Keys by their place on the keyboard: a command answers on every layout of the country.

A Cyrillic layout sends the letter that stands on the same physical key; the Kazakh layout also
sends letters where other layouts have digits.
"""

from textual.keys import _character_to_key as name_of_character

from majilis_tui.languages import N_, _

_RUSSIAN = dict(
    zip("qwertyuiop[]asdfghjkl;'zxcvbnm,.", "йцукенгшщзхъфывапролджэячсмитьбю", strict=True)
)
_KAZAKH = dict(zip("1234567890-=+", '"әіңғ,.үұқөһҺ', strict=True))

# With Shift; the key of the colon, on which both layouts have a letter.
_SHIFTED = {"colon": "Ж"}

_SHOWN = {
    "space": N_("Space"),
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Backspace",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
}
_CHARACTERS = {"plus": "+", "minus": "-"}


# What a Kazakh layout sends from the row of digits; the comma and the point stand there too.
DIGITS = str.maketrans({sent: digit for digit, sent in _KAZAKH.items() if digit.isdecimal()})


def same_keys(key: str) -> tuple[str, ...]:
    """Return a key and what the other layouts, and Caps Lock, send from its place."""
    if key in _SHIFTED:
        return (key, name_of_character(_SHIFTED[key]))
    character = _CHARACTERS.get(key, key)
    if len(character) != 1:
        return (key,)
    letters = [character, _RUSSIAN.get(character), _KAZAKH.get(character)]
    found = [form for letter in letters if letter for form in (letter, letter.upper())]
    return tuple(dict.fromkeys([key, *map(name_of_character, found)]))


def shown_key(key: str) -> str:
    """Return how a key is called in footer and help."""
    if key in _SHOWN:
        return _(_SHOWN[key])
    return key.upper() if key.startswith("f") and len(key) > 1 else key
