"""From the shut box to the finished count."""

from msgspec.structs import replace

from majilis_tui.procedure import actions as act
from majilis_tui.procedure.contests import figures_from_marks, matters
from majilis_tui.procedure.count import check_marks, packet_papers
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.guards.case import Case, expect, wrong_moment
from majilis_tui.procedure.papers import (
    BLANK,
    INVALID,
    NO_PAPERS,
    Reading,
    WorkingPapers,
    add_marks,
    same_marks,
)
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sentences import Sentence


def account_papers(case: Case, action: act.AccountPapers) -> act.Action:
    """Guard `account_papers`: by hand, the box shut; may be entered anew until it is opened."""
    current = case.election(action.election).round
    expect(current, ("accounting",), "Papers are accounted for when the vote is closed, box shut.")
    if action.unused + action.spoiled + action.returned_unvoted > current.made:
        raise Refusal(
            "bad-count",
            "More papers than the {made} that were made; count again.",
            made=current.made,
        )
    return action


def open_box(case: Case, action: act.OpenBox) -> act.Action:
    """Guard `open_box`: all members of the commission present (joint Regulation, point 26)."""
    current = case.election(action.election).round
    case.known(action.present)
    expect(current, ("accounting",), "The box is opened once, when the vote is closed.")
    if not current.accounted:
        raise wrong_moment("First enter the unused and the spoiled papers, while the box is shut.")
    case.in_commission(action.present)
    case.here(action.present)
    missing = [m for m in case.sitting.commission if m not in action.present]
    if missing and action.reason is None:
        raise Refusal(
            "not-present",
            "Missing at the box: {names}. All members of the commission have to be there,"
            " or a reason is recorded.",
            names=case.names(missing),
        )
    return action


def mix_papers(case: Case, action: act.MixPapers) -> act.Action:
    """Guard `mix_papers`."""
    current = case.election(action.election).round
    expect(current, ("box",), "Papers are mixed once, when the box is open.")
    return action


def count_papers(case: Case, action: act.CountPapers) -> tuple[act.Action, WorkingPapers]:
    """Guard `count_papers`: may be entered anew until the count is finished.

    Once a packet is agreed it takes both officers, and no fewer than were read; what is agreed
    stays. What was explained of another number is void.
    """
    current = case.election(action.election).round
    expect(current, ("mixed", "reading"), "Papers are counted when they have been mixed.")
    if current.packets_agreed and action.with_ is None:
        raise wrong_moment("A packet has been agreed; only both officers may correct the number.")
    if action.found < current.papers_agreed:
        raise Refusal(
            "bad-count",
            "Papers found: {found}, but read and agreed: {read}; count again.",
            found=action.found,
            read=current.papers_agreed,
        )
    if action.found > current.made:
        raise Refusal(
            "bad-count",
            "Papers found: {found}, but made: {made}; count again.",
            found=action.found,
            made=current.made,
        )
    return action, replace(case.papers, readings={})


def resume(case: Case, action: act.Resume) -> act.Action | tuple[act.Action, WorkingPapers]:
    """Guard `resume`: in a file that was rebuilt, nothing is left of what had been read."""
    if action.after != "restore":
        return action
    return action, replace(case.papers, readings={}, tally={})


def check_packet(case: Case, election: Election, packet: int) -> Round:
    """Refuse a packet that is not the one to be read now."""
    current = election.round
    expect(current, ("reading",), "Packets are read when the papers found have been counted.")
    if current.counted_all:
        raise Refusal("packet-out-of-order", "All papers have been read.")
    if packet != current.packets_agreed + 1:
        raise Refusal(
            "packet-out-of-order",
            "Packet {open} is to be read now.",
            open=current.packets_agreed + 1,
        )
    return current


