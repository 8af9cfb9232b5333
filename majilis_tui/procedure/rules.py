"""The rules of a chamber as data, read from TOML or out of the log.

Thresholds are exact fractions; a file of a user's own is as good as a bundled one.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, cached_property
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from majilis_tui.procedure import shapes
from majilis_tui.procedure.sentences import Sentence, SpokenError

Base = Literal["seats", "present", "found", "valid", "counted"]
Form = Literal["for-against", "for-against-abstain", "choose-one", "strike-out", "approve"]
Tie = Literal["none", "repeat", "elder", "lot"]
Kind = Literal["commission", "ballot-list", "protocol", "office", "procedure", "other"]
Language = Literal["kk", "ru", "en"]

Small = Annotated[int, Meta(ge=1, le=10_000)]
Minutes = Annotated[int, Meta(ge=1, le=24 * 60)]
Key = Annotated[str, Meta(min_length=1, max_length=64, pattern=shapes.ID)]
NeededText = Annotated[str, Meta(pattern=shapes.NEEDED)]
ShareText = Annotated[str, Meta(pattern=shapes.SHARE)]
NextText = Annotated[str, Meta(pattern=shapes.NEXT)]
Reason = Annotated[str, Meta(pattern=shapes.REASON)]

# Reasons every form knows: not of the set form, too many names left, not to be made out.
INVALID_REASONS: tuple[str, ...] = ("form", "several", "unclear")
SINGLE_CANDIDATE_FORMS: tuple[Form, ...] = ("for-against", "for-against-abstain", "strike-out")


class RulesError(SpokenError, ValueError):
    """Rules that cannot be relied on; the message names the field and what it should hold."""


class Share(msgspec.Struct, frozen=True):
    """More than, or at least, an exact fraction of a base."""

    fraction: Fraction
    strict: bool

    def of(self, base: int) -> int:
        """Return the smallest whole number that satisfies it: `> 1/2` of 98 is 50."""
        whole, rest = divmod(self.fraction.numerator * base, self.fraction.denominator)
        return whole + 1 if self.strict or rest else whole


@cache
def share(text: str) -> Share:
    """Read `> 1/2` or `>= 2/3`."""
    found = re.fullmatch(r"(>=?) ?(\d+)/(\d+)", text)
    if not found or int(found[3]) == 0 or int(found[2]) > int(found[3]):
        raise RulesError(
            Sentence("{text} is not a share such as '> 1/2' or '>= 2/3'", text=repr(text))
        )
    return Share(Fraction(int(found[2]), int(found[3])), strict=found[1] == ">")


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every part of the rules shares: no unknown fields, and the log holds all known ones.

    A default that changes later must not change what an old sitting was held by.
    """


class Titles(Rule, frozen=True, kw_only=True):
    """A title in the languages of the program."""

    kk: str | None = None
    ru: str | None = None
    en: str | None = None

    def text(self, language: str, otherwise: str) -> str:
        """Return the title in a language, or in another it has, or the given words."""
        chosen: str | None = getattr(self, language, None)
        return chosen or self.en or self.ru or self.kk or otherwise


class Chamber(Rule, frozen=True, kw_only=True):
    """The elected body: its seats by law and the share of them that makes a quorum."""

    seats: Small
    quorum: ShareText
    title: Titles | None = None
    law: str | None = None


class RoundRule(Rule, frozen=True, kw_only=True):
    """What one round needs, and what follows when nobody reaches it."""

    needed: NeededText
    of: Base
    next: NextText = "chamber-decides"
    tie: Tie = "none"
    law: str | None = None


class Office(Rule, frozen=True, kw_only=True):
    """An office to be filled: who nominates, how it is voted on, round by round."""

    round: tuple[RoundRule, ...]
    nominated_by: str = "deputies"
    vote: Literal["secret", "open"] = "secret"
    form: Form = "for-against"
    places: Small = 1
    voting_minutes: Minutes = 20
    break_minutes: Minutes = 10
    untouched: Literal["for", "blank"] = "for"
    title: Titles | None = None
    law: str | None = None

    def rule(self, number: int) -> RoundRule:
        """Return the rule of round `number`, from 1; the last entry serves all later rounds."""
        return self.round[min(number, len(self.round)) - 1]


