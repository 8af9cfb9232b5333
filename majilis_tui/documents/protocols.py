"""The protocols of the counting commission: on its officers, on the ballot, on the results."""

from collections.abc import Callable, Iterable, Iterator

from majilis_tui.documents.figures import (
    RoundFigures,
    chamber_named,
    people,
    person,
    title_named,
)
from majilis_tui.documents.grammar import citation, majority
from majilis_tui.documents.paper import marking
from majilis_tui.documents.sheet import (
    Blanks,
    Block,
    Column,
    Facts,
    Heading,
    Paragraph,
    Sheet,
    Signatures,
    Table,
    Title,
)
from majilis_tui.documents.source import NotYetError, Source
from majilis_tui.documents.wording import Wording
from majilis_tui.languages import _
from majilis_tui.procedure.sitting import Protocol, Question, Sitting


def officers(source: Source, wordings: tuple[Wording, ...]) -> Sheet:
    """Return the protocol on the election of the commission's chairman and secretary."""
    sitting, protocol = source.signed("officers")
    if not sitting.has_officers:
        raise NotYetError(_("the commission has not chosen its chairman and secretary yet"))

    def blocks(wording: Wording) -> Iterator[Block]:
        yield _title(sitting, wording, protocol, "officers")
        yield Facts(_place(sitting, wording))
        yield _by_pen(wording, "protocol.place_and_time")
        yield from _composition(sitting, wording)
        formed = _formed_by(sitting)
        if formed is not None:
            yield Paragraph(
                wording.say(
                    "officers.elected",
                    votes_for=wording.numeral(formed.votes_for or 0),
                    against=wording.numeral(formed.against or 0),
                    abstain=wording.numeral(formed.abstain or 0),
                )
            )
        yield Paragraph(wording.say("officers.decided"))
        yield Facts(_officers(sitting, wording))
        yield _by_pen(wording, "officers.voted", lines=2)
        yield from _ending(source, sitting, wording, protocol, source.from_paper("officers"))

    return _sheet(source, wordings, protocol, blocks)


def ballot(source: Source, wordings: tuple[Wording, ...]) -> Sheet:
    """Return the protocol on the form and the number of the ballots of a round."""
    figures = source.ballot_round()
    sitting, protocol = source.signed("ballot", figures)

    def blocks(wording: Wording) -> Iterator[Block]:
        yield _title(sitting, wording, protocol, "ballot_protocol")
        yield Facts((*_place(sitting, wording), *_contest(figures, wording)))
        yield _by_pen(wording, "protocol.place_and_time")
        yield from voided(wording, figures.voided)
        yield Paragraph(wording.say("ballot_protocol.decided"))
        yield Heading(wording.say("ballot_protocol.candidates"))
        yield Table(
            (Column("", align="right"), Column("", 1)),
            tuple((f"{n}.", wording.name(c)) for n, c in enumerate(figures.candidates, 1)),
        )
        yield Facts(
            (
                (wording.say("ballot_protocol.form"), wording.say(f"forms.{figures.form}")),
                (wording.say("ballot_protocol.marking"), marking(wording, figures)),
            )
        )
        yield Paragraph(wording.counted("ballot_protocol.made", figures.made), "strong")
        yield _by_pen(wording, "ballot_protocol.order", lines=2)
        on_paper = source.from_paper("ballot", figures)
        yield from _ending(source, sitting, wording, protocol, on_paper)

    return _sheet(source, wordings, protocol, blocks)


def results(source: Source, wordings: tuple[Wording, ...]) -> Sheet:
    """Return the protocol on the results of a round; it says numbers, never who is elected."""
    figures = source.counted_round()
    sitting, protocol = source.signed("results", figures)

    def blocks(wording: Wording) -> Iterator[Block]:
        yield _title(sitting, wording, protocol, "results")
        yield Facts((*_place(sitting, wording), *_contest(figures, wording)))
        yield _by_pen(wording, "protocol.place_and_time")
        yield from voided(wording, figures.voided)
        yield from _composition(sitting, wording)
        yield from _absent_at_box(sitting, wording, figures)
        yield Paragraph(wording.say("results.opening"))
        key = "candidate" if len(figures.candidates) == 1 else "candidates"
        names = wording.names(figures.candidates)
        yield Paragraph(wording.say(f"announcement.{key}", names=names))
        yield Heading(wording.say("results.account"))
        yield account(wording, figures)
        yield Heading(wording.say("results.votes"))
        yield votes(wording, figures)
        yield Heading(wording.say("results.threshold"))
        yield Paragraph(threshold(wording, figures))
        yield Heading(wording.say("results.differences"))
        yield from _differences(wording, figures)
        if figures.lot:
            yield Paragraph(wording.say("results.lot", names=wording.names(figures.lot)))
        on_paper = source.from_paper("results", figures)
        yield from _ending(source, sitting, wording, protocol, on_paper)

    return _sheet(source, wordings, protocol, blocks)


