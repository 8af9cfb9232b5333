"""What the rules of a chamber say, in words and in the numbers they come to."""

from collections.abc import Mapping
from itertools import starmap

from majilis_tui.documents.grammar import citation
from majilis_tui.documents.wording import Wording
from majilis_tui.languages import N_, _, language, ngettext
from majilis_tui.phrases import BASES, FORMS, KINDS
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.rules import Office, RoundRule, Rules, share

NOMINATORS = {
    "deputies": N_("the deputies"),
    "president": N_("the President"),
    "chairman": N_("the chairman"),
}
TIES = {
    "none": N_("elects nobody"),
    "repeat": N_("a repeat vote"),
    "elder": N_("the elder"),
    "lot": N_("by lot"),
}


def cited(law: str | None) -> str:
    """Return the articles that rules cite, in brackets and with a gap before; "" for none."""
    return f" [{citation(Wording((language(),)), law)}]" if law else ""


def share_words(needed: str) -> str:
    """Return a share as rules write it, or `most`, in words."""
    if needed == "most":
        return _("more votes than any other")
    part = share(needed)
    fraction = f"{part.fraction.numerator}/{part.fraction.denominator}"
    if part.strict:
        if fraction == "1/2":
            return _("more than half")
        return _("more than {share}").format(share=fraction)
    if fraction == "2/3":
        return _("at least two thirds")
    return _("at least {share}").format(share=fraction)


def majority_words(needed: str, of: str) -> str:
    """Return a majority in words: more than half of all seats."""
    if needed == "most":
        return share_words(needed)
    return _("{share} of {base}").format(share=share_words(needed), base=_(BASES[of]))


def rules_text(rules: Rules, *, ids: bool = False) -> str:
    """Return a readable summary of rules, with the numbers they come to and their articles.

    With `ids` also under which names a scenario finds the offices.
    """
    chamber = rules.chamber
    seats = ngettext("{n} seat", "{n} seats", chamber.seats).format(n=chamber.seats)
    rows = [
        _named(rules, ids=ids),
        _("{seats}, quorum {quorum} ({share})").format(
            seats=seats,
            quorum=rules.quorum,
            share=majority_words(chamber.quorum, "seats"),
        )
        + cited(chamber.law),
    ]
    for key, office in rules.office.items():
        title = office.title.text(language(), key) if office.title else key
        rows += _office(f"{title} [{key}]" if ids else title, office, chamber.seats)
    packet = ngettext(
        "Count: packets of {n} paper, each read by both officers",
        "Count: packets of {n} papers, each read by both officers",
        rules.count.packet,
    )
    rows.append(packet.format(n=rules.count.packet) + cited(rules.count.law))
    rows.append(_("Open votes:"))
    rows += [
        f"  {_(KINDS[kind])}: {majority_words(question.needed, question.of)}{cited(question.law)}"
        for kind, question in rules.questions.items()
    ]
    return "\n".join(map(shown, rows))


def _named(rules: Rules, *, ids: bool) -> str:
    title = rules.title.text(language(), "") if rules.title else ""
    return ": ".join(filter(None, (rules.id if ids or not title else "", title)))


def _office(title: str, office: Office, seats: int) -> list[str]:
    who = _(NOMINATORS.get(office.nominated_by, office.nominated_by))
    vote = _("open vote")
    if office.vote == "secret":
        vote = _("secret ballot, {form}").format(form=_(FORMS[office.form]))
    words = _("{title}: {vote}; nominated by: {who}")
    head = words.format(title=title, vote=vote, who=who) + cited(office.law)
    rounds = starmap(lambda number, rule: _round(number, rule, seats), enumerate(office.round, 1))
    return [head, *rounds]


def _round(number: int, rule: RoundRule, seats: int) -> str:
    needed = majority_words(rule.needed, rule.of)
    if rule.needed != "most" and rule.of == "seats":
        needed += f" = {share(rule.needed).of(seats)}"
    words = _("  round {number}: {needed}; otherwise: {next}; a tie: {tie}")
    return words.format(
        number=number, needed=needed, next=_following(rule.next), tie=_(TIES[rule.tie])
    ) + cited(rule.law)


def _following(rule: str) -> str:
    """Return what follows when nobody reaches the majority."""
    fixed: Mapping[str, str] = {
        "chamber-decides": _("the chamber decides"),
        "all": _("all go on"),
        "drop-last": _("the last drops out"),
    }
    if rule in fixed:
        return fixed[rule]
    number = int("".join(filter(str.isdigit, rule)))
    if rule.startswith("top"):
        return ngettext("the best {n} goes on", "the best {n} go on", number).format(n=number)
    return _("the last, and all below {n} %, drop out").format(n=number)
