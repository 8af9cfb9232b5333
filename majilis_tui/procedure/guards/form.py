"""What makes an action well formed, whatever the state of the sitting."""

import unicodedata
from datetime import date

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import RulesError, check_rules

# What stands for a mark on a paper, or for everyone, can be nobody's id.
RESERVED = ("for", "against", "abstain", "all", BLANK)
# Where text may run over several lines.
LONG = ("text", "statement", "reason", "dissent")
# What the presiding officer does and somebody else records.
PRESIDED = tuple(
    definition.asked
    for definition in act.ACTIONS.values()
    if definition.asked and "presiding" in definition.roles
)


def check_form(action: act.Action) -> None:
    """Raise Refusal for text that is not plain, names given twice, or fields that contradict."""
    check_text(act.plain(action))
    for field in action.__struct_fields__:
        value = getattr(action, field)
        if isinstance(value, tuple) and field != "offices":
            _check_listed(value)
    if action.recorder is not None and not isinstance(action, PRESIDED):
        raise Refusal("bad-input", "Only what the presiding officer does has a recorder.")
    match action:
        case act.OpenSitting():
            _check_opening(action)
        case act.MarkAttendance() | act.IssueBallot() | act.ExchangeBallot():
            _check_named(action.member, action.members)
        case act.SeatMembers():
            _check_roster(action)
        case act.FormCommission() if action.members != "all":
            check_size(action.members)
        case act.ChooseOfficers() if action.chairman == action.secretary:
            raise Refusal("bad-input", "Chairman and secretary are two different persons.")
        case act.PutQuestion():
            _check_question(action)
        case act.SignProtocol():
            _check_protocol(action)
        case _:
            pass


def check_text(value: object, field: str = "") -> None:
    """Refuse text that is not in normal form C or holds control characters, at any depth."""
    if isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise Refusal("bad-input", "{field}: text is not in normal form C.", field=field)
        lines = "\n\t" if field in LONG else ""
        if any(unicodedata.category(c) in ("Cc", "Cs") and c not in lines for c in value):
            raise Refusal("bad-input", "{field}: control characters in the text.", field=field)
        if value and not value.strip():
            raise Refusal("bad-input", "{field}: the text is empty.", field=field)
    elif isinstance(value, dict):
        for key, part in value.items():
            check_text(key, field)
            check_text(part, str(key))
    elif isinstance(value, list | tuple):
        for part in value:
            check_text(part, field)


def check_size(members: tuple[str, ...]) -> None:
    """Refuse a commission that cannot have two officers."""
    if len(members) < 2:
        raise Refusal(
            "bad-input", "A commission has at least two members: a chairman and a secretary."
        )


def _check_listed(listed: tuple[object, ...]) -> None:
    if not listed:
        raise Refusal("bad-input", "Nobody is named.")
    ids = [item if isinstance(item, str) else getattr(item, "id", "") for item in listed]
    if len(set(ids)) != len(ids):
        twice = next(i for i in ids if ids.count(i) > 1)
        raise Refusal("bad-input", "{member} is named twice.", member=repr(twice))


def _check_opening(action: act.OpenSitting) -> None:
    _check_date(action.date, "date")
    try:
        check_rules(action.rules)
    except RulesError as error:
        raise Refusal("bad-input", "rules: {error}", error=str(error)) from None


def _check_date(text: str, field: str) -> None:
    try:
        well_formed = date.fromisoformat(text).isoformat() == text
    except ValueError:
        well_formed = False
    if not well_formed:
        raise Refusal("bad-input", "{field}: {date} is not a day.", field=field, date=repr(text))


def _check_named(member: str | None, members: act.Members | act.Everyone | None) -> None:
    if (member is None) == (members is None):
        raise Refusal("bad-input", "Name either one member or several, not both and not none.")


def _check_roster(action: act.SeatMembers) -> None:
    for member in action.members:
        if member.id in RESERVED or member.id.startswith(INVALID) or not member.id.strip():
            raise Refusal("bad-input", "{member} cannot be a member's id.", member=repr(member.id))
        if member.born is not None:
            _check_date(member.born, "born")


def _check_question(action: act.PutQuestion) -> None:
    if action.kind == "office" and (action.election is None or action.candidate is None):
        raise Refusal("bad-input", "A vote on an office names the election and the candidate.")
    if action.candidate is not None and action.election is None:
        raise Refusal("bad-input", "A candidate is named, but no election.")


def _check_protocol(action: act.SignProtocol) -> None:
    if (action.kind == "officers") != (action.election is None):
        raise Refusal(
            "bad-input",
            "The protocols on the ballot and on the results belong to an election,"
            " the one on the officers to none.",
        )
