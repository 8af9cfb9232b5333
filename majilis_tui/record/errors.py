"""What can go wrong with a file, in words."""

from pathlib import Path


class RecordError(Exception):
    """A file that cannot be read or written; names it, what is wrong and what to do."""

    def __init__(self, path: Path, wrong: str, remedy: str) -> None:
        super().__init__(path, wrong, remedy)
        self.path = path
        self.wrong = wrong
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.path}: {self.wrong}. {self.remedy}"


class NotASittingError(RecordError):
    """The file is something else."""


class InTheWayError(RecordError):
    """Another program reads the file, and older working papers cannot be wiped."""


class DamagedError(RecordError):
    """The file is a sitting, but its content does not hold together."""
