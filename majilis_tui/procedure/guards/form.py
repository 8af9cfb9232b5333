"""What makes an action well formed, whatever the state of the sitting."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from msgspec.structs import fields

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import RulesError, check_rules
from majilis_tui.procedure.text import check_text

# What stands for a mark on a paper, or for everyone, can be nobody's id.
RESERVED = ("for", "against", "abstain", "all", BLANK)
# Name, number and key as signed notes have them (c2sp.org/signed-note).
VERIFIER_KEY = re.compile(r"[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+={0,2}")
# What the presiding officer does and somebody else records.
PRESIDED = tuple(
    definition.asked
    for definition in act.ACTIONS.values()
    if definition.asked and "presiding" in definition.roles
)


def check_form(action: act.Action) -> None:
    """Raise Refusal for text that is not plain, names given twice, or fields that contradict."""
    check_text(act.plain(action))
    check_fields(action)


def check_fields(action: act.Action) -> None:
    """Raise Refusal for names given twice, or fields that contradict."""
    for field in _lists(type(action)):
        listed = getattr(action, field)
        if isinstance(listed, tuple):
            _check_listed(listed)
    if action.recorder is not None and not isinstance(action, PRESIDED):
        raise Refusal("bad-input", "Only what the presiding officer does has a recorder.")
    check = _CHECKS.get(type(action))
    if check is not None:
        check(action)


@cache
def _lists(form: type[act.Action]) -> tuple[str, ...]:
    """Return the fields that may name several: a list of former offices is no such list."""
    told = {field.name: str(field.type) for field in fields(form)}
    return tuple(name for name, kind in told.items() if "tuple" in kind and name != "offices")


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
        raise Refusal("bad-input", "rules: {error}", error=error) from None


def _check_date(text: str, field: str) -> None:
    try:
        well_formed = date.fromisoformat(text).isoformat() == text
    except ValueError:
        well_formed = False
    if not well_formed:
        raise Refusal("bad-input", "{field}: {date} is not a day.", field=field, date=repr(text))


def _check_named(action: act.MarkAttendance | act.IssueBallot | act.ExchangeBallot) -> None:
    if (action.member is None) == (action.members is None):
        raise Refusal("bad-input", "Name either one member or several, not both and not none.")


def _check_commission(action: act.FormCommission) -> None:
    if action.members != "all":
        check_size(action.members)


def _check_officers(action: act.ChooseOfficers) -> None:
    if action.chairman == action.secretary:
        raise Refusal("bad-input", "Chairman and secretary are two different persons.")


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


def _check_key(action: act.EnrollOfficer) -> None:
    if action.key is not None and not VERIFIER_KEY.fullmatch(action.key):
        raise Refusal("bad-input", "{key} is no verifier key.", key=repr(action.key))
    if action.key is not None and not action.key.partition("+")[0].endswith(f"/{action.role}"):
        raise Refusal("bad-input", "The key's name is not that of the role.")


def _check_next_round(action: act.NextRound) -> None:
    if action.how == "rule" and action.question is not None:
        raise Refusal(
            "bad-input", "After a voided vote it is repeated or takes new nominations: no rule."
        )


_CHECKS: dict[type[act.Action], Callable[[Any], None]] = {
    act.OpenSitting: _check_opening,
    act.SeatMembers: _check_roster,
    act.MarkAttendance: _check_named,
    act.EnrollOfficer: _check_key,
    act.IssueBallot: _check_named,
    act.ExchangeBallot: _check_named,
    act.FormCommission: _check_commission,
    act.ChooseOfficers: _check_officers,
    act.PutQuestion: _check_question,
    act.SignProtocol: _check_protocol,
    act.NextRound: _check_next_round,
}
