"""Run the program as a user does: a real process, its output and its exit status."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


class Ran:
    """What a run of the program came to."""

    def __init__(self, done: subprocess.CompletedProcess[bytes]) -> None:
        self.status = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: object, folder: Path | None = None) -> Ran:
    """Run `majilis-tui` with arguments."""
    command = [sys.executable, "-m", "majilis_tui", *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, cwd=folder, timeout=60, stdin=subprocess.DEVNULL, check=False
    )
    ran = Ran(done)
    assert "Traceback" not in ran.err, ran.err
    return ran
