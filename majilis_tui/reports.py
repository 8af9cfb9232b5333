"""What the commands print for people: the result, the log, a verification, rules, a roster."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from majilis_tui.languages import _, ngettext
from majilis_tui.log_words import logged
from majilis_tui.phrases import (
    ROLES,
    day,
    elected_text,
    mark_title,
    name,
    office_title,
    own_group,
    own_name,
    said,
)
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.members import Member
from majilis_tui.procedure.names import fit, shown
from majilis_tui.procedure.rules import Rules
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.rulebook import bundled, find_rules

if TYPE_CHECKING:
    from majilis_tui.desk import Line
    from majilis_tui.record.verify import Report


def line_text(line: "Line", sitting: Sitting) -> str:
    """Return one line for an entry: number, time (UTC), role, words."""
    entry = line.entry
    return f"{entry.seq:>5}  {entry.at[11:19]}  {_(ROLES[entry.by]):<17}  {words(entry, sitting)}"


def words(entry: Entry, sitting: Sitting) -> str:
    """Return an entry in words that are safe on a terminal line."""
    return shown(logged(entry, sitting))


def result_text(sitting: Sitting, result: Mapping[str, Any]) -> str:
    """Return the result of a sitting in words and numbers."""
    head = result["sitting"]
    rows = [
        shown(f"{head['title']} ({day(head['date'])})"),
        _("{chamber}: seats {seats}, present {present}, quorum {quorum}").format(
            chamber=shown(head["chamber"]),
            seats=head["seats"],
            present=head["present"],
            quorum=head["quorum"],
        ),
    ]
    if sitting.rehearsal:
        rows.append(_("REHEARSAL - not a real sitting"))
    for election in result["elections"]:
        rows += ["", office_title(sitting, election["office"])]
        for current in election["rounds"]:
            rows += [f"  {line}" for line in _round_lines(sitting, current)]
        rows.append(f"  {_ending(sitting, election)}")
    rows += [
        "",
        ngettext(
            "{n} action on record, head {code}",
            "{n} actions on record, head {code}",
            result["actions"],
        ).format(n=result["actions"], code=result["head_code"]),
    ]
    return "\n".join(rows)


def _round_lines(sitting: Sitting, current: Mapping[str, Any]) -> list[str]:
    votes = ", ".join(
        f"{shown(mark_title(sitting, choice))} {number}"
        for choice, number in current["votes"].items()
    )
    rows = []
    if len(current["candidates"]) == 1:
        votes = f"{shown(name(sitting, current['candidates'][0]))}: {votes}"
    if current["form"] == "open":
        rows.append(_("Open vote. {votes}").format(votes=votes))
    elif current["found"] is not None and current["valid"] is not None:
        rows.append(
            _(
                "Round {round}. Made {made}, issued {issued}, spoiled {spoiled}, found {found},"
                " invalid {invalid}, blank {blank}"
            ).format(**current)
        )
        rows.append(votes)
    else:
        rows.append(_("Round {round}. Not counted yet").format(round=current["round"]))
    if current["needed"] is not None:
        rows.append(_("Needed: {needed} of {base}").format(**current))
    if current["voided"]:
        rows.append(_("Round {round} is void by decision of the chamber.").format(**current))
    return rows


def _ending(sitting: Sitting, election: Mapping[str, Any]) -> str:
    if election["outcome"] == "elected":
        return shown(elected_text(sitting, sitting.elections[election["id"]].elected_as_nominated))
    if election["outcome"] == "not-elected":
        return _("NOT ELECTED")
    if sitting.elections[election["id"]].closed:
        return _("CLOSED WITHOUT A RESULT")
    return _("OPEN")


def _under(rules: Rules) -> str:
    """Return by which rules a sitting was held, and whether the program brings the same."""
    if rules.id not in bundled():
        words = _("by rules of its own, {id}: seats {seats}, quorum {quorum}")
    elif rules == find_rules(rules.id):
        words = _("by the rules {id} as this program brings them: seats {seats}, quorum {quorum}")
    else:
        words = _("by rules {id} that DIFFER from this program's: seats {seats}, quorum {quorum}")
    return words.format(id=shown(rules.id), seats=rules.chamber.seats, quorum=rules.quorum)


def report_text(report: "Report") -> str:
    """Return what a verification found."""
    verdict = _("sound") if report.sound else _("NOT SOUND")
    rows = [f"{shown(report.file)}: {verdict}"]
    rows += [f"  {shown(said(finding))}" for finding in report.findings]
    actions = ngettext("{n} action, head {code}", "{n} actions, head {code}", report.actions)
    rows.append("  " + actions.format(n=report.actions, code=report.head_code))
    if report.rules is not None:
        rows.append("  " + _under(report.rules))
    if report.rehearsal:
        rows.append("  " + _("a rehearsal, not a real sitting"))
    check = report.head_check
    if check is not None and check.found:
        rows.append(
            "  "
            + ngettext(
                "head {code} is entry {seq}; {n} entry follows it",
                "head {code} is entry {seq}; {n} entries follow it",
                check.followed_by or 0,
            ).format(code=check.code, seq=check.seq, n=check.followed_by)
        )
    mirror = report.mirror_check
    if mirror is not None and mirror.wrong is None:
        rows.append(
            "  "
            + ngettext(
                "{file} holds entries 1 to {entries}; {n} entry follows them",
                "{file} holds entries 1 to {entries}; {n} entries follow them",
                mirror.followed_by,
            ).format(file=shown(mirror.file), entries=mirror.entries, n=mirror.followed_by)
        )
        if mirror.cut_off:
            rows.append("  " + _("its last line was not written to its end"))
    note = report.note_check
    if note is not None and note.wrong is None:
        rows.append(
            "  "
            + ngettext(
                "{file} signs entry {seq}; {n} entry follows it",
                "{file} signs entry {seq}; {n} entries follow it",
                note.followed_by or 0,
            ).format(file=shown(note.file), seq=note.size, n=note.followed_by)
        )
        rows += ["  " + _("signed: {name}").format(name=shown(name)) for name in note.signers]
        rows += ["  " + _("checked by: {key}").format(key=shown(key)) for key in note.keys]
    return "\n".join(rows)


def roster_text(members: Sequence[Member]) -> str:
    """Return a roster as a table."""
    many = len(members)
    rows = [ngettext("{n} member", "{n} members", many).format(n=many)]
    for member in members:
        name = fit(shown(own_name(member)), 40)
        cells = (fit(shown(member.id), 16), name, shown(own_group(member)))
        rows.append("  ".join(cells).rstrip())
    return "\n".join(rows)
