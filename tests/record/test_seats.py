"""Enforced at the door: the role on the record is the one that proved itself."""

from collections.abc import Callable

import pytest

from majilis_tui.desk import Desk, Proof
from majilis_tui.procedure.actions import (
    ChooseOfficers,
    CloseVoting,
    ExtendVoting,
    HandOverChair,
    IssueBallot,
    Note,
    Recorder,
)
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.record.verify import verify
from majilis_tui.scenario import Play
from tests.cheap import hash_cheaply

Conduct = Callable[..., Play]
PIN, OTHER = "271828", "314159"
WORDS = Note(text="words")
LONGER = ExtendVoting(minutes=5, reason="a queue", with_="secretary")


@pytest.fixture(autouse=True)
def cheap_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    hash_cheaply(monkeypatch)


@pytest.fixture
def desk(conducted: Conduct) -> Desk:
    """A sitting in an open vote whose officers both have PINs; nobody sits yet."""
    play = conducted(steps=0)
    for step in play.steps:
        play.do(step)
        if step.do == "open_voting":
            break
    assert play.desk is not None
    play.desk.enroll("chairman", PIN)
    play.desk.enroll("secretary", OTHER)
    return play.desk


def refused(desk: Desk, by: str, action: object, agreed: tuple[object, ...] = ()) -> None:
    before = desk.sitting.seq
    with pytest.raises(Refusal, match="has a PIN and has to prove it first") as told:
        desk.do(by, action, agreed)  # type: ignore[arg-type]
    assert told.value.code == "not-permitted"
    assert desk.sitting.seq == before


def last_by(desk: Desk) -> str:
    assert desk.last is not None
    return desk.last.entry.by


def test_a_role_with_a_pin_acts_only_where_it_sits(desk: Desk) -> None:
    for role in ("chairman", "secretary"):
        refused(desk, role, WORDS)
    assert desk.sit("secretary", OTHER)
    desk.do("secretary", WORDS)
    assert last_by(desk) == "secretary"
    refused(desk, "chairman", WORDS)
    assert not desk.must_sit("secretary")
    assert desk.must_sit("chairman")
    desk.rise()
    refused(desk, "secretary", WORDS)


def test_a_wrong_pin_seats_nobody_and_unseats_who_sat(desk: Desk) -> None:
    assert desk.sit("secretary", OTHER)
    assert not desk.sit("chairman", OTHER)
    refused(desk, "chairman", WORDS)
    refused(desk, "secretary", WORDS)


def test_a_role_without_a_pin_is_taken_at_its_word(desk: Desk) -> None:
    desk.do("clerk", WORDS)
    assert last_by(desk) == "clerk"
    assert not desk.must_sit("clerk")


def test_who_records_for_the_presiding_officer_proves_it_too(desk: Desk) -> None:
    chair = HandOverChair(name="P", office="chairman")
    for recorder in (None, "secretary", "chairman"):
        action = HandOverChair(name="P", office="chairman", recorder=recorder)  # type: ignore[arg-type]
        refused(desk, "presiding", action)
    assert desk.sit("secretary", OTHER)
    with pytest.raises(Refusal) as told:
        desk.do("presiding", chair)
    assert told.value.code == "wrong-moment", "the procedure is asked only after the door"


def test_the_second_officer_agrees_to_one_action_alone(desk: Desk) -> None:
    assert desk.sit("chairman", PIN)
    refused(desk, "chairman", LONGER)
    proof = desk.prove("secretary", OTHER)
    assert proof is not None
    desk.do("chairman", LONGER, [proof])
    assert desk.last is not None
    assert desk.last.entry.data.with_ == "secretary"  # type: ignore[attr-defined]
    refused(desk, "chairman", LONGER, (proof,))


def test_a_proof_is_spent_even_if_the_procedure_refuses(desk: Desk) -> None:
    assert desk.sit("chairman", PIN)
    proof = desk.prove("secretary", OTHER)
    assert proof is not None
    nobody = IssueBallot(election="chairman", member="nobody", with_="secretary")
    with pytest.raises(Refusal) as told:
        desk.do("chairman", nobody, [proof])
    assert told.value.code == "unknown-member"
    refused(desk, "chairman", LONGER, (proof,))


def test_sitting_here_is_no_agreement_of_the_other(desk: Desk) -> None:
    """One officer cannot be both, by sitting down first as the one and then as the other."""
    assert desk.sit("secretary", OTHER)
    assert desk.sit("chairman", PIN)
    refused(desk, "chairman", LONGER)
    early = CloseVoting(election="chairman", reason="-", with_="secretary")
    refused(desk, "chairman", early, ())


def test_a_changed_pin_ends_seat_and_proofs(desk: Desk) -> None:
    proof = desk.prove("secretary", OTHER)
    assert proof is not None
    assert desk.sit("chairman", PIN)
    desk.enroll("secretary", "161803", ("chairman", PIN))
    refused(desk, "chairman", LONGER, (proof,))
    with Desk.open(desk.path, desk.clock) as other:
        other.enroll("chairman", "141421", ("secretary", "161803"))
    desk.catch_up()
    refused(desk, "chairman", WORDS)


