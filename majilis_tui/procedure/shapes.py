"""The shapes of texts in actions and rules, and in words what does not fit one."""

import re

from majilis_tui.procedure.sentences import Sentence

_WORD = r"[^\s\x00-\x1f\x7f]+"
ID = rf"^{_WORD}( {_WORD})*$"
NEEDED = r"^(most|>=? ?[0-9]{1,6}/[0-9]{1,6})$"
SHARE = r"^>=? ?[0-9]{1,6}/[0-9]{1,6}$"
NEXT = r"^(chamber-decides|all|top [0-9]{1,3}|drop-last( below [0-9]{1,2}%)?)$"
REASON = r"^[a-z][a-z0-9-]{0,31}$"
INSTANT = r"^[0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]\.[0-9]{3}Z$"
DATE = r"^[0-9]{4}-[0-9][0-9]-[0-9][0-9]$"
# A PIN has so many characters at least; so many digits alone are no text for the record.
LEAST_PIN = 6

_EXPECTED = {
    ID: Sentence("an id of words with single spaces between them"),
    NEEDED: Sentence("a share such as > 1/2 or >= 2/3, or the word most"),
    SHARE: Sentence("a share such as > 1/2 or >= 2/3"),
    NEXT: Sentence("chamber-decides, all, top 2, drop-last or drop-last below 5%"),
    REASON: Sentence("a reason of small Latin letters, digits and hyphens"),
    INSTANT: Sentence("a moment such as 2023-03-29T05:00:00.000Z"),
    DATE: Sentence("a date such as 2023-03-29"),
}
_TYPES = {
    "str": Sentence("a text"),
    "int": Sentence("a whole number"),
    "bool": Sentence("true or false"),
    "array": Sentence("a list"),
    "object": Sentence("fields in braces"),
}
_MESSAGE = re.compile(r"(?P<wrong>.*?)(?: - at `(?:key in )?\$\.?(?P<field>.*)`)?", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(.*)`")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`")
_CHOICE = re.compile(r"Invalid enum value (.*)")
_PATTERN = re.compile(r"Expected `str` matching regex '(.*)'")
_LENGTH = re.compile(r"Expected `(?:str|array)` of length (>=|<=) (\d+)")
_RANGE = re.compile(r"Expected `int` (>=|<=) (-?\d+)")
_TYPE = re.compile(r"Expected `([^`]*)`, got `\w+`")


def misfit(message: str) -> Sentence:
    """Put a message of msgspec's validation into words: the field first, then what it should be."""
    found = _MESSAGE.fullmatch(message)
    wrong, field = (found["wrong"], found["field"] or "") if found else (message, "")
    for expression, template in (
        (_MISSING, "{field} is missing"),
        (_UNKNOWN, "there is no field {field} here"),
    ):
        if named := expression.fullmatch(wrong):
            inner = f"{field}.{named[1]}" if field else named[1]
            return Sentence(template, field=inner)
    if chosen := _CHOICE.fullmatch(wrong):
        return Sentence(
            "{field}: {value} is none of the words known here", field=field, value=chosen[1]
        )
    return Sentence("{field}: should be {shape}", field=field, shape=_shape(wrong))


def _shape(wrong: str) -> object:
    if pattern := _PATTERN.fullmatch(wrong):
        # The message holds the pattern as Python would write it.
        return _EXPECTED.get(pattern[1].replace("\\\\", "\\"), wrong)
    if length := _LENGTH.fullmatch(wrong):
        number = int(length[2])
        if length[1] == ">=":
            return Sentence.counted("at least {n} character", "at least {n} characters", number)
        return Sentence.counted("at most {n} character", "at most {n} characters", number)
    if numbers := _RANGE.fullmatch(wrong):
        if numbers[1] == ">=":
            return Sentence("a whole number from {n} on", n=numbers[2])
        return Sentence("a whole number up to {n}", n=numbers[2])
    if named := _TYPE.fullmatch(wrong):
        kinds = [_TYPES.get(kind, kind) for kind in named[1].split(" | ") if kind != "null"]
        if len(kinds) == 2:
            return Sentence("{one} or {other}", one=kinds[0], other=kinds[1])
        return kinds[0] if len(kinds) == 1 else wrong
    return wrong
