"""What a user sees when something goes wrong: words, never a traceback with values."""

import pytest

from majilis_tui.desk import Desk, RecordError
from tests.screens.driving import fresh, seated


async def test_what_could_not_be_written_is_said(tmp_path, monkeypatch):
    def fail(*_arguments):
        raise RecordError(tmp_path, "the disk is full", "Make room and press again.")

    async with seated(fresh(tmp_path / "s.sqlite")) as keys:
        monkeypatch.setattr(Desk, "do", fail)
        await keys.press("space")
        assert "Not recorded" in keys.shown()
        assert "the disk is full. Make room and press again." in keys.words()
        monkeypatch.undo()
        await keys.press("enter", "space")
        assert keys.sitting.present == 1


async def test_an_unforeseen_failure_leaves_no_values(tmp_path, monkeypatch, capsys):
    secret = "secret-mark-Qoşanov"

    def fail(self):
        raise RuntimeError(secret)

    with pytest.raises(RuntimeError):
        async with seated(fresh(tmp_path / "s.sqlite")) as keys:
            monkeypatch.setattr(type(keys.app.screen), "draw", fail)
            await keys.press("f5")
    assert "unforeseen" in keys.app.failure
    assert secret not in keys.app.failure
    assert keys.app.return_code == 1
    said = capsys.readouterr()
    assert secret not in said.out + said.err
    for path in (tmp_path / "state").rglob("crash-*"):
        assert secret not in path.read_text(encoding="utf-8")
