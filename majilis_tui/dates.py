"""Dates as people write them."""

import re
from datetime import date

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
