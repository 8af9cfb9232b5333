"""The figures of a round for people: the one source of every document that shows numbers.

They are read out of the sealed result, never counted here, and completed with the names, the
rule and its article.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from majilis_tui.documents.wording import SPOKEN, Named, same
from majilis_tui.procedure.actions import Presiding
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.members import Member
from majilis_tui.procedure.result import election_result
from majilis_tui.procedure.rules import Base, Titles
from majilis_tui.procedure.sitting import Protocol, Sitting


class Vote(msgspec.Struct, frozen=True):
    """How many papers a choice received; `name` is None for for, against and abstain."""

    choice: str
    papers: int
    name: Named | None


class RoundFigures(msgspec.Struct, frozen=True, kw_only=True):
    """A round in numbers and names. A number is None while it is not known."""

    election: str
    office: Named
    number: int
    form: str
    single: bool
    places: int
    untouched: str
    candidates: tuple[Named, ...]
    made: int
    issued: int
    spoiled: int
    unused: int | None
    returned: int | None
    found: int | None
    invalid: int | None
    reasons: dict[str, int]
    blank: int | None
    valid: int | None
    votes: tuple[Vote, ...]
    rule: str
    of: Base
    base: int | None
    needed: int | None
    law: str | None
    differences: tuple[tuple[str, int], ...]
    matters: bool | None
    explanations: tuple[str, ...]
    lot: tuple[Named, ...]
    outcome: str
    elected: tuple[Named, ...]
    goes_on: tuple[Named, ...]
    voided: bool

    @property
    def sealed(self) -> bool:
        """Whether the count is finished."""
        return self.valid is not None

    @property
    def reached(self) -> tuple[Vote, ...]:
        """The votes that the majority is asked of: for, or those of each candidate."""
        return tuple(vote for vote in self.votes if vote.choice not in ("against", "abstain"))


def round_figures(sitting: Sitting, election: Election, current: Round) -> RoundFigures:
    """Return the figures of a secret round whose ballot is approved."""
    office = sitting.law.office[election.office]
    rule = office.rule(current.rule_number)
    rows: list[dict[str, Any]] = election_result(sitting, election)["rounds"]
    sealed = next(row for row in rows if row["round"] == current.number)
    return RoundFigures(
        election=election.id,
        office=office_named(sitting, election.office),
        number=current.number,
        form=sealed["form"],
        single=current.single,
        places=office.places,
        untouched=office.untouched,
        candidates=people(sitting, sealed["candidates"]),
        made=sealed["made"],
        issued=sealed["issued"],
        spoiled=sealed["spoiled"],
        unused=sealed["unused"],
        returned=sealed["returned_unvoted"],
        found=sealed["found"],
        invalid=sealed["invalid"],
        reasons=sealed["invalid_reasons"],
        blank=sealed["blank"],
        valid=sealed["valid"],
        votes=_votes(sitting, current.choices, sealed["votes"]),
        rule=rule.needed,
        of=rule.of,
        base=sealed["base"],
        needed=sealed["needed"],
        law=rule.law or office.law,
        differences=_differences(current),
        matters=sealed["difference_matters"],
        explanations=tuple(sealed["explanations"]),
        lot=people(sitting, sealed["lot"]),
        outcome=sealed["outcome"],
        elected=people(sitting, as_on_paper(current, sealed["elected"])),
        goes_on=people(sitting, as_on_paper(current, sealed["goes_on"])),
        voided=sealed["voided"],
    )


def _differences(current: Round) -> tuple[tuple[str, int], ...]:
    """Return which equations of the account are off, by the text that says so, and by how much."""
    off = (
        ("box", current.missing_from_box),
        ("stock", current.missing_from_stock),
        ("spoiled", current.missing_spoiled),
    )
    return tuple(
        (f"results.{name}_{'missing' if number > 0 else 'extra'}", abs(number))
        for name, number in off
        if number
    )


def as_on_paper(current: Round, members: Iterable[str]) -> tuple[str, ...]:
    """Return members in the order of the candidates, in which the votes are told."""
    named = frozenset(members)
    return tuple(candidate for candidate in current.candidates if candidate in named)


def _votes(sitting: Sitting, choices: Iterable[str], votes: Mapping[str, int]) -> tuple[Vote, ...]:
    return tuple(
        Vote(
            choice=choice,
            # A choice that nobody marked may be left out of the totals.
            papers=votes.get(choice, 0),
            name=None if choice in ("for", "against", "abstain") else person(sitting, choice),
        )
        for choice in choices
    )


def person(sitting: Sitting, member: str) -> Named:
    """Return how a member is called in each language; anyone else as written."""
    found = sitting.members.get(member)
    if found is None:
        return same(member)
    return Named(kk=found.name_kk or found.name, ru=found.name_ru or found.name, en=found.name)


def group_named(member: Member) -> Named:
    """Return a member's group in each language, empty for none."""
    group = member.group or ""
    return Named(kk=member.group_kk or group, ru=member.group_ru or group, en=group)


def people(sitting: Sitting, members: Iterable[str]) -> tuple[Named, ...]:
    """Return how members are called, in the order given."""
    return tuple(person(sitting, member) for member in members)


def office_named(sitting: Sitting, office: str) -> Named:
    """Return the title of an office in each language."""
    title = sitting.law.office[office].title
    return _titled(title, office) if title else same(office)


def title_named(sitting: Sitting) -> Named:
    """Return what the sitting is called in each language, as far as the log says it."""
    title = sitting.title
    return Named(kk=sitting.title_kk or title, ru=sitting.title_ru or title, en=title)


def chair_named(sitting: Sitting, presiding: Presiding) -> Named:
    """Return who presides in each language: a member, or as the log says it."""
    for member in sitting.members.values():
        if presiding.name in (member.name, member.name_kk, member.name_ru):
            return person(sitting, member.id)
    name = presiding.name
    return Named(kk=presiding.name_kk or name, ru=presiding.name_ru or name, en=name)


def chair_and_office(sitting: Sitting, presiding: Presiding) -> Named:
    """Return who presides with the office: one of the rules', or as the log says it."""
    given = presiding.office
    office = Named(kk=presiding.office_kk or given, ru=presiding.office_ru or given, en=given)
    for known in sitting.law.office.values():
        if known.title and given in (known.title.kk, known.title.ru, known.title.en):
            office = _titled(known.title, given)
    chair = chair_named(sitting, presiding)
    return Named(*(f"{chair.text(spoken)}, {office.text(spoken)}" for spoken in SPOKEN))


def chamber_named(sitting: Sitting) -> Named:
    """Return the title of the chamber: as the rules have it, if they mean the same chamber."""
    title = sitting.law.chamber.title
    if title and sitting.chamber in (title.kk, title.ru, title.en):
        return _titled(title, sitting.chamber)
    return same(sitting.chamber)


def _titled(title: Titles, otherwise: str) -> Named:
    return Named(*(title.text(language, otherwise) for language in SPOKEN))


def protocol_of(
    sitting: Sitting, kind: str, election: str | None = None, number: int | None = None
) -> Protocol | None:
    """Return a protocol as signed, the newest of its kind; None while it is not signed."""
    for protocol in reversed(sitting.protocols):
        if (protocol.kind, protocol.election, protocol.round) == (kind, election, number):
            return protocol
    return None
