"""Packets: how many papers one holds, and whether an officer's marks add up."""

from collections.abc import Mapping

from majilis_tui.procedure.election import Round
from majilis_tui.procedure.papers import BLANK, INVALID
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import Rules
from majilis_tui.procedure.sentences import Sentence


def packet_papers(rules: Rules, current: Round) -> int:
    """Return how many papers the open packet holds; 0 when all have been read."""
    return min(rules.count.packet, current.found - current.papers_agreed)


def packets(rules: Rules, current: Round) -> int:
    """Return how many packets the papers found make: those agreed, and the rest in full ones."""
    left = current.found - current.papers_agreed
    return current.packets_agreed + -(-left // rules.count.packet)


def marks_offered(rules: Rules, current: Round) -> tuple[str, ...]:
    """Return every mark a reader may give: the choices, blank, and invalid by reason."""
    invalid = tuple(INVALID + reason for reason in rules.invalid_reasons)
    return (*current.choices, BLANK, *invalid)


def set_aside(marks: Mapping[str, int]) -> int:
    """Return how many papers are blank or invalid."""
    return sum(n for mark, n in marks.items() if mark == BLANK or mark.startswith(INVALID))


def papers_marked(current: Round, marks: Mapping[str, int], papers: int | None) -> int:
    """Return how many papers the marks stand for; with `approve` it has to be said."""
    if current.form == "approve" and papers is not None:
        return papers
    return sum(marks.values())


def check_marks(
    rules: Rules, current: Round, marks: Mapping[str, int], papers: int | None, places: int
) -> int:
    """Return the papers of a reading; raises Refusal where the marks do not add up."""
    offered = marks_offered(rules, current)
    for mark in marks:
        if mark not in offered:
            raise Refusal(
                "bad-input",
                "{mark} is not on this paper; possible are: {offered}.",
                mark=repr(mark),
                offered=", ".join(offered),
            )
    if current.form == "approve" and papers is None:
        raise Refusal("bad-input", "Say how many papers were read: a paper may bear several names.")
    expected = packet_papers(rules, current)
    read = papers_marked(current, marks, papers)
    if (papers is not None and papers != read) or read != expected:
        raise Refusal(
            "bad-count",
            Sentence.counted(
                "The packet holds {n} paper, the reading stands for {read}.",
                "The packet holds {n} papers, the reading stands for {read}.",
                expected,
                read=read,
            ),
        )
    if current.form != "approve":
        return read
    valid = read - set_aside(marks)
    names = [marks.get(candidate, 0) for candidate in current.candidates]
    if valid < 0 or max(names) > valid or not valid <= sum(names) <= places * valid:
        raise Refusal(
            "bad-count",
            "Names on a valid paper: 1 to {places}; valid papers: {valid}, names: {names}.",
            names=sum(names),
            valid=valid,
            places=places,
        )
    return read
