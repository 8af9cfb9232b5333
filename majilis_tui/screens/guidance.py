"""What comes next in the procedure, in one sentence, computed from the state."""

from majilis_tui.languages import _
from majilis_tui.procedure.contests import (
    left_out,
    office_questions,
    open_verdict,
    protocol_approved,
    protocol_rejected,
)
from majilis_tui.procedure.count import packets
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.sitting import Sitting


def next_step(sitting: Sitting, election: Election | None) -> str:
    """Return what the officers do next."""
    if sitting.closed:
        return _("The sitting is closed. p prints minutes and protocols; F9, F5 verifies.")
    if not sitting.members:
        return _("The members have not been seated; make the sitting anew from a roster.")
    if not sitting.roll_call_closed:
        return _("Call the roll: mark who is present, then close the roll call.")
    if sitting.on_break and (election is None or not election.round.unsealed):
        return _("The sitting has a break; b ends it before the chamber goes on.")
    if not sitting.has_quorum:
        return _("No quorum: {present} of {quorum} present; nothing can be put to a vote.").format(
            present=sitting.present, quorum=sitting.law.quorum
        )
    if election is None and not sitting.commission:
        if _commission_elected(sitting):
            return _("The commission is elected: f forms it.")
        return _("Elect the commission or open an election: either may come first.")
    if election is None and not sitting.has_officers:
        return _("The commission chooses its chairman and secretary.")
    if election is None:
        return _("Open an election and take nominations.")
    if election.closed:
        return _decided(sitting, election)
    if election.round.phase == "preparing":
        return _preparing(sitting, election)
    return _voting(sitting, election)


def _commission_elected(sitting: Sitting) -> bool:
    return any(q.kind == "commission" and q.adopted for q in sitting.questions.values())


def _preparing(sitting: Sitting, election: Election) -> str:
    if not election.standing and election.nominations_closed:
        return _("Nobody stands any more: F8 to Result; c closes the election, o begins anew.")
    if not election.standing:
        return _("Take nominations.")
    if left_out(sitting, election):
        return _("Not put on the ballot by the chamber: x takes off the list, v puts it again.")
    if not election.nominations_closed:
        return _("Take further nominations, or close the list: no other names.")
    if sitting.law.office[election.office].vote == "open":
        asked = office_questions(sitting, election, election.round.number)
        left = [c for c in election.standing if c not in asked or asked[c].adopted is None]
        if left and open_verdict(sitting, election).outcome != "elected":
            return _("Put each candidate to the open vote and enter the figures.")
        return _("The presiding officer declares the result.")
    if not sitting.commission:
        return _("Form the counting commission; nominees may not belong to it.")
    if not sitting.has_officers:
        return _("The commission chooses its chairman and secretary.")
    return _("The commission's chairman approves the ballot: form, order, number.")


def _voting(sitting: Sitting, election: Election) -> str:
    current = election.round
    match current.phase:
        case "ballot" if not current.ballot_signed:
            return _("Print the ballots, sign the protocol on the ballot, then open the vote.")
        case "ballot":
            return _("State the majority needed, then open the vote.")
        case "voting" if current.issued - current.exchanged >= sitting.present:
            return _("All have a ballot: the vote may be closed.")
        case "voting":
            return _("Hand out ballots against a deputy's certificate; close when the time is up.")
        case "accounting" if not current.accounted:
            return _("Count unused and spoiled papers by hand, the box shut, and enter them.")
        case "accounting" if current.missing_from_stock or current.missing_spoiled > 0:
            return _("The papers by hand do not balance: count again, h enters them anew.")
        case "accounting":
            return _("Open the box before the whole commission.")
        case "box":
            return _("Mix the papers, face down.")
        case "mixed":
            return _("Count the papers face down and enter how many were found.")
        case "reading" if not current.counted_all:
            return _("Packet {packet} of {packets}: both officers read it, each alone.").format(
                packet=current.packets_agreed + 1, packets=packets(sitting.law, current)
            )
        case "reading" if current.explained < current.gap:
            return _("The chairman explains the difference in the account of papers.")
        case "reading":
            return _("All packets agree: finish the count.")
        case "finished" if not current.signed:
            return _("The commission signs the protocol on the results.")
        case "finished":
            return _("The commission's chairman announces the numbers.")
        case "announced" if protocol_rejected(sitting, election):
            return _("The protocol was not approved: v puts it again, u has the vote voided.")
        case "announced" if protocol_approved(sitting, election):
            return _("The protocol is approved: the presiding officer declares the result (d).")
        case "announced":
            return _("The chamber approves the protocol (v); the presiding officer declares (d).")
    return _decided(sitting, election)


def _decided(sitting: Sitting, election: Election) -> str:
    if election.outcome == "open" and election.round.outcome == "tie" and not election.closed:
        rule = sitting.law.office[election.office].rule(election.round.rule_number)
        if rule.tie == "lot":
            return _("A tie: the lot is drawn before the chamber, or a further round is held.")
    if election.closed:
        return _("Open the next election, hand over the chair, or close the sitting.")
    if election.outcome == "elected":
        return _("The presiding officer closes the election.")
    return _("A further round, new nominations, or close the election.")
