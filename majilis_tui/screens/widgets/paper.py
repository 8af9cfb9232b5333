"""The ballot paper as it will lie before a member: a preview in cells."""

from collections.abc import Sequence

from textual.content import Content

from majilis_tui.languages import _
from majilis_tui.phrases import MARKS, name, office_title
from majilis_tui.procedure.names import fit, width
from majilis_tui.procedure.rules import SINGLE_CANDIDATE_FORMS, Form, Office
from majilis_tui.procedure.sitting import Sitting
from majilis_tui.screens.widgets.columns import wrapped


def allowed_forms(candidates: int) -> tuple[Form, ...]:
    """Return the forms a paper with so many names can have."""
    if candidates == 1:
        return (*SINGLE_CANDIDATE_FORMS, "choose-one", "approve")
    return ("choose-one", "strike-out", "approve")


def usual_form(office: Office, candidates: int) -> Form:
    """Return the form the rules lead to."""
    if candidates > 1 and office.form in ("for-against", "for-against-abstain"):
        return "choose-one"
    return office.form


def instruction(office: Office, form: Form, candidates: int) -> str:
    """Return what a member is told to do with the paper."""
    if candidates == 1 and form == "strike-out":
        if office.untouched == "for":
            return _("Strike out the name to vote against; leave it to vote for.")
        return _("Strike out the name to vote against; an untouched paper counts for nobody.")
    return {
        "for-against": _("Mark one box."),
        "for-against-abstain": _("Mark one box."),
        "choose-one": _("Mark the box of one name."),
        "strike-out": _("Strike out all names but the one you vote for."),
        "approve": _("Mark the boxes of at most {n} names.").format(n=office.places),
    }[form]


def paper(
    sitting: Sitting,
    office: str,
    round_number: int,
    candidates: Sequence[str],
    form: Form,
    *,
    cells: int,
) -> Content:
    """Return the paper drawn in a frame of so many cells."""
    inside = max(cells - 4, 16)
    law = sitting.law.office[office]
    title = fit(office_title(sitting, office), inside)
    number = _("Ballot, round {round}").format(round=round_number)
    lines = [number, title, "", *wrapped(instruction(law, form, len(candidates)), inside), ""]
    options = {
        "for-against": ("for", "against"),
        "for-against-abstain": ("for", "against", "abstain"),
    }.get(form, ())
    for candidate in candidates:
        shown_name = name(sitting, candidate)
        if len(candidates) == 1 and options:
            lines.append(fit(shown_name, inside))
            lines += [f"  [ ] {_(MARKS[option])}" for option in options]
        elif form == "strike-out":
            lines.append(fit(shown_name, inside))
        else:
            lines.append(fit(f"[ ] {shown_name}", inside))
    top, bottom = "┌" + "─" * (inside + 2) + "┐", "└" + "─" * (inside + 2) + "┘"
    rows = [f"│ {line}{' ' * (inside - width(line))} │" for line in lines]
    return Content("\n".join([top, *rows, bottom]))
