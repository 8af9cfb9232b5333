"""Every action in words: what it is called, and what the log says once it is done.

The log holds codes and facts; here they are put into the language of the terminal.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from majilis_tui.documents.figures import as_on_paper, chair_named, title_named
from majilis_tui.languages import N_, _, language, ngettext
from majilis_tui.phrases import (
    FORMS,
    MARKS,
    OUTCOMES,
    PROTOCOLS,
    ROLES,
    STATUSES,
    mark_title,
    name,
    names,
    office_title,
    own_words,
)
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.names import fit, width
from majilis_tui.procedure.sitting import Sitting

# The minutes say in full what the list of the screen says in a word.
_STATUSES = {**STATUSES, "excused": N_("absent with an excuse")}


class Phrase(msgspec.Struct, frozen=True):
    """An action's title for keys and palette, and its sentence for the log.

    `brief` is a shorter sentence, where the whole one need not fit a line of 80 cells.
    """

    title: str
    logged: Callable[[Any, Sitting], str]
    brief: Callable[[Any, Sitting], str] | None = None


def logged(entry: Entry, sitting: Sitting) -> str:
    """Return an entry in words; `sitting` is any later state, for the names."""
    words = PHRASES[entry.action].logged(entry.data, sitting)
    if not entry.data.from_paper and entry.data.with_ is None:
        return words
    if not entry.data.from_paper:
        return _("{entry} (chairman and secretary)").format(entry=words)
    if entry.data.with_ is None:
        return _("{entry} (from paper)").format(entry=words)
    return _("{entry} (from paper, signed by chairman and secretary)").format(entry=words)


def line(entry: Entry, sitting: Sitting, cells: int) -> str:
    """Return an entry in words for one line: whole if it fits, else as brief as it can be said.

    What people wrote is cut where even that is too long.
    """
    whole = logged(entry, sitting)
    phrase = PHRASES[entry.action]
    if width(whole) <= cells:
        return whole
    words = (phrase.brief or phrase.logged)(entry.data, sitting)
    if not entry.data.from_paper:
        return fit(words, max(cells, 0))
    mark = _("{entry} (from paper)").format(entry="")
    return fit(words, max(cells - width(mark), 0)) + mark


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


def _open_election(data: act.OpenElection, sitting: Sitting) -> str:
    return _("election opened: {office}").format(office=office_title(sitting, data.office))


def _nominate(data: act.Nominate, sitting: Sitting) -> str:
    return _("{candidate} nominated by {proposer}").format(
        candidate=name(sitting, data.candidate), proposer=name(sitting, data.proposer)
    )


def _withdraw(data: act.Withdraw, sitting: Sitting) -> str:
    candidate = name(sitting, data.candidate)
    if data.reason is not None:
        words = _("{candidate} is taken off the list: {reason}")
        return words.format(candidate=candidate, reason=data.reason)
    return _("{candidate} withdrew").format(candidate=candidate)


def _close_nominations(data: act.CloseNominations, sitting: Sitting) -> str:
    return _("nominations closed")


def _approve_ballot(data: act.BallotApproved, sitting: Sitting) -> str:
    return _("ballot approved, round {round}: {form}, {made} made").format(
        round=data.round, form=_(FORMS[data.form]), made=data.made
    )


def _ballot_approved(data: act.BallotApproved, sitting: Sitting) -> str:
    return _("ballot approved, round {round}: {made} made").format(round=data.round, made=data.made)


def _open_voting(data: act.VotingOpened, sitting: Sitting) -> str:
    if data.needed is None:
        return _voting_opened(data, sitting)
    return ngettext(
        "vote opened, round {round}, {minutes} min, {n} vote needed",
        "vote opened, round {round}, {minutes} min, {n} votes needed",
        data.needed,
    ).format(round=data.round, minutes=data.minutes, n=data.needed)


def _voting_opened(data: act.VotingOpened, sitting: Sitting) -> str:
    return _("vote opened, round {round}, {minutes} min").format(
        round=data.round, minutes=data.minutes
    )


def _issue_ballot(data: act.BallotIssued, sitting: Sitting) -> str:
    made = sitting.elections[data.election].rounds[data.round - 1].made
    return _("ballot issued, {issued} of {made} papers").format(issued=data.issued, made=made)


def _exchange_ballot(data: act.BallotExchanged, sitting: Sitting) -> str:
    return _("ballot exchanged, {spoiled} so far").format(spoiled=data.spoiled)


def _extend_voting(data: act.VotingExtended, sitting: Sitting) -> str:
    return _("vote extended by {minutes} min: {reason}").format(
        minutes=data.minutes, reason=data.reason
    )


def _close_voting(data: act.VotingClosed, sitting: Sitting) -> str:
    received = len(data.received)
    return ngettext(
        "vote closed, {n} member received a ballot",
        "vote closed, {n} members received a ballot",
        received,
    ).format(n=received) + _reason(data.reason)


def _voting_closed(data: act.VotingClosed, sitting: Sitting) -> str:
    return _("vote closed, {n} with a ballot").format(n=len(data.received))


def _start_break(data: act.StartBreak, sitting: Sitting) -> str:
    if data.minutes is None:
        return _("break")
    return _("break of {minutes} min").format(minutes=data.minutes)


def _account_papers(data: act.AccountPapers, sitting: Sitting) -> str:
    return _("papers by hand: unused {unused}, spoiled {spoiled}, returned {returned}").format(
        unused=data.unused, spoiled=data.spoiled, returned=data.returned_unvoted
    )


def _papers_accounted(data: act.AccountPapers, sitting: Sitting) -> str:
    return _("unused {unused}, spoiled {spoiled}, returned {returned}").format(
        unused=data.unused, spoiled=data.spoiled, returned=data.returned_unvoted
    )


def _open_box(data: act.OpenBox, sitting: Sitting) -> str:
    there = _("box opened in the presence of {names}")
    return there.format(names=names(sitting, data.present)) + _reason(data.reason)


def _reason(reason: str | None) -> str:
    return "" if reason is None else "; " + _("reason: {text}").format(text=reason)


def _box_opened(data: act.OpenBox, sitting: Sitting) -> str:
    many = len(data.present)
    words = ngettext(
        "box opened in the presence of {n} member",
        "box opened in the presence of {n} members",
        many,
    )
    return words.format(n=many)


def _count_papers(data: act.CountPapers, sitting: Sitting) -> str:
    return ngettext("{n} paper found in the box", "{n} papers found in the box", data.found).format(
        n=data.found
    )


def _agree_packet(data: act.AgreePacket, sitting: Sitting) -> str:
    return _("packet {packet}: both readings agree").format(packet=data.packet)


def _packet_differs(data: act.PacketDiffers, sitting: Sitting) -> str:
    return _("packet {packet}: the readings differ, it is read again").format(packet=data.packet)


def _explain_difference(data: act.DifferenceExplained, sitting: Sitting) -> str:
    return ngettext(
        "difference of {n} paper explained: {text}",
        "difference of {n} papers explained: {text}",
        data.papers,
    ).format(n=data.papers, text=data.text)


def _finish_count(data: act.CountFinished, sitting: Sitting) -> str:
    choices = sitting.elections[data.election].rounds[data.round - 1].choices
    votes = [
        _("{choice} {n}").format(choice=_choice(choice, sitting), n=data.totals.get(choice, 0))
        for choice in choices
    ]
    votes.append(_("blank {n}").format(n=data.blank))
    votes.append(_("invalid {n}").format(n=sum(data.invalid.values())))
    return f"{_count_finished(data, sitting)}: {', '.join(votes)}"


def _choice(choice: str, sitting: Sitting) -> str:
    words = mark_title(sitting, choice)
    return words.lower() if choice in MARKS else words


def _count_finished(data: act.CountFinished, sitting: Sitting) -> str:
    return ngettext("count finished, {n} paper", "count finished, {n} papers", data.found).format(
        n=data.found
    )


def _sign_protocol(data: act.ProtocolSigned, sitting: Sitting) -> str:
    return _("protocol No. {number} {kind} signed, head {head}").format(
        number=data.number, kind=_(PROTOCOLS[data.kind]), head=data.head_code
    )


def _protocol_signed(data: act.ProtocolSigned, sitting: Sitting) -> str:
    return _("protocol No. {number} signed").format(number=data.number)


def _declare(data: act.Declared, sitting: Sitting) -> str:
    words = _(OUTCOMES[data.outcome])
    on_paper = sitting.elections[data.election].rounds[data.round - 1]
    elected = names(sitting, as_on_paper(on_paper, data.elected))
    if data.outcome == "elected":
        told = ngettext(
            "declared: elected: {names}", "declared: elected: {names}", len(data.elected)
        )
        return told.format(names=elected)
    if data.elected:
        return _("declared: {outcome}: {names}").format(outcome=words, names=elected)
    return _("declared: {outcome}").format(outcome=words)


def _draw_lot(data: act.DrawLot, sitting: Sitting) -> str:
    return _("the lot fell on {names}").format(names=names(sitting, data.elected))


def _next_round(data: act.RoundStarted, sitting: Sitting) -> str:
    if data.question is not None:
        question = sitting.questions.get(data.question)
        return _("round {before} is void by decision “{text}”; round {round}: {names}").format(
            before=data.round - 1,
            text=own_words(question) if question else data.question,
            round=data.round,
            names=names(sitting, data.candidates) or _("new nominations"),
        )
    if not data.candidates:
        return _("round {round}: new nominations").format(round=data.round)
    return _("round {round}: {names}").format(
        round=data.round, names=names(sitting, data.candidates)
    )


def _round_started(data: act.RoundStarted, sitting: Sitting) -> str:
    many = len(data.candidates)
    words = ngettext("round {round}: {n} candidate", "round {round}: {n} candidates", many)
    begun = words.format(round=data.round, n=many)
    if data.question is None:
        return begun
    return _("round {before} is void; {begun}").format(before=data.round - 1, begun=begun)


def _hand_over_chair(data: act.HandOverChair, sitting: Sitting) -> str:
    chair = act.Presiding(name=data.name, office=data.office)
    return _("{name} takes the chair").format(name=chair_named(sitting, chair).text(language()))


def _note(data: act.Note, sitting: Sitting) -> str:
    return _("note: {text}").format(text=own_words(data))


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


def _plain(words: str) -> Callable[[Any, Sitting], str]:
    return lambda data, sitting: _(words)


PHRASES: dict[str, Phrase] = {
    "open_sitting": Phrase(N_("Open the sitting"), _open_sitting),
    "seat_members": Phrase(N_("Seat the members"), _seat_members),
    "mark_attendance": Phrase(N_("Mark attendance"), _mark_attendance, _attendance_marked),
    "close_roll_call": Phrase(N_("Close roll call"), _close_roll_call),
    "put_question": Phrase(N_("Put a question"), _put_question),
    "decide_question": Phrase(N_("Enter an open vote"), _decide_question, _question_decided),
    "form_commission": Phrase(N_("Form the commission"), _form_commission, _commission_formed),
    "choose_officers": Phrase(N_("Choose officers"), _choose_officers, _officers_chosen),
    "open_election": Phrase(N_("Open an election"), _open_election),
    "nominate": Phrase(N_("Nominate"), _nominate),
    "withdraw": Phrase(N_("Withdraw"), _withdraw),
    "close_nominations": Phrase(N_("Close nominations"), _close_nominations),
    "approve_ballot": Phrase(N_("Approve the ballot"), _approve_ballot, _ballot_approved),
    "open_voting": Phrase(N_("Open the vote"), _open_voting, _voting_opened),
    "issue_ballot": Phrase(N_("Issue"), _issue_ballot),
    "exchange_ballot": Phrase(N_("Exchange"), _exchange_ballot),
    "extend_voting": Phrase(N_("Extend"), _extend_voting),
    "close_voting": Phrase(N_("Close the vote"), _close_voting, _voting_closed),
    "start_break": Phrase(N_("Start a break"), _start_break),
    "end_break": Phrase(N_("End the break"), _plain(N_("break ended"))),
    "account_papers": Phrase(N_("Papers by hand"), _account_papers, _papers_accounted),
    "open_box": Phrase(N_("Open the box"), _open_box, _box_opened),
    "mix_papers": Phrase(N_("Mix the papers"), _plain(N_("papers mixed face down"))),
    "count_papers": Phrase(N_("Papers found"), _count_papers),
    "read_packet": Phrase(N_("Hand in the reading"), _plain(N_("packet read"))),
    "agree_packet": Phrase(N_("Packet agrees"), _agree_packet),
    "packet_differs": Phrase(N_("Packet differs"), _packet_differs),
    "explain_difference": Phrase(N_("Explain a difference"), _explain_difference),
    "finish_count": Phrase(N_("Finish the count"), _finish_count, _count_finished),
    "sign_protocol": Phrase(N_("Sign a protocol"), _sign_protocol, _protocol_signed),
    "announce_result": Phrase(
        N_("Announce"), _plain(N_("the commission's chairman announced the numbers"))
    ),
    "declare": Phrase(N_("Declare"), _declare),
    "draw_lot": Phrase(N_("Draw the lot"), _draw_lot),
    "next_round": Phrase(N_("Next round"), _next_round, _round_started),
    "close_election": Phrase(N_("Close the election"), _plain(N_("election closed"))),
    "hand_over_chair": Phrase(N_("Hand over the chair"), _hand_over_chair),
    "note": Phrase(N_("Note"), _note),
    "close_sitting": Phrase(N_("Close the sitting"), _plain(N_("sitting closed"))),
    "resume": Phrase(N_("Resume"), _resume),
    "clock_jump": Phrase(N_("Clock set"), _clock_jump),
    "enroll_officer": Phrase(N_("Choose a PIN"), _enroll_officer),
    "pin_refused": Phrase(N_("Wrong PIN"), _pin_refused),
    "second_medium": Phrase(N_("Second medium"), _second_medium),
}
