"""The account of the papers: each equation with both sides, and what to do about a difference."""

import msgspec
from textual.content import Content

from majilis_tui.languages import _, ngettext
from majilis_tui.procedure.election import Round
from majilis_tui.procedure.names import width
from majilis_tui.screens.widgets.columns import column


class Equation(msgspec.Struct, frozen=True):
    """A number of papers and what it is made of; None where it has not been counted yet."""

    words: str
    whole: int
    parts: tuple[tuple[str, int | None], ...]

    @property
    def sum(self) -> int | None:
        """The other side, None while a part of it is not known."""
        numbers = [number for _words, number in self.parts]
        known = [number for number in numbers if number is not None]
        return sum(known) if len(known) == len(numbers) else None

    @property
    def differs(self) -> bool:
        """Whether both sides are known and not the same."""
        return self.sum is not None and self.sum != self.whole


def equations(current: Round) -> list[Equation]:
    """Return the equations of a round, as far as its papers have been counted."""
    by_hand = current.accounted
    found = current.found if current.phase == "reading" or current.finished else None
    listed = [
        Equation(
            _("Made"),
            current.made,
            ((_("unused"), current.unused if by_hand else None), (_("issued"), current.issued)),
        ),
        Equation(
            _("Issued"),
            current.issued,
            (
                (_("in the box"), found),
                _given_back(current) if by_hand else (_("spoiled"), None),
                (_("returned"), current.returned_unvoted if by_hand else None),
            ),
        ),
    ]
    if by_hand and current.missing_spoiled:
        spoiled = ((_("spoiled"), current.spoiled),)
        listed.append(Equation(_("Exchanged"), current.exchanged, spoiled))
    if current.finished:
        invalid = sum(current.invalid.values())
        valid = current.found - invalid
        listed.append(
            Equation(_("In the box"), current.found, ((_("valid"), valid), (_("invalid"), invalid)))
        )
    return listed


def _given_back(current: Round) -> tuple[str, int]:
    if current.missing_spoiled > 0:
        return _("exchanged"), current.exchanged
    return _("spoiled"), current.spoiled


def account_content(current: Round, cells: int) -> Content:
    """Return the account, as wide as there is room: first what to do, then the equations."""
    parts = []
    words = advice(current)
    if words:
        style = "bold $text-error" if _open_gap(current) else "$foreground-muted"
        parts.append(Content.styled(words, style))
    parts += [Content("\n").join(_lines(equation, cells)) for equation in equations(current)]
    return Content("\n\n").join(parts)


def _lines(equation: Equation, cells: int) -> list[Content]:
    total = equation.sum
    style, sides = "$foreground-muted", f"{equation.whole} = –"
    if total is not None:
        style = "bold $text-error" if equation.differs else "bold $text-success"
        sides = f"{equation.whole} {'≠' if equation.differs else '='} {total}"
    rows = [_row(equation.words, sides, cells, "bold", style)]
    for words, number in equation.parts:
        part = "–" if number is None else str(number)
        rows.append(_row("  " + words, part, cells, "$foreground-muted", ""))
    return rows


def _row(words: str, number: str, cells: int, left: str, right: str) -> Content:
    gap_at = max(cells - width(number) - 1, 4)
    return Content.assemble((column(words, gap_at) + " ", left), (number, right))


def _open_gap(current: Round) -> bool:
    if current.phase == "accounting":
        return current.accounted and bool(current.missing_from_stock or current.missing_spoiled)
    return current.phase == "reading" and current.gap != current.explained


def difference_words(missing: int) -> str:
    """Return how many papers are missing, or too many."""
    if missing < 0:
        return ngettext("{n} paper too many", "{n} papers too many", -missing).format(n=-missing)
    return ngettext("{n} paper missing", "{n} papers missing", missing).format(n=missing)


def advice(current: Round) -> str:
    """Return what to do about a difference, "" where there is none."""
    if current.phase == "accounting" and current.accounted and current.missing_from_stock:
        return _(
            "{difference} in the stock: count the unused ones again; h enters them anew."
        ).format(difference=difference_words(current.missing_from_stock))
    if current.phase == "accounting" and current.accounted and current.missing_spoiled:
        return _(
            "{difference} of those exchanged: count the spoiled ones again; h enters them anew."
        ).format(difference=difference_words(current.missing_spoiled))
    if current.phase != "reading" or not current.gap:
        return _settled(current)
    difference = difference_words(current.unbalanced)
    if current.explained >= current.gap:
        return _("{difference}: explained.").format(difference=difference)
    if not current.missing_from_box:  # the papers found are right; the others are out of reach
        if not current.counted_all:
            return _("{difference}: to be explained when all packets are read.").format(
                difference=difference
            )
        return _("{difference}: e explains it in words.").format(difference=difference)
    if current.packets_agreed == 0:
        return _("{difference}: count the papers found again; f enters them anew.").format(
            difference=difference
        )
    if not current.counted_all:
        return _(
            "{difference}: count them again, f corrects; else explained when all are read."
        ).format(difference=difference)
    return _("{difference}: e explains it in words, f corrects the number found.").format(
        difference=difference
    )


def _settled(current: Round) -> str:
    if not current.finished or not current.gap:
        return ""
    if current.matters:
        return _("The difference was explained. It could change the result.")
    return _("The difference was explained. It cannot change the result.")