def account(wording: Wording, figures: RoundFigures) -> Table:
    """Return the account of the ballots as a table, with the invalid ones by reason."""
    rows = [
        ("made", figures.made),
        ("unused", figures.unused),
        ("issued", figures.issued),
        ("spoiled", figures.spoiled),
        ("returned", figures.returned),
        ("found", figures.found),
        ("invalid", figures.invalid),
    ]
    said = [(wording.say(f"results.{key}"), number or 0) for key, number in rows]
    first_reason = len(said)
    for reason, number in figures.reasons.items():
        named = reason_named(wording, reason, figures.form)
        label = wording.say("results.reason", reason=named)
        said.append((label, number))
    inset = tuple(range(first_reason, len(said)))
    said += [
        (wording.say("results.blank"), figures.blank or 0),
        (wording.say("results.valid"), figures.valid or 0),
    ]
    return _numbers(wording, said, inset)


def votes(wording: Wording, figures: RoundFigures) -> Table:
    """Return the votes for each choice as a table."""
    said = [
        (
            wording.name(vote.name) if vote.name else wording.say(f"results.{vote.choice}"),
            vote.papers,
        )
        for vote in figures.votes
    ]
    return _numbers(wording, said)


def reason_named(wording: Wording, reason: str, form: str | None) -> str:
    """Return why papers are invalid: in words that fit the form, or the rules' own code."""
    if reason == "several":
        return wording.say("reasons.several_left" if form == "strike-out" else "reasons.several")
    return wording.say(f"reasons.{reason}") if reason in ("form", "unclear") else reason


def _numbers(wording: Wording, rows: list[tuple[str, int]], inset: tuple[int, ...] = ()) -> Table:
    return Table(
        (
            Column("", 2),
            Column(wording.say("common.figures"), align="right"),
            Column(wording.say("common.in_words"), 1),
        ),
        tuple((label, str(number), wording.in_words(number)) for label, number in rows),
        inset=inset,
    )


def threshold(wording: Wording, figures: RoundFigures) -> str:
    """Return which majority the election needs, with the article it stands in."""
    sentence = majority(
        wording,
        figures.rule,
        figures.of,
        figures.base,
        figures.needed,
        single=figures.single,
    )
    return based(wording, sentence, figures.law)


def based(wording: Wording, sentence: str, law: str | None) -> str:
    """Return a sentence followed by the articles that it stands on, if there are any."""
    if law is None:
        return sentence
    return f"{sentence} {wording.say('results.law', law=citation(wording, law))}"


def voided(wording: Wording, void: bool) -> Iterator[Paragraph]:
    """Yield, of a round that the chamber has voided, that it has."""
    if void:
        yield Paragraph(wording.say("protocol.voided"), "strong")


def _differences(wording: Wording, figures: RoundFigures) -> Iterator[Block]:
    if not figures.differences:
        yield Paragraph(wording.say("results.no_differences"))
        return
    for key, number in figures.differences:
        yield Paragraph(wording.counted(key, number))
    for text in figures.explanations:
        yield Paragraph(wording.say("results.explanation", text=text))
    key = "results.matters" if figures.matters else "results.matters_not"
    yield Paragraph(wording.say(key), "strong")


def _sheet(
    source: Source,
    wordings: tuple[Wording, ...],
    protocol: Protocol | None,
    blocks: Callable[[Wording], Iterable[Block]],
) -> Sheet:
    return source.sheet(
        wordings,
        _heading(wordings[0], protocol),
        protocol.head_code if protocol else source.code,
        blocks,
    )