def read_packet(case: Case, action: act.ReadPacket) -> tuple[act.Action | None, WorkingPapers]:
    """Guard `read_packet`: two officers, neither of whom sees the other's marks."""
    election = case.election(action.election)
    current = check_packet(case, election, action.packet)
    before = case.papers.readings.get(case.by)
    if before is not None and before.finished:
        raise Refusal("same-reader", "The second reading of a packet is another officer's.")
    places = case.sitting.law.office[election.office].places
    papers = check_marks(case.sitting.law, current, action.marks, action.papers, places)
    marks = dict(sorted(action.marks.items()))
    reading = Reading(action.packet, papers, marks, finished=True)
    other = next(
        (r for role, r in case.papers.readings.items() if role != case.by and r.finished), None
    )
    if other is None:
        readings = {**case.papers.readings, case.by: reading}
        return None, replace(case.papers, readings=readings)
    if not same_marks(other.marks, marks) or other.papers != papers:
        differs = act.PacketDiffers(
            election=election.id,
            round=current.number,
            packet=action.packet,
            **act.carried(action),
        )
        return differs, replace(case.papers, readings={})
    tally = add_marks(case.papers.tally, add_marks(other.marks, dict.fromkeys(marks, 0)))
    agreed = act.AgreePacket(
        election=election.id,
        round=current.number,
        packet=action.packet,
        papers=papers,
        **act.carried(action),
    )
    return agreed, replace(case.papers, readings={}, tally=tally)


def jot(
    case: Case, election_id: str, packet: int, papers: int, marks: dict[str, int]
) -> WorkingPapers:
    """Return the working papers with an officer's unfinished marks of the open packet."""
    election = case.election(election_id)
    current = check_packet(case, election, packet)
    before = case.papers.readings.get(case.by)
    if before is not None and before.finished:
        raise Refusal("same-reader", "The second reading of a packet is another officer's.")
    if papers > packet_papers(case.sitting.law, current):
        raise Refusal("bad-count", "The packet holds no more papers.")
    reading = Reading(packet, papers, {c: n for c, n in sorted(marks.items()) if n})
    return replace(case.papers, readings={**case.papers.readings, case.by: reading})


def check_explanation(case: Case, election_id: str, papers: int) -> Election:
    """Refuse an explanation of papers that are not missing.

    Papers given back unvoted make a difference that the account balances; they may be explained.
    """
    election = case.election(election_id)
    current = election.round
    expect(current, ("reading",), "A difference is explained when the papers have been counted.")
    most = max(current.gap, abs(current.difference))
    if papers == 0 or current.explained + papers > most:
        raise Refusal(
            "bad-count",
            "Papers explained: {papers}, but the account shows {gap} to explain.",
            papers=current.explained + papers,
            gap=most,
        )
    return election


def explain_difference(case: Case, action: act.ExplainDifference) -> act.Action:
    """Guard `explain_difference`; it says whether the papers could change the outcome."""
    papers = abs(action.papers)
    election = check_explanation(case, action.election, papers)
    current = election.round
    could = None
    if current.counted_all:
        figures = figures_from_marks(case.sitting, current, case.papers.tally)
        could = matters(case.sitting, election, figures)
    return act.DifferenceExplained(
        election=election.id,
        papers=papers,
        text=action.text,
        matters=could,
        **act.carried(action),
    )


def check_finish(case: Case, election: Election) -> Round:
    """Refuse to finish while papers are unread, readings differ, or a gap is unexplained."""
    current = election.round
    expect(current, ("reading",), "There is no count to finish.")
    if current.packet_differs:
        raise Refusal(
            "readings-differ",
            "The readings of packet {packet} differ; read it again.",
            packet=current.packets_agreed + 1,
        )
    if not current.counted_all:
        raise Refusal(
            "papers-missing",
            "Papers read: {read} of {found}.",
            read=current.papers_agreed,
            found=current.found,
        )
    if current.explained < current.gap:
        raise Refusal(
            "unexplained-difference",
            Sentence.counted(
                "{n} paper of the account is not explained.",
                "{n} papers of the account are not explained.",
                current.gap - current.explained,
            ),
        )
    return current


def finish_count(case: Case, action: act.FinishCount) -> tuple[act.Action, WorkingPapers]:
    """Guard `finish_count`; the tally is sealed as totals of the round."""
    election = case.election(action.election)
    current = check_finish(case, election)
    tally = case.papers.tally
    fact = act.CountFinished(
        election=election.id,
        round=current.number,
        found=current.found,
        totals={choice: tally[choice] for choice in current.choices if choice in tally},
        blank=tally.get(BLANK, 0),
        invalid={
            mark.removeprefix(INVALID): n
            for mark, n in tally.items()
            if mark.startswith(INVALID) and n
        },
        **act.carried(action),
    )
    return fact, NO_PAPERS
