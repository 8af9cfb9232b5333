"""The box and the count in words."""

from majilis_tui.languages import N_, _, ngettext
from majilis_tui.log_words.phrase import Phrase, always, with_reason
from majilis_tui.phrases import (
    MARKS,
    mark_title,
    names,
)
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.sitting import Sitting


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
    return there.format(names=names(sitting, data.present)) + with_reason(data.reason)


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


PHRASES: dict[str, Phrase] = {
    "account_papers": Phrase(N_("Papers by hand"), _account_papers, _papers_accounted),
    "open_box": Phrase(N_("Open the box"), _open_box, _box_opened),
    "mix_papers": Phrase(N_("Mix the papers"), always(N_("papers mixed face down"))),
    "count_papers": Phrase(N_("Papers found"), _count_papers),
    "read_packet": Phrase(N_("Hand in the reading"), always(N_("packet read"))),
    "agree_packet": Phrase(N_("Packet agrees"), _agree_packet),
    "packet_differs": Phrase(N_("Packet differs"), _packet_differs),
    "explain_difference": Phrase(N_("Explain a difference"), _explain_difference),
    "finish_count": Phrase(N_("Finish the count"), _finish_count, _count_finished),
}
