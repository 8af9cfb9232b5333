"""What happens in the hall now, and what is to be done: one thing at a time, from the record."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import msgspec

from majilis_tui.drill.hall import (
    Move,
    box,
    delayed_came,
    election_of,
    in_the_hall,
    pile,
    spoiled,
    unused,
    unused_in_haste,
)
from majilis_tui.drill.plan import Fault, Plan
from majilis_tui.procedure import actions as act
from majilis_tui.procedure.actions import Action, Role
from majilis_tui.procedure.count import set_aside
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.papers import WorkingPapers
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.procedure.timing import seconds_between

READERS: tuple[Literal["secretary", "chairman"], ...] = ("secretary", "chairman")
WAIT_SECONDS = 600
Step = tuple[Role, Action]


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """What happens in the hall, by a word for it, the people and the numbers in it.

    `steps` are what is to be done, and `wait` how many seconds pass first. Where `goes_on` is
    set, the hall can do it without the officers: nothing is to be learned from it.
    """

    kind: str
    fault: Fault | None = None
    who: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    n: int = 0
    m: int = 0
    steps: tuple[Step, ...] = ()
    wait: int = 0
    goes_on: bool = False


def scene(
    plan: Plan, moves: Sequence[Move], sitting: Sitting, papers: WorkingPapers, now: str
) -> Scene:
    """Return what happens now; the kind "over" when the sitting is closed."""
    if sitting.closed:
        return Scene(kind="over")
    election = election_of(plan, sitting)
    if election is None or not any(r.opened_at for r in election.rounds):
        found = _roll(plan, moves, sitting, now)
        if found is not None:
            return found
    if election is None:
        opening = act.OpenElection(id=plan.office, office=plan.office)
        return Scene(kind="open-election", steps=((_recorder(sitting), opening),))
    current = election.round
    match current.phase:
        case "preparing" | "ballot":
            return _before_the_vote(plan, sitting, election)
        case "voting":
            return _voting(plan, sitting, papers, election, now)
        case "accounting" | "box" | "mixed" | "reading":
            return _count(plan, sitting, papers, election)
        case _:
            return _result(plan, sitting, election)


def _recorder(sitting: Sitting) -> Role:
    return "secretary" if sitting.has_officers else "clerk"


def _roll(plan: Plan, moves: Sequence[Move], sitting: Sitting, now: str) -> Scene | None:
    """Return what the roll call still lacks, also when it was closed too early."""
    here = in_the_hall(plan, moves, now)
    ids = [member.id for member in plan.members]
    present = frozenset(sitting.present_members())
    silent = tuple(m for m in ids if m not in here)
    missing = tuple(m for m in ids if m in here - present)
    wrong = tuple(m for m in ids if m in present - here)
    by = _recorder(sitting)
    steps: list[Step] = []
    if missing:
        steps.append((by, act.MarkAttendance(members=missing, status="present")))
    if wrong:
        steps.append((by, act.MarkAttendance(members=wrong, status="absent")))
    if steps and plan.delayed and set(missing) <= set(plan.delayed) and not wrong:
        return Scene(kind="arrive", who=missing, steps=tuple(steps), goes_on=True)
    if steps:
        return Scene(kind="roll", who=silent, steps=tuple(steps), goes_on=True)
    if plan.excused and sitting.attendance.get(plan.excused) != "excused":
        excusing = act.MarkAttendance(member=plan.excused, status="excused")
        return Scene(kind="excused", fault="excused", who=(plan.excused,), steps=((by, excusing),))
    if plan.delayed and not delayed_came(plan, moves, now):
        return Scene(
            kind="no-quorum",
            fault="no-quorum",
            n=sitting.present,
            m=sitting.law.quorum,
            wait=WAIT_SECONDS,
            goes_on=True,
        )
    if not sitting.roll_call_closed:
        closing: list[Step] = [(by, act.EndBreak())] if sitting.on_break else []
        return Scene(kind="close-roll", steps=(*closing, (by, act.CloseRollCall())))
    return None


def _before_the_vote(plan: Plan, sitting: Sitting, election: Election) -> Scene:
    by, current = _recorder(sitting), election.round
    named = {nomination.candidate for nomination in election.nominations}
    if not election.nominations_closed:
        for candidate, proposer in plan.candidates:
            if candidate not in named and candidate not in sitting.commission:
                nominating = act.Nominate(
                    election=election.id, candidate=candidate, proposer=proposer
                )
                return Scene(
                    kind="proposal",
                    who=(candidate,),
                    other=(proposer,),
                    steps=((by, nominating),),
                )
    if current.phase == "preparing" and plan.withdraws in election.standing:
        leaving = act.Withdraw(election=election.id, candidate=plan.withdraws)
        return Scene(
            kind="withdrawal",
            fault="withdrawal",
            who=(plan.withdraws,),
            steps=((by, leaving),),
        )
    if not election.nominations_closed:
        closing = act.CloseNominations(election=election.id)
        return Scene(kind="no-other-names", steps=((by, closing),))
    if not sitting.has_officers:
        return _commission(plan, sitting)
    if current.phase == "preparing":
        steps: list[Step] = [("chairman", act.ApproveBallot(election=election.id, made=plan.made))]
        signing = act.SignProtocol(kind="ballot", election=election.id, signers=sitting.commission)
        steps.append(("chairman", signing))
        return Scene(kind="ballot", n=plan.made, steps=tuple(steps))
    ending: list[Step] = [("chairman", act.EndBreak())] if sitting.on_break else []
    opening = act.OpenVoting(election=election.id)
    return Scene(kind="open-vote", steps=(*ending, ("chairman", opening)))


def _open_vote(
    sitting: Sitting, by: Role, question: str, kind: Literal["commission", "procedure"], text: str
) -> tuple[tuple[Step, ...], int, int]:
    """Return an open vote that the chamber carries, with the votes for and against."""
    votes_for, against = sitting.present - 2, 1
    putting = act.PutQuestion(id=question, kind=kind, text=text)
    deciding = act.DecideQuestion(id=question, for_=votes_for, against=against, abstain=1)
    return ((by, putting), (by, deciding)), votes_for, against


def _commission(plan: Plan, sitting: Sitting) -> Scene:
    chairman, secretary = plan.commission[:2]
    if sitting.commission:
        choosing = act.ChooseOfficers(chairman=chairman, secretary=secretary)
        signing = act.SignProtocol(kind="officers", signers=sitting.commission)
        if not {chairman, secretary} <= set(sitting.commission):
            choosing = act.ChooseOfficers(
                chairman=sitting.commission[0], secretary=sitting.commission[1]
            )
        return Scene(
            kind="officers",
            who=(choosing.chairman,),
            other=(choosing.secretary,),
            steps=(("clerk", choosing), ("chairman", signing)),
        )
    asking, votes_for, against = _open_vote(
        sitting, "clerk", "commission", "commission", "Elect the counting commission"
    )
    forming: Step = ("clerk", act.FormCommission(members=plan.commission, question="commission"))
    if not plan.nominee:
        return Scene(
            kind="commission",
            who=plan.commission,
            n=votes_for,
            m=against,
            steps=(*asking, forming),
        )
    return Scene(
        kind="nominee-proposed",
        fault="nominee-proposed",
        who=(*plan.commission[:-1], plan.nominee),
        other=plan.commission[-1:],
        n=votes_for,
        m=against,
        steps=(*asking, forming),
    )


def _voting(
    plan: Plan, sitting: Sitting, papers: WorkingPapers, election: Election, now: str
) -> Scene:
    current, held = election.round, papers.register
    bell = now >= current.deadline
    second: Role | None = "chairman" if bell else None

    def issue(*members: str) -> Step:
        return (
            "secretary",
            act.IssueBallot(election=election.id, members=members, with_=second),
        )

    present = sitting.present_members()
    special = set()
    if current.number == 1:
        found = _at_the_table(plan, sitting, held, current, issue, second)
        if found is not None:
            return found
        special = {*plan.in_line, plan.too_late}
    rest = tuple(m for m in present if m not in held and m not in special)
    lobby = tuple(m for m in present if m not in held and m in special)
    if rest:
        kind = "rest-lobby" if lobby else "rest" if held else "everyone"
        return Scene(kind=kind, who=lobby, n=len(rest), steps=(issue(*rest),), goes_on=True)
    if lobby and not bell:
        left = int(seconds_between(now, current.deadline)) + 1
        return Scene(kind="lobby", who=lobby, wait=max(left, 1), goes_on=True)
    in_line = tuple(m for m in lobby if m != plan.too_late)
    if in_line:
        return Scene(kind="in-line", fault="in-line", who=in_line, steps=(issue(*in_line),))
    closing: Step = ("chairman", act.CloseVoting(election=election.id))
    if lobby:
        return Scene(kind="after-the-bell", fault="after-the-bell", who=lobby, steps=(closing,))
    return Scene(kind="all-voted", steps=(closing,))


def _at_the_table(
    plan: Plan,
    sitting: Sitting,
    held: frozenset[str],
    current: Round,
    issue: Callable[..., Step],
    second: Role | None,
) -> Scene | None:
    """Return who stands at the table, of those who come one by one."""
    one, two, three = plan.first
    for member in (one, two):
        if member not in held:
            return Scene(kind="issue", who=(member,), steps=(issue(member),))
    if plan.spoils and not current.exchanged:
        exchange = act.ExchangeBallot(member=plan.spoils, with_=second)
        return Scene(
            kind="spoiled-paper",
            fault="spoiled-paper",
            who=(plan.spoils,),
            steps=(("secretary", exchange),),
        )
    if three not in held:
        again = plan.again
        return Scene(
            kind="second-paper" if again else "issue",
            fault="second-paper" if again else None,
            who=(again or three,),
            other=(three,),
            steps=(issue(three),),
        )
    if plan.late and plan.late not in held:
        coming = act.MarkAttendance(member=plan.late, status="present")
        arrived: list[Step] = [] if sitting.is_present(plan.late) else [("secretary", coming)]
        return Scene(
            kind="late", fault="late", who=(plan.late,), steps=(*arrived, issue(plan.late))
        )
    return None


def _count(plan: Plan, sitting: Sitting, papers: WorkingPapers, election: Election) -> Scene:
    current = election.round
    match current.phase:
        case "accounting":
            return _by_hand(plan, sitting, election)
        case "box":
            return Scene(kind="mix", steps=(("chairman", act.MixPapers(election=election.id)),))
    many = len(box(plan, current))
    if current.phase == "mixed" or (current.found != many and not current.packets_agreed):
        found = act.CountPapers(election=election.id, found=many)
        return Scene(kind="found", n=many, steps=(("secretary", found),))
    if not current.counted_all:
        return _packet(plan, sitting, papers, election)
    if current.explained < current.gap:
        return _difference(plan, election)
    return Scene(kind="finish", steps=(("chairman", act.FinishCount(election=election.id)),))


def _by_hand(plan: Plan, sitting: Sitting, election: Election) -> Scene:
    current = election.round
    counted, back = unused_in_haste(plan, current), spoiled(plan, current)
    entering: Step = (
        "secretary",
        act.AccountPapers(election=election.id, unused=counted, spoiled=back),
    )
    typed = (current.unused, current.spoiled, current.returned_unvoted)
    wrong = current.accounted and typed != (counted, back, 0)
    if wrong and current.number == 1 and plan.has("unused-miscounted"):
        return Scene(
            kind="unused-miscounted",
            fault="unused-miscounted",
            n=unused(plan, current),
            steps=(entering,),
        )
    if wrong or not current.accounted:
        return Scene(kind="by-hand", n=counted, m=back, steps=(entering,))
    opening = act.OpenBox(election=election.id, present=sitting.commission)
    return Scene(kind="open-box", who=sitting.commission, steps=(("chairman", opening),))


def _packet(plan: Plan, sitting: Sitting, papers: WorkingPapers, election: Election) -> Scene:
    current = election.round
    packet = current.packets_agreed + 1
    steps: list[Step] = []
    plain = True
    for reader in READERS:
        own = papers.readings.get(reader)
        if own is None or not own.finished:
            marks = Counter(pile(plan, sitting, current, reader))
            plain = plain and not set_aside(marks)
            reading = act.ReadPacket(election=election.id, packet=packet, marks=dict(marks))
            steps.append((reader, reading))
    slip = plan.slip
    slips = slip is not None and slip.packet == packet and current.number == 1
    return Scene(
        kind="packet-again" if current.packet_differs else "packet",
        fault="slip" if slips else None,
        n=packet,
        steps=tuple(steps),
        # The first packet is for the officers, and so is one with a paper to judge or read askew.
        goes_on=plain
        and not (slips or current.packet_differs)
        and (packet > 1 or current.number > 1),
    )


def _difference(plan: Plan, election: Election) -> Scene:
    current = election.round
    left = current.gap - current.explained
    planted: Mapping[Fault, tuple[int, str]] = {
        "missing-paper": (1, "A deputy was seen leaving the hall with a paper in hand."),
        "paper-too-many": (-1, "One paper in the box is a photocopy without the stamp."),
    }
    kind, text, fault = "gap", "Counted twice; nobody in the hall knows more.", None
    for name, (missing, words) in planted.items():
        if plan.has(name) and current.number == 1 and current.missing_from_box == missing:
            kind, text, fault = name, words, name
    explaining = act.ExplainDifference(election=election.id, papers=left, text=text)
    return Scene(kind=kind, fault=fault, n=left, steps=(("chairman", explaining),))


def _result(plan: Plan, sitting: Sitting, election: Election) -> Scene:
    current = election.round
    ending: list[Step] = [("chairman", act.EndBreak())] if sitting.on_break else []
    if current.phase == "finished" and not current.signed:
        signing = act.SignProtocol(kind="results", election=election.id, signers=sitting.commission)
        return Scene(kind="sign", who=sitting.commission, steps=(("chairman", signing),))
    if current.phase == "finished":
        announcing = act.AnnounceResult(election=election.id)
        return Scene(kind="announce", steps=(*ending, ("chairman", announcing)))
    if current.phase == "announced":
        declaring = act.Declare(election=election.id)
        return Scene(kind="declare", steps=(*ending, ("presiding", declaring)))
    if current.outcome != "elected" and not election.closed and current.number < len(plan.votes):
        asking, votes_for, against = _open_vote(
            sitting, "secretary", "repeat", "procedure", "Hold a repeat vote"
        )
        again: Step = ("presiding", act.NextRound(election=election.id, how="repeat"))
        return Scene(
            kind="no-majority",
            fault="no-majority",
            n=votes_for,
            m=against,
            steps=(*ending, *asking, again),
        )
    steps: list[Step] = []
    if not election.closed:
        steps.append(("presiding", act.CloseElection(election=election.id)))
    steps.append(("presiding", act.CloseSitting()))
    kind = "close" if election.elected else "close-without"
    return Scene(kind=kind, who=election.elected, steps=tuple(steps))
