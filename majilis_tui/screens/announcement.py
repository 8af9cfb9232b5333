"""What is read aloud: the commission reports numbers, the presiding officer says what follows."""

from majilis_tui.languages import _
from majilis_tui.phrases import OUTCOMES, mark_title, name, names, office_title
from majilis_tui.procedure.contests import figures, matters
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.screens.majority import needed_words

COUNTED = ("finished", "announced", "declared")


def report_lines(sitting: Sitting, election: Election) -> list[str]:
    """Return what the commission reports: numbers, and nothing of what they mean."""
    current = election.round
    sums = figures(sitting, current)
    lines = [
        _("Election: {office}, round {round}").format(
            office=shown(office_title(sitting, election.office)), round=current.number
        ),
        _("On the ballot: {names}").format(names=shown(names(sitting, current.candidates))),
        "",
        _("Ballots made: {n}").format(n=current.made),
        _("Ballots issued: {n}").format(n=current.issued),
        _("Spoiled and exchanged: {n}").format(n=current.spoiled),
        _("Found in the box: {n}").format(n=current.found),
        _("Invalid: {n}").format(n=sums.invalid),
        _("Valid but counted for nobody: {n}").format(n=sums.blank),
        "",
        *(f"{shown(title)}: {n}" for title, n in votes(sitting, current)),
    ]
    if current.gap:
        could = matters(sitting, election, sums)
        verdict = _("it could change the result") if could else _("it could not change the result")
        lines += [
            "",
            _("Difference in the account: {n}; {verdict}").format(n=current.gap, verdict=verdict),
        ]
    return lines


def votes(sitting: Sitting, current: Round) -> list[tuple[str, int]]:
    """Return what each choice received, in the order of the paper."""
    return [(mark_title(sitting, c), current.totals.get(c, 0)) for c in current.choices]


def declaration_lines(sitting: Sitting, election: Election) -> list[str]:
    """Return what the presiding officer says when the result is declared."""
    current = election.round
    rule = sitting.law.office[election.office].rule(current.number)
    lines = [needed_words(sitting, rule, current.needed), ""]
    if current.outcome == "open":
        return lines
    if current.elected:
        lines += [
            _("Elected: {office}").format(office=shown(office_title(sitting, election.office))),
            *(shown(name(sitting, member)) for member in current.elected),
        ]
    if current.outcome != "elected":
        lines.append(
            _("The outcome of this round: {outcome}.").format(outcome=_(OUTCOMES[current.outcome]))
        )
    if current.goes_on:
        going = shown(names(sitting, current.goes_on))
        lines.append(_("To the next round go: {names}.").format(names=going))
    return lines


def ending(sitting: Sitting, election: Election) -> str:
    """Return how an election stands, in one line."""
    if election.outcome == "elected":
        return _("ELECTED: {names}").format(names=shown(names(sitting, election.elected)))
    if election.outcome == "not-elected":
        return _("NOT ELECTED")
    if election.round.outcome in ("next-round", "tie"):
        return _("Round {round}: {outcome}").format(
            round=election.round.number, outcome=_(OUTCOMES[election.round.outcome])
        )
    return _("closed without a result") if election.closed else _("not decided yet")