def _title(sitting: Sitting, wording: Wording, protocol: Protocol | None, about: str) -> Title:
    return Title(
        _heading(wording, protocol),
        about=wording.say(f"{about}.about"),
        above=wording.name(chamber_named(sitting)),
    )


def _heading(wording: Wording, protocol: Protocol | None) -> str:
    """Return what a protocol is called; it has a number from the moment it is signed."""
    if protocol is None:
        return wording.say("protocol.draft")
    return wording.say("protocol.title", number=protocol.number)


def _place(sitting: Sitting, wording: Wording) -> tuple[tuple[str, str], ...]:
    rows = [(wording.say("common.sitting"), wording.name(title_named(sitting)))]
    if sitting.convocation is not None:
        rows.append((wording.say("common.convocation"), wording.ordinal(sitting.convocation)))
    rows.append((wording.say("common.date"), wording.date(sitting.date)))
    return tuple(rows)


def _by_pen(wording: Wording, key: str, *, lines: int = 1) -> Blanks:
    """Return room for what a protocol has to say and the log does not know."""
    return Blanks(((wording.say(key), lines),))


def _contest(figures: RoundFigures, wording: Wording) -> tuple[tuple[str, str], ...]:
    return (
        (wording.say("common.office"), wording.name(figures.office)),
        (wording.say("common.round"), str(figures.number)),
    )


def _officers(sitting: Sitting, wording: Wording) -> tuple[tuple[str, str], ...]:
    return tuple(
        (wording.say(f"commission.{role}"), wording.name(person(sitting, member)))
        for role, member in (("chairman", sitting.chairman), ("secretary", sitting.secretary))
        if member is not None
    )


def _composition(sitting: Sitting, wording: Wording) -> Iterator[Block]:
    yield Heading(wording.say("commission.title"))
    yield Paragraph(wording.names(people(sitting, sitting.commission)) + ".")


def _absent_at_box(sitting: Sitting, wording: Wording, figures: RoundFigures) -> Iterator[Block]:
    current = sitting.elections[figures.election].rounds[figures.number - 1]
    absent = [member for member in sitting.commission if member not in current.at_box]
    if absent:
        names = wording.names(people(sitting, absent))
        reason = current.absence or ""
        yield Paragraph(wording.say("results.absent", names=names, reason=reason))


def _formed_by(sitting: Sitting) -> Question | None:
    adopted = [q for q in sitting.questions.values() if q.kind == "commission" and q.adopted]
    return adopted[-1] if adopted else None


def _ending(
    source: Source,
    sitting: Sitting,
    wording: Wording,
    protocol: Protocol | None,
    on_paper: tuple[int, ...],
) -> Iterator[Block]:
    if on_paper and sitting.chairman is not None and sitting.secretary is not None:
        yield Paragraph(
            wording.say(
                "protocol.from_paper",
                entries=_runs(on_paper),
                chairman=person(sitting, sitting.chairman),
                secretary=person(sitting, sitting.secretary),
            )
        )
    yield Heading(wording.say("results.dissent"))
    if protocol is None:
        yield Blanks((("", 2),))
    else:
        yield Paragraph(protocol.dissent or wording.say("common.none"))
    # Who prepares two logs can give both the same head code, but not the same hash.
    yield Paragraph(f"SHA-256 {source.whole_head(protocol)}", "small")
    yield signatures(sitting, wording, protocol)


def _runs(numbers: tuple[int, ...]) -> str:
    """Return numbers with their runs drawn together: 3, 7–9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)


def signatures(sitting: Sitting, wording: Wording, protocol: Protocol | None) -> Signatures:
    """Return the lines on which every member of the commission signs."""
    roles = {sitting.chairman: "chairman", sitting.secretary: "secretary"}
    first = [member for member in (sitting.chairman, sitting.secretary) if member is not None]
    others = [member for member in sitting.commission if member not in first]
    rows = []
    for member in (*first, *others):
        unsigned = protocol is not None and member not in protocol.signers
        rows.append(
            (
                wording.say(f"commission.{roles.get(member, 'member')}"),
                wording.name(person(sitting, member)),
                wording.say("common.no_signature") if unsigned else "",
            )
        )
    return Signatures(tuple(rows))