class Count(Rule, frozen=True, kw_only=True):
    """How papers are read: in packets, each by two officers."""

    readers: Literal[2] = 2
    packet: Small = 10
    invalid: tuple[Reason, ...] = ()
    law: str | None = None


class QuestionRule(Rule, frozen=True, kw_only=True):
    """The majority that an open vote of a kind needs."""

    needed: NeededText
    of: Base
    law: str | None = None


# The chamber approves a protocol by a majority of the total (joint Regulation, point 26);
# anything else by a majority of those present (point 22).
DEFAULT_QUESTION = QuestionRule(needed="> 1/2", of="present")
DEFAULT_QUESTIONS: Mapping[Kind, QuestionRule] = {
    "protocol": QuestionRule(needed="> 1/2", of="seats")
}


# To void a vote whose procedure was broken and to hold it again takes a majority of the total
# (joint Regulation, point 26.7).
VOIDING = QuestionRule(needed="> 1/2", of="seats")


class Rules(Rule, frozen=True, kw_only=True, dict=True):
    """All rules of a chamber; the whole object goes into the log when a sitting opens."""

    id: Key
    chamber: Chamber
    office: dict[Key, Office]
    count: Count = Count()
    questions: dict[Kind, QuestionRule] = {}
    title: Titles | None = None

    @cached_property
    def quorum(self) -> int:
        """The number of members who must be present."""
        return share(self.chamber.quorum).of(self.chamber.seats)

    @cached_property
    def invalid_reasons(self) -> tuple[str, ...]:
        """The codes under which a paper may be set aside as invalid."""
        return INVALID_REASONS + tuple(r for r in self.count.invalid if r not in INVALID_REASONS)

    def question(self, kind: Kind) -> QuestionRule:
        """Return the majority for an open vote of a kind."""
        return self.questions.get(kind) or DEFAULT_QUESTIONS.get(kind, DEFAULT_QUESTION)


def read_rules(given: Mapping[str, Any]) -> Rules:
    """Turn plain data into rules; raises RulesError naming the field.

    A title that is a plain text is in no language in particular, and said in all.
    """
    try:
        rules = msgspec.convert(_with_titles(given), Rules)
    except msgspec.ValidationError as error:
        raise RulesError(shapes.misfit(str(error))) from None
    check_rules(rules)
    return rules


def _with_titles(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {"en": part}
        if name == "title" and isinstance(part, str)
        else _with_titles(part)
        if isinstance(part, Mapping)
        else part
        for name, part in given.items()
    }


def check_rules(rules: Rules) -> None:
    """Raise RulesError for what is of the right types and still cannot be relied on.

    Every threshold must be a share of at most the whole, and every office must have a round.
    """
    places: list[tuple[str, str]] = [("chamber.quorum", rules.chamber.quorum)]
    for name, office in rules.office.items():
        if not office.round:
            raise _wrong(f"office.{name}.round", Sentence("at least one round is required"))
        for number, rule in enumerate(office.round, 1):
            if rule.needed != "most":
                places.append((f"office.{name}.round {number}.needed", rule.needed))
            if rule.next in ("top 0", "top 00", "top 000"):
                raise _wrong(f"office.{name}.round {number}.next", Sentence("nobody would go on"))
    if not rules.office:
        raise _wrong("office", Sentence("at least one office is required"))
    for kind, question in rules.questions.items():
        if question.needed != "most":
            places.append((f"questions.{kind}.needed", question.needed))
    for place, text in places:
        try:
            share(text)
        except RulesError as error:
            raise _wrong(place, error) from None


def _wrong(place: str, wrong: object) -> RulesError:
    return RulesError(Sentence("{place}: {wrong}", place=place, wrong=wrong))


def read_rules_text(text: str) -> Rules:
    """Read rules from the text of a TOML file; raises RulesError naming line or field."""
    try:
        given = msgspec.toml.decode(text)
    except msgspec.DecodeError as error:
        raise RulesError(Sentence("not TOML: {error}", error=str(error))) from None
    return read_rules(given)
