"""The minutes of the sitting: its log, in order and in words."""

from collections.abc import Iterator

from majilis_tui import languages
from majilis_tui.dates import local_time, zone
from majilis_tui.documents.figures import (
    chair_and_office,
    chair_named,
    chamber_named,
    title_named,
)
from majilis_tui.documents.sheet import (
    Block,
    Column,
    Facts,
    Sheet,
    Signatures,
    Table,
    Title,
)
from majilis_tui.documents.source import Source
from majilis_tui.documents.wording import Wording
from majilis_tui.log_words import logged
from majilis_tui.phrases import ROLES


def minutes(source: Source, wordings: tuple[Wording, ...]) -> Sheet:
    """Return every entry of the log with its number, time, role and words."""
    sitting = source.sitting

    def blocks(wording: Wording) -> Iterator[Block]:
        title = "minutes.title" if sitting.closed else "minutes.draft"
        yield Title(wording.say(title), above=wording.name(chamber_named(sitting)))
        facts = [
            (wording.say("common.sitting"), wording.name(title_named(sitting))),
            (wording.say("common.date"), wording.date(sitting.date)),
        ]
        if sitting.convocation is not None:
            facts.append((wording.say("common.convocation"), wording.ordinal(sitting.convocation)))
        facts += _chairs(source, wording)
        facts += [
            (wording.say("common.seats"), str(sitting.law.chamber.seats)),
            (wording.say("common.quorum"), str(sitting.law.quorum)),
            (wording.say("common.present"), str(sitting.present)),
        ]
        yield Facts(tuple(facts))
        yield Table(
            (
                Column(wording.say("common.number"), align="right"),
                Column(wording.say("minutes.column_time", zone=zone(sitting.at))),
                Column(wording.say("minutes.column_role")),
                Column(wording.say("minutes.column_words"), 1),
            ),
            _rows(source, wording.language),
        )
        chairs = tuple(
            (wording.say("common.presiding"), wording.name(chair_named(sitting, presiding)), "")
            for _, presiding in source.presided()
        )
        yield Signatures((*chairs, (wording.say("common.secretariat"), "", "")))

    return source.sheet(
        wordings,
        wordings[0].say("minutes.title"),
        source.code,
        blocks,
    )


def _chairs(source: Source, wording: Wording) -> Iterator[tuple[str, str]]:
    """Yield who presided, and over which entries where there were several."""
    chairs = source.presided()
    ends = [first - 1 for first, _ in chairs[1:]] + [source.sitting.seq]
    for (first, presiding), last in zip(chairs, ends, strict=True):
        words = wording.name(chair_and_office(source.sitting, presiding))
        if len(chairs) > 1:
            words += wording.say("minutes.entries", first=first, last=last)
        yield wording.say("common.presiding"), words


def _rows(source: Source, language: str) -> tuple[tuple[str, ...], ...]:
    # The Chairman of the chamber stands in the same minutes.
    wording = Wording((language,))
    officers = {role: wording.say(f"commission.{role}") for role in ("chairman", "secretary")}
    with languages.speaking(language):
        return tuple(
            (
                str(entry.seq),
                local_time(entry.at),
                officers.get(entry.by) or _begun(languages._(ROLES[entry.by])),
                logged(entry, source.sitting),
            )
            for entry in source.entries
        )


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
