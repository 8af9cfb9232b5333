"""The announcement: the commission's numbers, and apart from them what the presiding says.

The one source of what is read aloud, on paper and on the screen.
"""

from collections.abc import Iterator

import msgspec

from majilis_tui.documents.figures import (
    RoundFigures,
    chair_and_office,
    chamber_named,
    office_named,
    people,
    person,
)
from majilis_tui.documents.grammar import accusative, instrumental, majority
from majilis_tui.documents.protocols import based, threshold
from majilis_tui.documents.sheet import Block, Facts, Heading, Paragraph, Sheet, Title
from majilis_tui.documents.source import Source
from majilis_tui.documents.wording import Named, Wording
from majilis_tui.procedure.contests import office_questions
from majilis_tui.procedure.election import Election
from majilis_tui.procedure.result import election_result
from majilis_tui.procedure.sitting import Protocol


class Sentence(msgspec.Struct, frozen=True):
    """A sentence that is read aloud; `number` is the figure it says, None for none."""

    text: str
    number: int | None = None
    decision: bool = False


class Speech(msgspec.Struct, frozen=True):
    """What one person reads aloud: who that is by role and by name, and the sentences."""

    heading: str
    speaker: str
    sentences: tuple[Sentence, ...]


def announcement(source: Source, wordings: tuple[Wording, ...]) -> Sheet:
    """Return the text to be read aloud when the count is finished, or an open vote decided."""
    election = _by_open_vote(source)
    if election is None:
        figures = source.counted_round()
        _, protocol = source.signed("results", figures)
        title, office, rounds = "title", figures.office, [str(figures.number)]
        title += "" if protocol else "_draft"
    else:
        title, office = "title_open", office_named(source.sitting, election.office)
        rounds = []

    def blocks(wording: Wording) -> Iterator[Block]:
        above = wording.name(chamber_named(source.sitting))
        yield Title(wording.say(f"announcement.{title}"), above=above)
        yield Facts(
            (
                (wording.say("common.office"), wording.name(office)),
                *((wording.say("common.round"), number) for number in rounds),
            )
        )
        for place, speech in enumerate(speeches(source, wording)):
            yield Heading(speech.heading, apart=place > 0)
            if speech.speaker:
                yield Paragraph(speech.speaker, "small")
            for sentence in speech.sentences:
                yield Paragraph(sentence.text, "decision" if sentence.decision else "loud")

    return source.sheet(wordings, wordings[0].say(f"announcement.{title}"), code_of(source), blocks)


def code_of(source: Source) -> str:
    """Return the head code that is read aloud: that of the signed protocol, else of the log."""
    if _by_open_vote(source) is not None:
        return source.code
    _, protocol = source.signed("results", source.counted_round())
    return protocol.head_code if protocol else source.code


def speeches(source: Source, wording: Wording) -> Iterator[Speech]:
    """Yield what the commission's chairman reports, then what the presiding officer declares.

    Of an open vote there is only the second. Raises NotYetError before the count is finished.
    """
    election = _by_open_vote(source)
    if election is not None:
        yield _presiding(source, wording, None, _open_declaration(source, election, wording))
        return
    figures = source.counted_round()
    sitting, protocol = source.signed("results", figures)
    chairman = sitting.chairman
    yield Speech(
        wording.say("announcement.commission"),
        wording.name(person(sitting, chairman)) if chairman is not None else "",
        tuple(_report(wording, figures, protocol)),
    )
    said = (
        Sentence(threshold(wording, figures), figures.needed),
        Sentence(declaration(wording, figures), decision=True),
    )
    yield _presiding(source, wording, figures, said)


def _by_open_vote(source: Source) -> Election | None:
    if source.election is None:
        return None
    election = source.named_election(source.election)
    by_open_vote = source.sitting.law.office[election.office].vote == "open"
    return election if by_open_vote else None


def _presiding(
    source: Source,
    wording: Wording,
    figures: RoundFigures | None,
    sentences: tuple[Sentence, ...],
) -> Speech:
    chairs = source.presided(figures)
    speaker = wording.name(chair_and_office(source.sitting, chairs[-1][1])) if chairs else ""
    return Speech(wording.say("announcement.presiding"), speaker, sentences)


