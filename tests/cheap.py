"""The real hash of a PIN takes a tenth of a second, by design; tests make it a cheap one."""

import argon2
import pytest


def hash_cheaply(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash PINs by the same algorithm with the least work."""
    real = argon2.PasswordHasher
    monkeypatch.setattr(argon2, "PasswordHasher", lambda: real(time_cost=1, memory_cost=64))
