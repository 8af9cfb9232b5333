"""What the program itself puts on record, in words."""

from majilis_tui.languages import N_, _
from majilis_tui.log_words.phrase import Phrase
from majilis_tui.phrases import (
    ROLES,
)
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.sitting import Sitting


def _resume(data: act.Resume, sitting: Sitting) -> str:
    if data.after == "restore":
        return _("rebuilt from the second medium: the papers are counted from the beginning")
    return _("resumed after a crash") if data.after == "crash" else _("resumed")


def _clock_jump(data: act.ClockJump, sitting: Sitting) -> str:
    return _("the clock was set by {seconds} s; deadlines moved with it").format(
        seconds=f"{data.seconds:+d}"
    )


def _enroll_officer(data: act.EnrollOfficer, sitting: Sitting) -> str:
    if data.key is not None:
        return _("key made: {role}").format(role=_(ROLES[data.role]))
    if data.proved_by is not None:
        words = _("PIN chosen anew: {role}; instead of the old PIN, that of: {other}")
        return words.format(role=_(ROLES[data.role]), other=_(ROLES[data.proved_by]))
    return _("PIN chosen: {role}").format(role=_(ROLES[data.role]))


def _pin_refused(data: act.PinRefused, sitting: Sitting) -> str:
    return _("wrong PIN: {role}").format(role=_(ROLES[data.role]))


def _second_medium(data: act.SecondMedium, sitting: Sitting) -> str:
    states = {
        "set": _("second medium set"),
        "behind": _("second medium fell behind"),
        "caught-up": _("second medium caught up"),
        "gone": _("second medium gone"),
    }
    return states[data.state]


PHRASES: dict[str, Phrase] = {
    "resume": Phrase(N_("Resume"), _resume),
    "clock_jump": Phrase(N_("Clock set"), _clock_jump),
    "enroll_officer": Phrase(N_("Choose a PIN"), _enroll_officer),
    "pin_refused": Phrase(N_("Wrong PIN"), _pin_refused),
    "second_medium": Phrase(N_("Second medium"), _second_medium),
}