def _report(
    wording: Wording, figures: RoundFigures, protocol: Protocol | None
) -> Iterator[Sentence]:
    """Yield the commission's sentences in their order: numbers only."""
    if protocol is None:
        yield Sentence(wording.say("announcement.protocol_draft"))
    else:
        yield Sentence(wording.say("announcement.protocol", number=protocol.number))
    yield Sentence(wording.say("announcement.counted"))
    key = "candidate" if len(figures.candidates) == 1 else "candidates"
    names = wording.names(figures.candidates)
    yield Sentence(wording.say(f"announcement.{key}", names=names))
    for key, number in (
        ("issued", figures.issued),
        ("spoiled", figures.spoiled or None),
        ("returned", figures.returned or None),
        ("found", figures.found or 0),
        ("invalid", figures.invalid or 0),
    ):
        if number is not None:
            yield Sentence(wording.counted(f"announcement.{key}", number), number)
    yield from _difference(wording, figures)
    for vote in figures.votes:
        key = "name" if vote.name else vote.choice
        places = {"name": vote.name} if vote.name else {}
        text = wording.counted(f"announcement.{key}", vote.papers, **places)
        yield Sentence(text, vote.papers)
    if figures.blank:
        yield Sentence(wording.counted("announcement.blank", figures.blank), figures.blank)
    if protocol is not None:
        code = protocol.head_code
        yield Sentence(wording.say("announcement.head", number=protocol.number, code=code))


def _difference(wording: Wording, figures: RoundFigures) -> Iterator[Sentence]:
    """Yield what the account of papers lacks or has too many, in the words of the protocol."""
    for key, number in figures.differences:
        yield Sentence(wording.counted(key, number), number)
    if figures.differences:
        yield Sentence(wording.say("results.matters" if figures.matters else "results.matters_not"))


def _open_declaration(source: Source, election: Election, wording: Wording) -> tuple[Sentence, ...]:
    """Return what the presiding officer declares of an office filled by open vote."""
    sitting = source.sitting
    current = source.chosen_round(election)
    said = []
    for candidate, question in office_questions(sitting, election, current.number).items():
        if question.figures is None:
            continue
        votes_for, against, abstain, _present = question.figures
        text = wording.say(
            "announcement.open_vote",
            name=person(sitting, candidate),
            votes_for=wording.numeral(votes_for),
            against=wording.numeral(against),
            abstain=wording.numeral(abstain),
        )
        said.append(Sentence(text, votes_for))
    rows = election_result(sitting, election)["rounds"]
    row = next((row for row in rows if row["round"] == current.number), None)
    office = sitting.law.office[election.office]
    rule = office.rule(current.rule_number)
    if row is not None:
        base, needed = row["base"], row["needed"]
        sentence = majority(wording, rule.needed, row["of"], base, needed, single=True)
        said.append(Sentence(based(wording, sentence, rule.law or office.law), needed))
        if row["voided"]:
            said.append(Sentence(wording.say("protocol.voided"), decision=True))
        elif row["outcome"] != "open":
            title = office_named(sitting, election.office)
            elected = people(sitting, [c for c in row["candidates"] if c in row["elected"]])
            text = (
                elected_said(wording, elected, title)
                if elected
                else wording.say("announcement.not_elected")
            )
            said.append(Sentence(text, decision=True))
    return tuple(said)


def declaration(wording: Wording, figures: RoundFigures) -> str:
    """Return what the presiding officer declares, by the outcome of the round."""
    if figures.voided:
        return wording.say("protocol.voided")
    sentences = []
    if figures.elected:
        sentences.append(elected_said(wording, figures.elected, figures.office))
    on = wording.names(figures.goes_on)
    if figures.outcome == "next-round":
        key = "more_places" if figures.elected else "next_round"
        key += "_one" if len(figures.goes_on) == 1 else ""
        sentences.append(wording.say(f"announcement.{key}", names=on))
    elif figures.outcome == "tie":
        key = "tie_repeat" if figures.goes_on else "tie_lot"
        sentences.append(wording.say(f"announcement.{key}", names=on))
    elif figures.outcome == "not-elected" and not figures.elected:
        sentences.append(wording.say("announcement.not_elected"))
    return " ".join(sentences)


def elected_said(wording: Wording, elected: tuple[Named, ...], office: Named) -> str:
    """Return the sentence that says who is elected to an office."""
    return wording.each(lambda language: _elected(Wording((language,)), elected, office))


def _elected(wording: Wording, elected: tuple[Named, ...], office: Named) -> str:
    names, title = wording.names(elected), wording.name(office)
    if len(elected) > 1:
        declined = instrumental(title, several=True) if wording.language == "ru" else None
        if declined is not None:
            key = "announcement.elected_several"
            return wording.say(key, names=names, office_instrumental=declined)
        return wording.say("announcement.elected_several_to", names=names, office=title)
    if wording.language == "ru":
        declined = instrumental(title)
        if declined is not None:
            return wording.say("announcement.elected", names=names, office_instrumental=declined)
        return wording.say("announcement.elected_to", names=names, office=title)
    if wording.language == "kk" and accusative(title) is None:  # no office in Kazakh words
        return wording.say("announcement.elected_to", names=names, office=title)
    return wording.say("announcement.elected", names=names, office=title)
