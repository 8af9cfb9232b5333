"""What a user installs: the wheel, unpacked somewhere else, without this source tree."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            copy = source / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((ROOT / name).read_bytes())
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"),
            *("-w", str(folder), str(source)),
        ],
        check=True,
        capture_output=True,
    )
    wheel = next(folder.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return folder / "installed"


def said(installed: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "majilis_tui", *arguments],
        cwd=installed,
        env=os.environ | {"PYTHONPATH": str(installed), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "secret ballot"), ("ru", "тайное голосование"), ("kk", "жасырын дауыс")],
)
def test_it_speaks_every_language(installed: Path, language: str, words: str) -> None:
    assert words in said(installed, "--lang", language, "rules", "show", "kz-majilis").lower()


def test_it_holds_the_bundled_sitting_and_prints(installed: Path, tmp_path: Path) -> None:
    file = tmp_path / "sitting.sqlite"
    scenario = installed / "majilis_tui" / "sittings" / "2023-03-29.jsonl"
    assert "Erlan" in said(installed, "play", str(scenario), "--log", str(file))
    for form, sign in (("pdf", b"%PDF"), ("html", b"<!DOCTYPE html>"), ("txt", b"")):
        out = tmp_path / f"roll.{form}"
        said(installed, "print", str(file), "roll", "--format", form, "--out", str(out))
        assert out.read_bytes().startswith(sign)
