"""Offline: nothing the program does touches a network."""

import ast
import subprocess
import sys
from pathlib import Path

from majilis_tui.scenario import bundled_scenario

PACKAGE = Path(__file__).parents[2] / "majilis_tui"
# Modules of the standard library that speak to others; of ours nobody imports them.
SPEAKING = {
    *("asyncore", "ftplib", "http", "imaplib", "nntplib", "poplib", "select", "selectors"),
    *("smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib", "webbrowser"),
    *("wsgiref", "xmlrpc", "requests", "httpx", "aiohttp", "urllib3"),
}
ALLOWED = {"urllib.parse"}

# The event loop of the screens wakes itself by a pair of sockets within the process.
FORBIDDING = """
import socket, sys
def look(event, arguments):
    if not event.startswith("socket."):
        return
    if event == "socket.__new__" and arguments[1] == socket.AF_UNIX:
        return
    raise PermissionError(f"network: {event}")
sys.addaudithook(look)
"""
COMMANDS = (
    FORBIDDING
    + """
from majilis_tui.cli import commands
for line in sys.stdin.read().splitlines():
    commands.main(line.split("|"), standalone_mode=False)
"""
)
SCREENS = (
    FORBIDDING
    + """
import asyncio
from pathlib import Path
from majilis_tui.desk import Desk
from majilis_tui.screens.app import MajilisApp
async def look_around():
    with Desk.open(Path(sys.argv[1])) as desk:
        app = MajilisApp(desk, "secretary")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("f9")
            await pilot.pause()
            assert len(app.screen_stack) > 1
asyncio.run(look_around())
"""
)
CONNECTING = FORBIDDING + "socket.create_connection(('127.0.0.1', 9), 1)"


def run(program: str, *arguments: str, given: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stderr if done.returncode else ""


def test_a_sitting_its_documents_and_its_verification_need_no_network(tmp_path: Path) -> None:
    log = str(tmp_path / "s.sqlite")
    lines = [
        ("play", str(bundled_scenario("2023-03-29")), "--log", log),
        *(("print", log, "protocol-results", "--format", form) for form in ("txt", "html")),
        ("print", log, "protocol-results", "--out", str(tmp_path / "protocol.pdf")),
        *(("export", log, "--format", form) for form in ("jsonl", "csv", "nist", "popolo")),
        ("backup", log, str(tmp_path / "copy.sqlite")),
        ("result", log, "--json"),
        ("log", log),
        ("verify", log),
    ]
    wrong = run(COMMANDS, given="\n".join("|".join(line) for line in lines))
    assert wrong == ""
    assert (tmp_path / "protocol.pdf").read_bytes().startswith(b"%PDF")
    assert run(SCREENS, log) == ""


def test_the_look_out_would_see_it() -> None:
    assert "network: socket." in run(CONNECTING)


def test_no_module_imports_what_speaks_to_others() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                if name.partition(".")[0] in SPEAKING and name not in ALLOWED:
                    found.add(f"{path.name}: {name}")
    assert found == set()
