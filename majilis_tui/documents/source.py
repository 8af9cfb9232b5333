"""What a document is drawn from, and why one may not be possible."""

import typing
from collections.abc import Callable, Iterable

import msgspec

from majilis_tui.documents.figures import (
    RoundFigures,
    protocol_of,
    round_figures,
    title_named,
)
from majilis_tui.documents.sheet import Block, Part, Sheet, Title
from majilis_tui.documents.wording import Wording
from majilis_tui.languages import _
from majilis_tui.procedure.actions import (
    AccountPapers,
    Action,
    AgreePacket,
    BallotApproved,
    BallotExchanged,
    BallotIssued,
    ChooseOfficers,
    CountFinished,
    CountPapers,
    Declared,
    DifferenceExplained,
    FormCommission,
    HandOverChair,
    MixPapers,
    OpenBox,
    OpenElection,
    OpenSitting,
    PacketDiffers,
    Presiding,
    ProtocolKind,
    ProtocolSigned,
    RoundStarted,
    VotingClosed,
    VotingExtended,
    VotingOpened,
)
from majilis_tui.procedure.election import Election, Round
from majilis_tui.procedure.entries import Entry
from majilis_tui.procedure.result import head_code
from majilis_tui.procedure.sitting import Protocol, Sitting, fold

FINISHED = ("finished", "announced", "declared")


# What a protocol reports on: the entry that completes it, and what leads to a result.
_REPORTED = {"officers": ChooseOfficers, "ballot": BallotApproved, "results": CountFinished}
_VOTE = (
    *(VotingOpened, BallotIssued, BallotExchanged, VotingExtended, VotingClosed, AccountPapers),
    *(OpenBox, MixPapers, CountPapers, AgreePacket, PacketDiffers, DifferenceExplained),
    CountFinished,
)


class DocumentError(ValueError):
    """A document that there cannot be; the message says why."""


class NotYetError(DocumentError):
    """A document that the sitting does not allow yet; the message says what it waits for."""


