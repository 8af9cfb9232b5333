"""What makes an action well formed, whatever the state of the sitting."""

import unicodedata

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.procedure.refusals import Refusal

# What stands for a mark on a paper, or for everyone, can be nobody's id.
RESERVED = ("for", "against", "abstain", "all", BLANK)


def check_form(action: act.Action) -> None:
    """Raise Refusal for text that is not plain, names given twice, or fields that contradict."""
    check_text(act.plain(action))
    for field in action.__struct_fields__:
        value = getattr(action, field)
        if isinstance(value, tuple) and field != "offices":
            _check_once(value)
    match action:
        case act.MarkAttendance() | act.IssueBallot() | act.ExchangeBallot():
            _check_named(action.member, action.members)
        case act.SeatMembers():
            _check_roster(action)
        case act.FormCommission() if len(action.members) < 2:
            raise Refusal(
                "bad-input", "A commission has at least two members: a chairman and a secretary."
            )
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
        if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in value):
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


def _check_once(listed: tuple[object, ...]) -> None:
    ids = [item if isinstance(item, str) else getattr(item, "id", "") for item in listed]
    if len(set(ids)) != len(ids):
        twice = next(i for i in ids if ids.count(i) > 1)
        raise Refusal("bad-input", "{member} is named twice.", member=repr(twice))


def _check_named(member: str | None, members: act.Members | act.Everyone | None) -> None:
    if (member is None) == (members is None):
        raise Refusal("bad-input", "Name either one member or several, not both and not none.")
    if members == ():
        raise Refusal("bad-input", "Nobody is named.")


def _check_roster(action: act.SeatMembers) -> None:
    if not action.members:
        raise Refusal("bad-input", "The roster is empty.")
    for member in action.members:
        if member.id in RESERVED or member.id.startswith(INVALID) or not member.id.strip():
            raise Refusal("bad-input", "{member} cannot be a member's id.", member=repr(member.id))


def _check_question(action: act.PutQuestion) -> None:
    if action.kind == "office" and (action.election is None or action.candidate is None):
        raise Refusal("bad-input", "A vote on an office names the election and the candidate.")
    if action.candidate is not None and action.election is None:
        raise Refusal("bad-input", "A candidate is named, but no election.")


def _check_protocol(action: act.SignProtocol) -> None:
    if not action.signers:
        raise Refusal("bad-input", "Nobody has signed.")
    if (action.kind == "officers") != (action.election is None):
        raise Refusal(
            "bad-input",
            "The protocols on the ballot and on the results belong to an election,"
            " the one on the officers to none.",
        )
