"""Names of people: told apart by sound, put in alphabetical order, shown on one line."""

import re
import unicodedata
from collections.abc import Iterator

# What Kazakh, Russian and the various Latin spellings write differently becomes the same
# plain letters.
_SOUNDS = str.maketrans(
    {
        **dict(zip("абвгғдеёжзиійкқлмнңоө", "abvggdeejziiikklmnnou", strict=True)),
        **dict(zip("прстуұүфхһыэәəwqıŋýöó", "prstuuufhhieaaukinuuu", strict=True)),
        **dict.fromkeys("ьъ'`\u2018\u2019\u02bc", ""),
        **dict.fromkeys("шщşșš", "sh"),
        **dict.fromkeys("чçč", "ch"),
        **{"ц": "ts", "ю": "iu", "я": "ia", "ž": "j", "x": "ks"},
    }
)

# "kh" stands before "zh", so that "Bozkhan" and "Бозхан" meet.
_DIGRAPHS = {
    "shch": "sh",
    "tsh": "ch",
    "kh": "h",
    "gh": "g",
    "zh": "j",
    "dj": "j",
    "ng": "n",
    "ye": "e",
    "y": "i",
}

_CYRILLIC = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_LATIN = "aäbcdefgğhıijklmnñoöpqrsştuūüvwxyz"
_DIGITS = "0123456789"
_BETWEEN_WORDS = 0
_RANK = {letter: rank for rank, letter in enumerate(_DIGITS + _LATIN + _CYRILLIC, 1)}

# They take no room of their own, so that two names can differ and look the same.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_ELLIPSIS = "…"
_EMOJI_STYLE = "\ufe0f"
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
# Signs of the Book of Changes, narrow until Unicode 16.
_LATELY_WIDE = frozenset(
    chr(code)
    for first, last in (
        (0x2630, 0x2637),
        (0x268A, 0x268F),
        (0x4DC0, 0x4DFF),
        (0x1D300, 0x1D356),
        (0x1D360, 0x1D376),
    )
    for code in range(first, last + 1)
)


def fold(text: str) -> str:
    """Return the words of a name in plain letters, the same for all its common spellings.

    Words are parted by single spaces; what is neither a letter nor a digit is dropped.
    """
    sounds = unicodedata.normalize("NFC", text.casefold()).translate(_SOUNDS)
    bare = "".join(
        character
        for character in unicodedata.normalize("NFKD", sounds)
        if not unicodedata.combining(character)
    )
    folded = _without_doubles(bare.casefold().translate(_SOUNDS))
    for letters, sound in _DIGRAPHS.items():
        folded = folded.replace(letters, sound)
    return " ".join(re.findall(r"[^\W_]+", _without_doubles(folded)))


def alphabetical_key(name: str) -> tuple[tuple[int, ...], str]:
    """Return a key that sorts names by the Kazakh alphabets, Cyrillic or Latin.

    In a mixed list Latin names stand before Cyrillic ones. Names that the alphabet does not
    tell apart are ordered by their characters, so that the order is always the same.
    """
    # In the Kazakh Latin alphabet the small letters of İ and I are i and ı.
    small = unicodedata.normalize("NFC", name).replace("İ", "i").replace("I", "ı").lower()
    return tuple(rank for letter in small for rank in _ranks(letter)), name


def shown(text: str) -> str:
    """Return any text as one line that is safe in a terminal.

    Line breaks and tabs become spaces, other control characters become visible signs, and
    what steers the direction of writing or takes no room is dropped.
    """
    return "".join(map(_shown_character, text))


def width(text: str) -> int:
    """Return the number of terminal cells that a shown text takes, at most."""
    return sum(cells for _, cells in _clusters(text))


def fit(text: str, cells: int) -> str:
    """Return a text as `shown`, cut with an ellipsis to at most so many terminal cells."""
    whole = shown(text)
    if width(whole) <= cells:
        return whole
    if cells < 1:
        return ""
    kept: list[str] = []
    room = cells - len(_ELLIPSIS)
    for cluster, wide in _clusters(whole):
        if wide > room:
            break
        kept.append(cluster)
        room -= wide
    return "".join(kept).rstrip() + _ELLIPSIS


def _without_doubles(text: str) -> str:
    return re.sub(r"([^\W\d_])\1+", r"\1", text)


def _ranks(letter: str) -> list[int]:
    if letter in _RANK:
        return [_RANK[letter]]
    if letter.isspace() or unicodedata.category(letter) == "Pd":
        return [_BETWEEN_WORDS]
    base = unicodedata.normalize("NFKD", letter)[0]
    if base in _RANK:
        return [_RANK[base]]
    # Letters of other alphabets come last; apostrophes and marks do not count.
    return [len(_RANK) + ord(base)] if base.isalpha() else []


def _shown_character(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\t\n\r" or category in ("Zl", "Zp"):
        return " "
    if category == "Cc":
        code = ord(character)
        # Unicode has a picture for each of the first 32 control characters and for delete.
        return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"
    if category == "Cs":
        return "\ufffd"
    return "" if category == "Cf" or character in _INVISIBLE else character


def _clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the pieces that may not be cut, each with its width in terminal cells."""
    cluster, cells = "", 0
    for character in text:
        if not (cluster and _belongs(character, cluster)):
            yield cluster, cells
            cluster, cells = "", 0
        cluster += character
        cells += _cells(character)
        if character == _EMOJI_STYLE:
            cells = max(cells, 2)
    yield cluster, cells


def _belongs(character: str, cluster: str) -> bool:
    """Tell whether a character is a mark on, a tint of, or the other half of what precedes it."""
    if unicodedata.category(character).startswith("M") or character in _SKIN_TONES:
        return True
    return len(cluster) == 1 and cluster in _FLAG_LETTERS and character in _FLAG_LETTERS


def _cells(character: str) -> int:
    category = unicodedata.category(character)
    if category in ("Mn", "Me"):
        return 0
    # What this Python does not know yet may be an emoji: rather too much room than too little.
    wide = unicodedata.east_asian_width(character) in "WF" or category == "Cn"
    return 2 if wide or character in _LATELY_WIDE else 1