class Recorded(typing.Protocol):
    """A line of the log: an entry and its hash."""

    @property
    def entry(self) -> Entry:
        """What was done."""
        ...

    @property
    def hash(self) -> str:
        """64 hex digits."""
        ...


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A sitting as it stands, the hashes of its entries, these, and the round that is asked for."""

    sitting: Sitting
    hashes: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    election: str | None = None
    round: int | None = None

    @classmethod
    def drawn(
        cls,
        sitting: Sitting,
        lines: Iterable[Recorded],
        election: str | None = None,
        number: int | None = None,
    ) -> "Source":
        """Return what documents are drawn from: a sitting and the lines of its log."""
        kept = tuple(lines)
        return cls(
            sitting=sitting,
            hashes=tuple(line.hash for line in kept),
            entries=tuple(line.entry for line in kept),
            election=election,
            round=number,
        )

    @property
    def head(self) -> str:
        """The newest hash, 64 hex digits."""
        return self.hashes[-1]

    @property
    def code(self) -> str:
        """The head of the log, short."""
        return head_code(self.head)

    def whole_head(self, protocol: Protocol | None) -> str:
        """Return the whole hash that a protocol stands on, or the newest before it is signed."""
        whole = self.head
        for entry in self.entries:
            signed = entry.data if isinstance(entry.data, ProtocolSigned) else None
            if signed and protocol and signed.number == protocol.number:
                whole = self.hashes[entry.seq - 2]
        return whole

    def secret_election(self) -> Election:
        """Return the election asked for, the newest by secret ballot unless named."""
        if self.election is not None:
            election = self.named_election(self.election)
            if not self._secret(election):
                words = _("election {election}: the office is filled by open vote, without ballots")
                raise NotYetError(words.format(election=self.election))
            return election
        for election in reversed(self.sitting.elections.values()):
            if self._secret(election):
                return election
        raise NotYetError(_("no election by secret ballot has been opened yet"))

    def named_election(self, name: str) -> Election:
        """Return an election by its id; raises DocumentError."""
        election = self.sitting.elections.get(name)
        if election is None:
            there = ", ".join(self.sitting.elections) or "—"
            words = _("there is no election {name}; there are: {there}")
            raise DocumentError(words.format(name=repr(name), there=there))
        return election

    def check(self) -> None:
        """Raise DocumentError where there is no such election, or none of them has the round."""
        if self.election is not None:
            self.chosen_round(self.named_election(self.election))
        elif self.round is not None and self.sitting.elections:
            most = max(self.sitting.elections.values(), key=lambda e: len(e.rounds))
            self.chosen_round(most)

    def _secret(self, election: Election) -> bool:
        return self.sitting.law.office[election.office].vote == "secret"

    def chosen_round(self, election: Election) -> Round:
        """Return the round asked for, the newest whose ballot is approved unless numbered."""
        if self.round is not None:
            if not 1 <= self.round <= len(election.rounds):
                words = _("election {election} has no round {round}; its newest is {newest}")
                raise DocumentError(
                    words.format(
                        election=election.id, round=self.round, newest=len(election.rounds)
                    )
                )
            return election.rounds[self.round - 1]
        begun = [r for r in election.rounds if r.phase != "preparing"]
        return begun[-1] if begun else election.round

    def ballot_round(self) -> RoundFigures:
        """Return the round asked for; raises NotYetError before its ballot is approved."""
        election = self.secret_election()
        current = self.chosen_round(election)
        if current.phase == "preparing":
            words = _("the ballot of round {round} of election {election} is not approved yet")
            raise NotYetError(words.format(round=current.number, election=election.id))
        return round_figures(self.sitting, election, current)

    def counted_round(self) -> RoundFigures:
        """Return the round asked for; raises NotYetError before its count is finished."""
        election = self.secret_election()
        current = self.chosen_round(election)
        # A round that goes on after a counted one does not hide its result.
        if self.round is None and current.phase not in FINISHED and current.number > 1:
            current = election.rounds[current.number - 2]
        if current.phase not in FINISHED:
            words = _("the count of round {round} of election {election} is not finished")
            raise NotYetError(words.format(round=current.number, election=election.id))
        return round_figures(self.sitting, election, current)

    def signed(
        self, kind: ProtocolKind, figures: RoundFigures | None = None
    ) -> tuple[Sitting, Protocol | None]:
        """Return the sitting as a protocol found it, and the protocol, None while it is a draft.

        The commission may have been formed anew since: a protocol shows the one that signed it
        or, as a draft, the one that did what it reports.
        """
        contest = (figures.election, figures.number) if figures else (None, None)
        protocol = protocol_of(self.sitting, kind, *contest)
        if kind == "officers" and self.sitting.has_officers and not self.sitting.officers_signed:
            protocol = None
        last = None
        for entry in self.entries:
            data = entry.data
            if protocol is not None:
                there = isinstance(data, ProtocolSigned) and data.number == protocol.number
            else:
                of = (getattr(data, "election", None), getattr(data, "round", None))
                there = isinstance(data, _REPORTED[kind]) and of == contest
            if there:
                last = entry.seq
        if last is None:
            return self.sitting, protocol
        return fold(entry for entry in self.entries if entry.seq <= last), protocol

    def from_paper(
        self, kind: ProtocolKind, figures: RoundFigures | None = None
    ) -> tuple[int, ...]:
        """Return the entries made afterwards from a form, among those a protocol reports."""
        rounds: dict[str, int] = {}
        found: list[int] = []
        for entry in self.entries:
            data = entry.data
            election: str | None = getattr(data, "election", None)
            match data:
                case OpenElection():
                    rounds[data.id] = 1
                case RoundStarted():
                    rounds[data.election] = data.round
                case FormCommission() if kind == "officers":
                    found.clear()  # a commission formed anew has a protocol of its own
                case _:
                    pass
            of_contest = figures is None or (election, rounds.get(election or "")) == (
                figures.election,
                figures.number,
            )
            if data.from_paper and of_contest and _reported(kind, data):
                found.append(entry.seq)
        return tuple(found)

    def presided(self, figures: RoundFigures | None = None) -> tuple[tuple[int, Presiding], ...]:
        """Return who presided from which entry on, up to the declaration of a round or the end."""
        chairs: list[tuple[int, Presiding]] = []
        for entry in self.entries:
            match entry.data:
                case OpenSitting(presiding=presiding):
                    chairs.append((entry.seq, presiding))
                case HandOverChair(name=name, office=office):
                    chairs.append((entry.seq, Presiding(name=name, office=office)))
                case Declared(election=election, round=number):
                    if figures and (election, number) == (figures.election, figures.number):
                        break
        return tuple(chairs)

    def sheet(
        self,
        wordings: tuple[Wording, ...],
        title: str,
        code: str,
        blocks: Callable[[Wording], Iterable[Block]],
    ) -> Sheet:
        """Return a document with a part for each wording; `title` is for the file."""
        return Sheet(
            title=title,
            issued_on=self.sitting.date,
            parts=tuple(self.part(wording, code, tuple(blocks(wording))) for wording in wordings),
        )

    def part(self, wording: Wording, code: str, blocks: tuple[Block, ...]) -> Part:
        """Return blocks, of which the first is a title, with what stands on each of their pages."""
        return Part(
            language=wording.language,
            name=_named(blocks),
            sitting=wording.name(title_named(self.sitting)),
            date=wording.date(self.sitting.date),
            head=f"{wording.say('common.head')} {code}",
            page=wording.say("common.page", page="{page}", pages="{pages}"),
            rehearsal=wording.say("common.rehearsal") if self.sitting.rehearsal else None,
            blocks=blocks,
        )


def _named(blocks: Iterable[Block]) -> str:
    """Return what the title of a document says, in a line."""
    title = next(block for block in blocks if isinstance(block, Title))
    several = "\n" in title.about
    return " ".join([title.text.replace("\n", " / "), *([] if several else [title.about])]).strip()


def _reported(kind: ProtocolKind, data: Action) -> bool:
    if kind == "officers":
        return isinstance(data, FormCommission | ChooseOfficers)
    return isinstance(data, _VOTE if kind == "results" else BallotApproved)


def together(wordings: tuple[Wording, ...]) -> tuple[Wording]:
    """Return one wording with all languages: what is filled in by hand exists once."""
    return (Wording(tuple(language for wording in wordings for language in wording.languages)),)
