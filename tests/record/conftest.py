"""What the tests of the record share."""

import pytest

from majilis_tui.record import medium


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy with other tests is no medium that hangs."""
    monkeypatch.setattr(medium, "PATIENCE_SECONDS", 60.0)
