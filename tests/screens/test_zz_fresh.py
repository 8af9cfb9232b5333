"""fresh at 120x40 against resized."""
import pytest
from tests.screens import states as S
from tests.screens.picture import *
from tests.screens.test_snapshots import taken, LARGE
@pytest.mark.parametrize("state", S.STATES, ids=lambda s: s.name)
async def test_same(state, tmp_path, monkeypatch):
    async with S.opened(state, tmp_path/"a") as keys:
        one = await taken(keys, LARGE)
    real = S.App.run_test
    monkeypatch.setattr(S.App, "run_test", lambda self, size: real(self, size=LARGE))
    async with S.opened(state, tmp_path/"b") as keys:
        two = picture(keys.app)
    assert one == two, first_difference(text_of(one), text_of(two)) or "colours"
