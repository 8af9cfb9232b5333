"""A rehearsal in words: what happens in the hall, what is right, and the report at the end."""

from collections.abc import Iterable, Sequence

from majilis_tui.drill.judging import Finding
from majilis_tui.drill.plan import Fault
from majilis_tui.drill.scenes import Scene
from majilis_tui.languages import N_, _
from majilis_tui.log_words import logged
from majilis_tui.phrases import mark_title, name, office_title
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.procedure.sitting import Sitting

# Up to so many people are named; of more, the numbers of their seats are given.
MOST_NAMES = 3

HAPPENS = {
    "roll": N_("The roll is read. No answer from {who}; all others answer."),
    "excused": N_("A letter is handed in: {who} is ill and asks to be excused."),
    "no-quorum": N_("{n} deputies are here, the quorum is {m}. More are on their way."),
    "arrive": N_("Now they come in: {who}."),
    "close-roll": N_("Everyone in the hall has answered."),
    "open-election": N_("The chamber is to elect: {office}."),
    "proposal": N_("{other} proposes {who}."),
    "withdrawal": N_("{who} rises and withdraws."),
    "no-other-names": N_("Other names? Nobody answers."),
    "commission": N_(
        "Proposed for the counting commission: {who}. Open vote: {n} for, {m} against, 1 abstains."
    ),
    "nominee-proposed": N_(
        "Proposed for the counting commission: {who}; or, for one who may not serve, {other}."
        " Open vote: {n} for, {m} against, 1 abstains."
    ),
    "officers": N_("The commission chooses {who} as chairman, {other} as secretary."),
    "ballot": N_("The printer brings {n} papers."),
    "open-vote": N_("The box is shown empty and sealed. The booths are ready."),
    "issue": N_("{who} comes to the table with the certificate."),
    "spoiled-paper": N_("{who} comes back with a spoiled paper and asks for another."),
    "second-paper": N_(
        "{who} has put the paper into the box and asks for one more. Behind stands {other},"
        " without a paper yet."
    ),
    "late": N_("{who}, silent at the roll call, comes in and asks for a paper."),
    "everyone": N_("All come to the table once more, one by one ({n})."),
    "rest": N_("All others come to the table, one by one ({n})."),
    "rest-lobby": N_("All others come to the table, one by one ({n}). Still in the lobby: {who}."),
    "lobby": N_("The table is empty. Still in the lobby: {who}."),
    "in-line": N_("The bell. Standing in line at the table: {who}."),
    "after-the-bell": N_("After the bell {who} comes running, and was not in line."),
    "all-voted": N_("The last paper is in the box, the booths are empty."),
    "by-hand": N_("Counted on the table: {n} unused, {m} spoiled, none returned."),
    "unused-miscounted": N_("Counted once more, the unused papers are {n}."),
    "open-box": N_("The whole commission stands at the box."),
    "mix": N_("The papers lie in a heap on the table."),
    "found": N_("Counted face down, the papers are {n}."),
    "packet": N_("Packet {n} lies on the table."),
    "packet-again": N_("Packet {n} goes back on the table: both read it again."),
    "missing-paper": N_("A paper is missing. A deputy was seen leaving with it in hand."),
    "paper-too-many": N_("One paper too many. One is a photocopy without the stamp."),
    "gap": N_("The account does not close, papers: {n}. Nobody in the hall knows why."),
    "finish": N_("All papers are read."),
    "sign": N_("All members of the commission are ready to sign the protocol."),
    "announce": N_("The hall is quiet and waits for the numbers."),
    "declare": N_("The presiding officer has heard the numbers."),
    "no-majority": N_(
        "Nobody is elected. By open vote the chamber wants a repeat: {n} for, {m} against,"
        " 1 abstains."
    ),
    "close": N_("Applause. {who} thanks the chamber; the election and the sitting end."),
    "close-without": N_("The election and the sitting end without a result."),
    "over": N_("The hall is empty, the rehearsal is over. Tab: the report."),
}
# What the hall does by itself when the officers let it.
BY_ITSELF = {
    "roll": N_("the roll is marked as they answer"),
    "no-quorum": N_("ten minutes pass"),
    "arrive": N_("they are marked present"),
    "everyone": N_("they receive their papers"),
    "rest": N_("they receive their papers"),
    "rest-lobby": N_("they receive their papers"),
    "lobby": N_("the time passes until the bell"),
    "packet": N_("both officers read the packet"),
}
TITLES: dict[Fault, str] = {
    "excused": N_("A deputy is excused"),
    "no-quorum": N_("No quorum at first"),
    "withdrawal": N_("A candidate withdraws"),
    "nominee-proposed": N_("A nominee is proposed for the commission"),
    "spoiled-paper": N_("A spoiled paper"),
    "second-paper": N_("A second paper is asked for"),
    "late": N_("A deputy comes late"),
    "in-line": N_("In line at the bell"),
    "after-the-bell": N_("After the bell"),
    "unused-miscounted": N_("An unused paper miscounted"),
    "missing-paper": N_("A paper is missing from the box"),
    "paper-too-many": N_("A paper too many in the box"),
    "set-aside": N_("Blank and invalid papers"),
    "slip": N_("A reader's eye slips"),
    "no-majority": N_("Nobody reaches the majority"),
}
RIGHT: dict[Fault, str] = {
    "excused": N_("Mark the deputy excused before the vote is opened."),
    "no-quorum": N_("Wait or take a break; close the roll call only with a quorum."),
    "withdrawal": N_("Record it before the ballot is approved: the name is not on the paper."),
    "nominee-proposed": N_("Form the commission without the nominee."),
    "spoiled-paper": N_("Take the paper back and exchange it."),
    "second-paper": N_("Refuse; one deputy, one paper. Serve the next in line."),
    "late": N_("Mark the deputy present, then hand out the paper."),
    "in-line": N_("Both officers confirm; those who stood in line receive a paper."),
    "after-the-bell": N_("Hand out nothing more; close the vote."),
    "unused-miscounted": N_("Enter the papers by hand anew while the box is shut."),
    "missing-paper": N_("Enter what was found, and say in words what became of the paper."),
    "paper-too-many": N_("Enter what was found, and say in words what the paper is."),
    "set-aside": N_("Mark each under its own reason."),
    "slip": N_("Each marks what they see; the readings differ, and the packet is read again."),
    "no-majority": N_("Declare, then begin a repeat round as the chamber decided."),
}
PAPERS = {
    BLANK: N_("no mark at all"),
    INVALID + "form": N_("a photocopy without the stamp"),
    INVALID + "several": N_("more than one mark"),
    INVALID + "unclear": N_("a mark that nobody can make out"),
}
ANSWERS = {
    "handled": ("✓", N_("as it should be")),
    "otherwise": ("✗", N_("otherwise")),
    "not yet": ("·", N_("not yet")),
}


