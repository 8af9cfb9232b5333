"""The sitting itself in words: opening, roll call, questions, commission, breaks, end."""

from majilis_tui.documents.figures import chair_named, title_named
from majilis_tui.languages import N_, _, language, ngettext
from majilis_tui.log_words.phrase import Phrase, always
from majilis_tui.phrases import (
    STATUSES,
    name,
    names,
    own_words,
)
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.sitting import Sitting

# The minutes say in full what the list of the screen says in a word.
_STATUSES = {**STATUSES, "excused": N_("absent with an excuse")}


def _open_sitting(data: act.OpenSitting, sitting: Sitting) -> str:
    return _("sitting opened: {title}; presiding: {name}").format(
        title=title_named(sitting).text(language()),
        name=chair_named(sitting, data.presiding).text(language()),
    )


def _seat_members(data: act.SeatMembers, sitting: Sitting) -> str:
    many = len(data.members)
    return ngettext("{n} member seated", "{n} members seated", many).format(n=many)


def _mark_attendance(data: act.AttendanceMarked, sitting: Sitting) -> str:
    return _marked(data, sitting, _(_STATUSES[data.status]))


def _attendance_marked(data: act.AttendanceMarked, sitting: Sitting) -> str:
    return _marked(data, sitting, _(STATUSES[data.status]))


def _marked(data: act.AttendanceMarked, sitting: Sitting, status: str) -> str:
    if len(data.members) > 3:
        many = len(data.members)
        return ngettext("{n} member: {status}", "{n} members: {status}", many).format(
            n=many, status=status
        )
    return _("{names}: {status}").format(names=names(sitting, data.members), status=status)


def _close_roll_call(data: act.RollCallClosed, sitting: Sitting) -> str:
    return _("roll call closed, {present} present, quorum {quorum}").format(
        present=data.present, quorum=data.quorum
    )


def _put_question(data: act.PutQuestion, sitting: Sitting) -> str:
    return _("question put: {text}").format(text=own_words(data))


def _decide_question(data: act.QuestionDecided, sitting: Sitting) -> str:
    template = _("{text}: {verdict} (for {for_}, against {against}, abstained {abstain})")
    if data.needed is not None:
        template = _(
            "{text}: {verdict} (for {for_}, against {against}, abstained {abstain},"
            " needed {needed})"
        )
    return _decided(template, data, sitting)


def _question_decided(data: act.QuestionDecided, sitting: Sitting) -> str:
    template = _("{verdict}, for {for_}, against {against}, abstained {abstain}: {text}")
    return _decided(template, data, sitting)


def _decided(template: str, data: act.QuestionDecided, sitting: Sitting) -> str:
    question = sitting.questions.get(data.id)
    return template.format(
        text=own_words(question) if question else data.id,
        verdict=_("adopted") if data.adopted else _("not adopted"),
        for_=data.for_,
        against=data.against,
        abstain=data.abstain,
        needed=data.needed,
    )


def _form_commission(data: act.FormCommission, sitting: Sitting) -> str:
    return _("counting commission: {names}").format(names=names(sitting, data.members))


def _commission_formed(data: act.FormCommission, sitting: Sitting) -> str:
    many = len(data.members)
    words = ngettext("counting commission: {n} member", "counting commission: {n} members", many)
    return words.format(n=many)


def _choose_officers(data: act.ChooseOfficers, sitting: Sitting) -> str:
    return _("commission chairman {chairman}, secretary {secretary}").format(
        chairman=name(sitting, data.chairman), secretary=name(sitting, data.secretary)
    )


def _officers_chosen(data: act.ChooseOfficers, sitting: Sitting) -> str:
    return _("chairman {chairman}, secretary {secretary}").format(
        chairman=name(sitting, data.chairman), secretary=name(sitting, data.secretary)
    )


def _start_break(data: act.StartBreak, sitting: Sitting) -> str:
    if data.minutes is None:
        return _("break")
    return _("break of {minutes} min").format(minutes=data.minutes)


def _hand_over_chair(data: act.HandOverChair, sitting: Sitting) -> str:
    chair = act.Presiding(name=data.name, office=data.office)
    return _("{name} takes the chair").format(name=chair_named(sitting, chair).text(language()))


def _note(data: act.Note, sitting: Sitting) -> str:
    return _("note: {text}").format(text=own_words(data))


PHRASES: dict[str, Phrase] = {
    "open_sitting": Phrase(N_("Open the sitting"), _open_sitting),
    "seat_members": Phrase(N_("Seat the members"), _seat_members),
    "mark_attendance": Phrase(N_("Mark attendance"), _mark_attendance, _attendance_marked),
    "close_roll_call": Phrase(N_("Close roll call"), _close_roll_call),
    "put_question": Phrase(N_("Put a question"), _put_question),
    "decide_question": Phrase(N_("Enter an open vote"), _decide_question, _question_decided),
    "form_commission": Phrase(N_("Form the commission"), _form_commission, _commission_formed),
    "choose_officers": Phrase(N_("Choose officers"), _choose_officers, _officers_chosen),
    "start_break": Phrase(N_("Start a break"), _start_break),
    "end_break": Phrase(N_("End the break"), always(N_("break ended"))),
    "hand_over_chair": Phrase(N_("Hand over the chair"), _hand_over_chair),
    "note": Phrase(N_("Note"), _note),
    "close_sitting": Phrase(N_("Close the sitting"), always(N_("sitting closed"))),
}
