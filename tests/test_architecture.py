"""Who may know whom, and what a command does not load."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_import_contracts_are_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        (["verify", "missing"], ["textual", "rich", "rapidfuzz", "typst", "python_calamine"]),
        (["result", "missing"], ["textual", "rapidfuzz", "typst", "python_calamine"]),
        (["--help"], ["textual", "sqlite_utils", "msgspec", "typst", "rapidfuzz"]),
    ],
)
def test_a_command_loads_what_it_needs_and_no_more(command: list[str], unwanted: list[str]) -> None:
    script = (
        "import sys\n"
        "from majilis_tui.cli import main\n"
        f"sys.argv = ['majilis-tui', *{command!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {unwanted!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_checkers_find_nothing(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
