"""Text that can be kept, shown and compared: in normal form C, without control characters."""

import unicodedata

from majilis_tui.procedure.refusals import Refusal

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Where text may run over several lines.
LONG = ("text", "text_kk", "text_ru", "statement", "reason", "dissent")


def check_text(value: object, field: str = "") -> None:
    """Refuse text that is not in normal form C, blank, or holds control characters, at any depth.

    Several lines are allowed in the fields that are LONG.
    """
    if isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise Refusal("bad-input", "{field}: text is not in normal form C.", field=field)
        if not value.isprintable() and _has_control(value, "\n\t" if field in LONG else ""):
            raise Refusal("bad-input", "{field}: control characters in the text.", field=field)
        if value and not _bare(value):
            raise Refusal("bad-input", "{field}: the text is empty.", field=field)
    elif isinstance(value, dict):
        for key, part in value.items():
            check_text(key, field)
            check_text(part, str(key))
    elif isinstance(value, list | tuple):
        for part in value:
            check_text(part, field)


def _bare(value: str) -> str:
    return "".join(c for c in value if unicodedata.category(c) != "Cf").strip()


def _has_control(value: str, allowed: str) -> bool:
    # What turns the direction of writing can make one text look like another (Unicode TR 36).
    return any(
        (unicodedata.category(c) in ("Cc", "Cs") and c not in allowed) or c in _TURNING
        for c in value
    )


def surely_plain(written: str) -> bool:
    """Say of JSON in normal form C, without spaces, that its text need not be looked at closer.

    It holds no escape, no control character, and nothing that could be a blank text.
    """
    return (
        written.isprintable()
        and "\\" not in written
        and '""' not in written
        and '" ' not in written
    )
