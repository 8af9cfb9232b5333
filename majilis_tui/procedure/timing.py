"""Moments of the log and the distance between them."""

from datetime import UTC, datetime, timedelta


def instant(moment: datetime) -> str:
    """Write a moment as the log does: UTC, milliseconds, `2023-03-29T05:00:00.000Z`.

    So written, moments compare as text as they do in time.
    """
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def moment(text: str) -> datetime:
    """Read a moment of the log, of the form that `instant` gives it; ValueError if it never was."""
    return datetime.fromisoformat(text)


def later(text: str, seconds: float) -> str:
    """Return the moment a number of seconds after another."""
    return instant(moment(text) + timedelta(seconds=seconds))


def seconds_between(earlier: str, later_text: str) -> float:
    """Return the seconds from one moment to another, negative if the other comes first."""
    return (moment(later_text) - moment(earlier)).total_seconds()
