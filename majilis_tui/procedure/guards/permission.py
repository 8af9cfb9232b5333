"""Who may do what, and whether two officers agree."""

from majilis_tui.procedure.actions import ACTIONS, CLERK_UNTIL_OFFICERS, Action, Recorder
from majilis_tui.procedure.guards.case import Case
from majilis_tui.procedure.refusals import Refusal

# What both officers prove by their PINs each time, where they have chosen some.
CRITICAL = frozenset(
    {
        "open_voting",
        "extend_voting",
        "open_box",
        "finish_count",
        "sign_protocol",
        "announce_result",
    }
)


def permit(case: Case, name: str, action: Action) -> None:
    """Raise Refusal unless the role may do this, with the second officer and recorder named."""
    allowed = roles(case, name)
    if not allowed and case.sitting.has_officers:
        raise Refusal("not-permitted", "This is done before the commission has officers.")
    if not allowed:
        raise Refusal("not-permitted", "The commission has no officers yet; it is for them.")
    if case.by not in allowed:
        raise Refusal(
            "not-permitted",
            "The {role} may not do this; it is for: {allowed}.",
            role=case.by,
            allowed=", ".join(sorted(allowed)),
        )
    both = {"secretary", "chairman"}
    officer: str = case.by
    if action.from_paper and case.by == "presiding":
        officer = action.recorder or recorder(case)
    if action.with_ is not None and (
        not case.sitting.has_officers or {officer, action.with_} != both
    ):
        raise Refusal(
            "not-permitted",
            "Two different officers of the commission have to agree: chairman and secretary.",
        )
    takes_both = case.sitting.has_officers or case.by == "system"
    if action.from_paper and takes_both and action.with_ is None:
        raise Refusal("not-permitted", "What comes from paper is entered with both officers.")
    if name in CRITICAL and case.sitting.both_enrolled and action.with_ is None:
        raise Refusal("not-permitted", "Both officers have a PIN; this takes both.")
    if name == "extend_voting" and action.with_ is None:
        raise Refusal("not-permitted", "Extending the vote takes both officers.")
    if action.recorder in both and not case.sitting.has_officers:
        raise Refusal("not-permitted", "The commission has no officers yet; the clerk records.")


def roles(case: Case, name: str) -> frozenset[str]:
    """Return the roles that may do something in this state."""
    definition = ACTIONS[name]
    if case.sitting.has_officers:
        return definition.roles
    if name in CLERK_UNTIL_OFFICERS:
        return frozenset({"clerk"})
    return definition.roles - {"secretary", "chairman", "clerk"}


def recorder(case: Case) -> Recorder:
    """Return who records what the presiding officer does, unless it is said."""
    return "secretary" if case.sitting.has_officers else "clerk"
