"""Why an action was refused: a stable code for programs and words for people."""

from typing import Literal, get_args

from majilis_tui.procedure.sentences import Say, Sentence, SpokenError

Code = Literal[
    "wrong-moment",
    "not-permitted",
    "no-quorum",
    "unknown-member",
    "unknown-election",
    "unknown-question",
    "not-present",
    "already-issued",
    "not-issued",
    "too-many-members",
    "nominee-in-commission",
    "commission-member-nominated",
    "already-nominated",
    "not-nominated",
    "no-candidate",
    "not-a-commission-member",
    "nominations-open",
    "stock-exhausted",
    "time-not-up",
    "time-is-up",
    "readings-differ",
    "same-reader",
    "packet-out-of-order",
    "papers-missing",
    "unexplained-difference",
    "bad-count",
    "not-signed",
    "rehearsal-file",
    "bad-input",
]

CODES: tuple[str, ...] = get_args(Code)


class Refusal(SpokenError):  # noqa: N818 - a refusal is an answer, not an error of the program
    """An action the procedure does not allow now; nothing was written.

    `template` is an English sentence with named places, filled by `places`, or a Sentence.
    """

    def __init__(self, code: Code, template: str, /, **places: object) -> None:
        super().__init__(code, template, places)
        self.code: Code = code
        if not isinstance(template, Sentence):
            template = Sentence(template, **places)
        self.sentence = template

    def told(self, say: Say) -> str:
        """Return its words in the language that `say` speaks."""
        return say(self.sentence)