def test_new_officers_are_not_who_sat_there(conducted: Conduct) -> None:
    play = conducted(steps=0)
    for step in play.steps:
        play.do(step)
        if step.do == "choose_officers":
            break
    desk = play.desk
    assert desk is not None
    desk.enroll("chairman", PIN)
    desk.sit("chairman", PIN)
    one, two = desk.sitting.commission[:2]
    desk.do("chairman", ChooseOfficers(chairman=two, secretary=one))
    desk.enroll("chairman", OTHER)
    refused(desk, "chairman", WORDS)


def test_each_terminal_has_its_own_seat(desk: Desk) -> None:
    assert desk.sit("secretary", OTHER)
    with Desk.open(desk.path, desk.clock) as other:
        refused(other, "secretary", WORDS)
    proof = desk.prove("chairman", PIN)
    assert proof is not None
    with Desk.open(desk.path, desk.clock) as other:
        assert other.sit("secretary", OTHER)
        action = ExtendVoting(minutes=5, reason="a queue", with_="chairman")
        with pytest.raises(Refusal):
            other.do("secretary", action, [proof])


def test_marks_of_a_reader_need_the_reader(desk: Desk) -> None:
    with pytest.raises(Refusal, match="has a PIN"):
        desk.jot("chairman", "chairman", 1, 0, {})


def test_the_record_of_it_is_sound(desk: Desk) -> None:
    desk.sit("chairman", "000001")
    desk.sit("chairman", PIN)
    proof = desk.prove("secretary", OTHER)
    assert proof is not None
    desk.do("chairman", LONGER, [proof])
    assert verify(desk.path).sound


SECOND: Recorder = "secretary"
PAPER = Note(text="words", from_paper=True, with_="chairman")


def both(desk: Desk) -> tuple[Proof, ...]:
    """Have both officers prove themselves."""
    proofs = (desk.prove("chairman", PIN), desk.prove("secretary", OTHER))
    return tuple(proof for proof in proofs if proof is not None)


def on_paper(desk: Desk) -> tuple[Proof, ...]:
    """Begin to enter a form, both officers having agreed; return their proofs."""
    proofs = both(desk)
    desk.begin_paper(proofs)
    return proofs


def test_one_agreement_stands_for_a_form(desk: Desk) -> None:
    refused(desk, "secretary", PAPER)
    on_paper(desk)
    for by, second in (("secretary", "chairman"), ("chairman", "secretary")) * 2:
        desk.do(by, Note(text="words", from_paper=True, with_=second))  # type: ignore[arg-type]
        assert last_by(desk) == by
    assert not desk.must_sit("chairman")
    desk.end_paper()
    refused(desk, "secretary", PAPER)
    assert desk.must_sit("chairman")
    assert verify(desk.path).sound


def test_it_stands_for_nothing_else(desk: Desk) -> None:
    agreed = on_paper(desk)
    refused(desk, "secretary", WORDS)
    early = CloseVoting(election="chairman", reason="-", with_="secretary")
    refused(desk, "chairman", early)
    critical = ExtendVoting(minutes=5, reason="-", from_paper=True, with_=SECOND)
    refused(desk, "chairman", critical)
    refused(desk, "chairman", critical, agreed)
    desk.do("chairman", critical, both(desk))
    assert last_by(desk) == "chairman"


def test_a_form_takes_both_officers(desk: Desk) -> None:
    proof = desk.prove("chairman", PIN)
    assert proof is not None
    with pytest.raises(Refusal, match="has a PIN and has to prove it first"):
        desk.begin_paper([proof])
    assert not desk.from_paper
    desk.sit("chairman", PIN)
    with pytest.raises(Refusal):
        desk.begin_paper([proof])


@pytest.mark.parametrize("end", ["rise", "another pin", "another terminal"])
def test_what_ends_the_agreement_to_a_form(desk: Desk, end: str) -> None:
    on_paper(desk)
    match end:
        case "rise":
            desk.rise()
        case "another pin":
            desk.enroll("chairman", "161803", ("secretary", OTHER))
        case _:
            desk = Desk.open(desk.path, desk.clock)
    refused(desk, "secretary", PAPER)


def test_new_officers_have_not_agreed_to_a_form(conducted: Conduct) -> None:
    play = conducted(steps=0)
    for step in play.steps:
        play.do(step)
        if step.do == "choose_officers":
            break
    desk = play.desk
    assert desk is not None
    desk.enroll("chairman", PIN)
    desk.enroll("secretary", OTHER)
    on_paper(desk)
    one, two = desk.sitting.commission[:2]
    chosen = ChooseOfficers(chairman=two, secretary=one, from_paper=True, with_="secretary")
    desk.do("chairman", chosen)
    assert not desk.from_paper
