"""Protocols, outcome and rounds in words."""

from majilis_tui.documents.figures import as_on_paper
from majilis_tui.languages import N_, _, ngettext
from majilis_tui.log_words.phrase import Phrase, always
from majilis_tui.phrases import (
    OUTCOMES,
    PROTOCOLS,
    names,
    own_words,
)
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.sitting import Sitting


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


PHRASES: dict[str, Phrase] = {
    "sign_protocol": Phrase(N_("Sign a protocol"), _sign_protocol, _protocol_signed),
    "announce_result": Phrase(
        N_("Announce"), always(N_("the commission's chairman announced the numbers"))
    ),
    "declare": Phrase(N_("Declare"), _declare),
    "draw_lot": Phrase(N_("Draw the lot"), _draw_lot),
    "next_round": Phrase(N_("Next round"), _next_round, _round_started),
    "close_election": Phrase(N_("Close the election"), always(N_("election closed"))),
}
