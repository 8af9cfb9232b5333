"""What can go wrong with a file, in words."""

from pathlib import Path

from majilis_tui.procedure.sentences import Say, Sentence, SpokenError


class RecordError(SpokenError):
    """A file that cannot be read or written; names it, what is wrong and what to do.

    `wrong` and `remedy` are templates whose places are filled by `places`, or Sentences.
    """

    def __init__(self, path: Path, wrong: str, remedy: str, /, **places: object) -> None:
        super().__init__(path, wrong, remedy)
        self.path = path
        self.wrong = wrong if isinstance(wrong, Sentence) else Sentence(wrong, **places)
        self.remedy = remedy if isinstance(remedy, Sentence) else Sentence(remedy, **places)

    def told(self, say: Say) -> str:
        """Return its words in the language that `say` speaks."""
        return f"{self.path}: {say(self.wrong)}. {say(self.remedy)}"


class NotASittingError(RecordError):
    """The file is something else."""


class InTheWayError(RecordError):
    """Another program reads the file, and older working papers cannot be wiped."""


class DamagedError(RecordError):
    """The file is a sitting, but its content does not hold together."""
