"""Dates and times as people write them."""

import re
from datetime import UTC, date, datetime, timedelta

from majilis_tui.procedure.timing import moment

_WRITTEN = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"),
)


def day_written(text: str) -> str | None:
    """Return a date as the log writes it, YYYY-MM-DD, also one written 29.03.2023; None if none."""
    for form in _WRITTEN:
        found = form.fullmatch(text)
        if found:
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
            except ValueError:
                return None
    return None


def local_time(at: str) -> str:
    """Return the time of day of a moment of the log, where this machine stands; "" for none."""
    return f"{_local(at):%H:%M:%S}" if at else ""


def zone(at: str) -> str:
    """Return how this machine's time stands to universal time at a moment: UTC, UTC+6."""
    ahead = _local(at).utcoffset() or timedelta()
    sign, minutes = "-" if ahead < timedelta() else "+", abs(ahead) // timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"


def _local(at: str) -> datetime:
    return moment(at).replace(tzinfo=UTC).astimezone()
