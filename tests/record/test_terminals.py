"""Which programs still hold the file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from majilis_tui.record.terminals import alive


def test_this_process_is_alive() -> None:
    assert alive(os.getpid())


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="tells the state of a process")
def test_a_killed_process_is_dead_also_before_its_parent_took_note() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert alive(child.pid)
    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not alive(child.pid)
    child.communicate()
    assert not alive(child.pid)
