"""The announcement: the commission's numbers, and apart from them what the presiding says."""

from collections.abc import Iterator

from majilis_tui.documents.figures import (
    RoundFigures,
    chair_and_office,
    chamber_named,
    person,
)
from majilis_tui.documents.grammar import instrumental
from majilis_tui.documents.protocols import threshold
from majilis_tui.documents.sheet import Block, Facts, Heading, Paragraph, Sheet, Title
from majilis_tui.documents.source import Source
from majilis_tui.documents.wording import Wording
from majilis_tui.procedure.sitting import Protocol


def announcement(source: Source, wordings: tuple[Wording, ...]) -> Sheet:
    """Return the text to be read aloud when the count is finished."""
    figures = source.counted_round()
    sitting, protocol = source.signed("results", figures)

    def blocks(wording: Wording) -> Iterator[Block]:
        yield Title(wording.say("announcement.title"), above=wording.name(chamber_named(sitting)))
        yield Facts(
            (
                (wording.say("common.office"), wording.name(figures.office)),
                (wording.say("common.round"), str(figures.number)),
            )
        )
        yield Heading(wording.say("announcement.commission"))
        if sitting.chairman is not None:
            yield Paragraph(wording.name(person(sitting, sitting.chairman)), "small")
        for sentence in report(wording, figures, protocol):
            yield Paragraph(sentence, "loud")
        yield Heading(wording.say("announcement.presiding"), apart=True)
        for presiding in source.presided(figures)[-1:]:
            yield Paragraph(wording.name(chair_and_office(sitting, presiding)), "small")
        yield Paragraph(threshold(wording, figures), "loud")
        yield Paragraph(declaration(wording, figures), "decision")

    return source.sheet(
        wordings,
        wordings[0].say("announcement.title"),
        source.code,
        blocks,
    )


def report(wording: Wording, figures: RoundFigures, protocol: Protocol | None) -> Iterator[str]:
    """Yield the commission's sentences in their order: numbers only."""
    if protocol is None:
        yield wording.say("announcement.protocol_draft")
    else:
        yield wording.say("announcement.protocol", number=protocol.number)
    yield wording.say("announcement.counted")
    key = "candidate" if len(figures.candidates) == 1 else "candidates"
    yield wording.say(f"announcement.{key}", names=wording.names(figures.candidates))
    for key, number in (
        ("issued", figures.issued),
        ("found", figures.found),
        ("invalid", figures.invalid),
    ):
        yield wording.counted(f"announcement.{key}", number or 0)
    for vote in figures.votes:
        if vote.name is None:
            yield wording.counted(f"announcement.{vote.choice}", vote.papers)
        else:
            yield wording.counted("announcement.name", vote.papers, name=vote.name)
    if figures.blank:
        yield wording.counted("announcement.blank", figures.blank)


def declaration(wording: Wording, figures: RoundFigures) -> str:
    """Return what the presiding officer declares, by the outcome of the round."""
    sentences = []
    if figures.elected:
        sentences.append(wording.each(lambda language: _elected(Wording((language,)), figures)))
    on = wording.names(figures.goes_on)
    if figures.outcome == "next-round":
        key = "more_places" if figures.elected else "next_round"
        sentences.append(wording.say(f"announcement.{key}", names=on))
    elif figures.outcome == "tie":
        key = "tie_repeat" if figures.goes_on else "tie_lot"
        sentences.append(wording.say(f"announcement.{key}", names=on))
    elif figures.outcome == "not-elected" and not figures.elected:
        sentences.append(wording.say("announcement.not_elected"))
    return " ".join(sentences)


def _elected(wording: Wording, figures: RoundFigures) -> str:
    names, office = wording.names(figures.elected), wording.name(figures.office)
    if len(figures.elected) > 1:
        return wording.say("announcement.elected_several_to", names=names, office=office)
    if wording.language == "ru":
        declined = instrumental(office)
        if declined is not None:
            return wording.say("announcement.elected", names=names, office_instrumental=declined)
        return wording.say("announcement.elected_to", names=names, office=office)
    return wording.say("announcement.elected", names=names, office=office)
