"""Why an action was refused: a stable code for programs and words for people."""

from typing import Literal, get_args

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


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """An action the procedure does not allow now; nothing was written.

    `template` is an English sentence with named places, so that a screen can put it into
    another language; `places` holds what goes into them.
    """

    def __init__(self, code: Code, template: str, **places: object) -> None:
        super().__init__(code, template, places)
        self.code: Code = code
        self.template = template
        self.places = places

    def __str__(self) -> str:
        return self.template.format(**self.places)