def people(sitting: Sitting, members: Sequence[str]) -> str:
    """Return a few people by name, and many by the numbers of their seats."""
    if len(members) <= MOST_NAMES:
        return ", ".join(name(sitting, member) for member in members)
    places = {member: number for number, member in enumerate(sitting.members, 1)}
    return _("seats {numbers}").format(numbers=_runs(sorted(places[m] for m in members)))


def _runs(numbers: Iterable[int]) -> str:
    """Return numbers in words such as "7, 12-31"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)


def happens(now: Scene, sitting: Sitting, office: str) -> str:
    """Return what happens in the hall."""
    return shown(
        _(HAPPENS[now.kind]).format(
            who=people(sitting, now.who),
            other=people(sitting, now.other),
            n=now.n,
            m=now.m,
            office=office_title(sitting, office),
        )
    )


def paper_in_hand(sitting: Sitting, mark: str) -> str:
    """Return what the officer sees on a paper."""
    return _(PAPERS[mark]) if mark in PAPERS else shown(mark_title(sitting, mark))


def time_taken(seconds: int) -> str:
    """Return a number of seconds as minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"


def report(found: Sequence[Finding], sitting: Sitting) -> str:
    """Return how each planted fault was met: what was right, what is on record, how long.

    Before the end, faults that are still open are only counted, so that they come unexpected.
    """
    rows = []
    listed = [f for f in found if sitting.closed or f.answer != "not yet"]
    for finding in listed:
        sign, words = ANSWERS[finding.answer]
        title = _(TITLES[finding.fault]) if finding.fault else _("The count and the result")
        right = (
            _(RIGHT[finding.fault])
            if finding.fault
            else _("The totals are what the hall voted, and the sitting is brought to its end.")
        )
        taken = f", {time_taken(finding.seconds)}" if finding.seconds is not None else ""
        rows.append(f"{sign} {title}: {_(words)}{taken}")
        rows.append("  " + _("Right: {words}").format(words=right))
        if finding.decided is not None:
            entry = finding.decided
            rows.append(
                "  "
                + _("On record: № {seq}, {words}").format(
                    seq=entry.seq, words=shown(logged(entry, sitting))
                )
            )
    well = sum(finding.answer == "handled" for finding in listed)
    rows += ["", _("{n} of {all} as it should be").format(n=well, all=len(listed))]
    if len(listed) < len(found):
        rows.append(_("Still open or to come: {n}").format(n=len(found) - len(listed)))
    return "\n".join(rows).lstrip()
