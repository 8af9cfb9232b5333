"""Mutate the independent verifier and see whether the corpus notices.

    python -m tests.benchmarks.mutate_verifier [--sittings N] [--lines FROM TO]

Every comparison, sum, number and condition of `majilis_tui/verifier.py` is altered, one at a
time, and each mutant judges the corpus. Those that judge it right all the same are printed.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import io
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from majilis_tui.procedure.result import head_code
from tests.record import corpus

SOURCE = Path(__file__).parents[2] / "majilis_tui" / "verifier.py"
PATIENCE = 10.0  # seconds for one mutant and one case; one that is slower is found out

NAME = 84  # characters of a mutant's name

# Mutants that judge everything right. Each was looked at: most change nothing that can be seen,
# and of the others it is said what the corpus does not hold.
SURVIVORS: frozenset[str] = frozenset(
    {
        # first values, replaced before they are used, or those of what is always given
        "0 -> 1 in NO_BOX = Box({}, 0, 0)",
        "0 -> 1 in self.seats = self.quorum = 0",
        '64 -> 65 in book, hashes = Book(), ["0" * 64]',
        # refused all the same by what follows
        "isinstance(value, list) and all((isinstance(each, str) for each in value)) -> isinst",
        "isinstance(value, dict) and all(map(is_number, value.values())) -> isinstance(value,",
        # nought added; a share of a hundredth more; two strong ones are the best two; all there are
        "number > 0 -> number >= 0 in missing = sum(number for number in differences if numbe",
        "number < 0 -> number <= 0 in too_many = -sum(number for number in differences if num",
        "0 -> 1 in too_many = -sum(number for number in differences if number < 0)",
        "100 -> 101 in strong = [name for name in others if votes[name] * 100 >= percent * r.",
        "2 -> 3 in return strong if len(strong) >= 2 else best(votes, 2)",
        "len(strong) >= 2 -> len(strong) > 2 in return strong if len(strong) >= 2 else best(v",
        "len(votes) <= number -> len(votes) < number in if len(votes) <= number:",
        # the machine: versions; the log of writes and a full output, which have tests of their own
        "2 -> 3 in os._exit(2)",
        "'mode=ro' if Path(f'{path}-wal').exists() else 'mode=ro&immutable=1' -> 'mode=ro' if",
        "100 -> 101 in start = file.read(100)",
        "37 -> 38 in if sqlite3.sqlite_version_info < (3, 37):",
        'True -> False in return sqlite3.connect(f"file:{quote(os.fsencode(path))}?{mode}", u',
        "sqlite3.sqlite_version_info < (3, 37) -> sqlite3.sqlite_version_info <= (3, 37) in i",
    }
)

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.BitXor: ast.BitAnd,
}


class Mutant(NamedTuple):
    """The verifier with one place altered; its name says what became what, and in which line."""

    name: str
    line: int
    tree: ast.Module
    place: int = 0
    change: Callable[[Any], None] = lambda _: None

    def made(self) -> ast.Module:
        """The altered program."""
        other = copy.deepcopy(self.tree)
        self.change(next(n for i, n in enumerate(ast.walk(other)) if i == self.place))
        return ast.fix_missing_locations(other)


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant there is."""
    tree = ast.parse(source)
    first_values = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for field in node.body
        if isinstance(field, ast.AnnAssign)
        for part in ast.walk(field)
    }
    for place, node in enumerate(ast.walk(tree)):
        if id(node) in first_values:
            continue  # replaced before they are used
        for change in _changes(node):
            after = copy.deepcopy(node)
            change(after)
            line: int = node.lineno  # type: ignore[attr-defined]
            words = source.splitlines()[line - 1].strip()
            name = f"{ast.unparse(node)} -> {ast.unparse(after)} in {words}"
            yield Mutant(name[:NAME], line, tree, place, change)


def _changes(node: ast.AST) -> Iterator[Callable[[Any], None]]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            yield partial(_compare_otherwise, place, COMPARISONS[type(operator)])
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in SUMS:
        if not _is_type(node):
            yield partial(_put, "op", SUMS[type(node.op)]())
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield partial(_put, "value", not node.value)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield partial(_put, "value", node.value + 1)
    elif isinstance(node, ast.BoolOp):
        yield partial(_put, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield lambda n: setattr(n, "test", ast.UnaryOp(ast.Not(), n.test))


def _put(name: str, value: object, node: ast.AST) -> None:
    setattr(node, name, value)


def _compare_otherwise(place: int, operator: type[ast.cmpop], node: ast.Compare) -> None:
    node.ops[place] = operator()


def _is_type(node: ast.AST) -> bool:
    """Say whether this is a union of types, not a sum."""
    return (
        isinstance(node, ast.BinOp)
        and isinstance(node.right, ast.Constant | ast.Name)
        and (getattr(node.right, "value", node.right) is None)
    )


class Case(NamedTuple):
    """What a verifier is given, and whether it must find something."""

    rows: corpus.Rows
    head: str | None
    found: bool


class Judge:
    """Gives the corpus to a verifier: a folder to work in, so many random sittings beside it."""

    def __init__(self, folder: Path, sittings: int) -> None:
        self.small = small = corpus.small_sitting()
        self.path = corpus.make_file(folder / "small.sqlite", small)
        self.vote = corpus.file_in_the_vote(folder / "vote.sqlite")
        self.files = list(_files(self.path, folder))
        self.cases = list(_cases(small, sittings))
        chance = random.Random(0)
        rounds = [corpus.random_round(chance) for _ in range(150 * sittings)]
        rounds += [corpus.random_round(chance, corpus.LARGE_GAPS) for _ in range(20 * sittings)]
        rounds += corpus.special_rounds()
        tree = ast.parse(SOURCE.read_text("utf-8"))
        sound = _namespace(tree)
        self.rounds = [(each, each.judged(sound)) for each in rounds]
        self.said = [_report(_namespace(tree), *each) for each in self._reports()]
        assert self.survives(Mutant("the verifier as it is", 0, tree))

    def _reports(self) -> Iterator[tuple[str, ...]]:
        first, seen = self.small[0][2], self.small[40][2]
        yield (str(self.path),)
        yield (str(self.path), "--head", head_code(first))
        yield (str(self.path), "--head", head_code(seen))
        yield (str(self.path), "--head", seen[:15])
        yield (str(self.vote),)
        for path, _ in self.files:
            yield (str(path),)

    def survives(self, mutant: Mutant) -> bool:
        """Say whether a mutant judges everything as it should."""
        signal.signal(signal.SIGALRM, _too_slow)
        try:
            namespace = _namespace(mutant.made())
            return all(self._steps(namespace))
        except (Exception, SystemExit):  # a mutant may fail in any way it likes
            return False
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _steps(self, namespace: dict[str, Any]) -> Iterator[bool]:
        for arguments, said in zip(self._reports(), self.said, strict=True):
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)
            yield _report(namespace, *arguments) == said
        for case in self.cases:
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)
            book, _ = namespace["examine"](case.rows, case.head)
            yield bool(book.findings) == case.found
        for each, said in self.rounds:
            signal.setitimer(signal.ITIMER_REAL, PATIENCE)
            yield each.judged(namespace) == said


def _too_slow(*_: object) -> None:
    raise TimeoutError


def _namespace(tree: ast.Module) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "verifier_under_test"}
    module = type(sys)("verifier_under_test")
    module.__dict__.update(namespace)
    sys.modules["verifier_under_test"] = module  # where dataclasses look for their names
    with contextlib.redirect_stderr(io.StringIO()):
        exec(compile(tree, "verifier_under_test", "exec"), module.__dict__)
    return module.__dict__


def _report(namespace: dict[str, Any], *arguments: str) -> tuple[int, str]:
    """What the verifier prints as a command, and its exit status."""
    output = io.StringIO()
    before = sys.argv
    sys.argv = ["verify.py", *arguments]
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            status: int = namespace["main"]()
    finally:
        sys.argv = before
    return status, output.getvalue()


def _files(path: Path, folder: Path) -> Iterator[tuple[Path, bool | None]]:
    for number, kind in enumerate(corpus.FILE_KINDS):
        copied = Path(shutil.copy(path, folder / f"{number}.sqlite"))
        kind.change(copied)
        yield copied, {"by both": True, "not readable": None}.get(kind.seen, False)


def _cases(small: corpus.Rows, sittings: int) -> Iterator[Case]:
    sound = corpus.sittings()
    for rows in sound.values():
        yield Case(rows, head_code(rows[-1][2]), found=False)
    for kind in corpus.KINDS:
        head = head_code(sound[kind.sitting][-1][2])
        entries = corpus.entries_of(sound[kind.sitting])
        kind.change(entries)
        rows = corpus.chained_anew(entries)
        found = kind.seen in ("by both", "by the independent")
        yield Case(rows, None, found=found)
        if kind.seen == "with a head":
            yield Case(rows, head, found=True)
    for raw in corpus.RAW_KINDS:
        yield Case(raw.change(list(small)), None, found=True)
    for seed in range(sittings):
        rows = corpus.random_sitting(seed)
        yield Case(rows, None, found=False)
        for altered in corpus.altered_values(rows, random.Random(seed)):
            program = corpus.by_the_procedure(altered.rows)
            if program is None or altered.seen_by_both(program):
                yield Case(altered.rows, None, found=program is not None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sittings", type=int, default=60)
    parser.add_argument("--lines", type=int, nargs=2, default=(1, 10_000))
    arguments = parser.parse_args()
    first, last = arguments.lines
    started = time.perf_counter()
    outcome: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        judge = Judge(Path(folder), arguments.sittings)
        print(f"{len(judge.cases)} logs, {len(judge.said)} reports of files")
        for mutant in mutants(SOURCE.read_text("utf-8")):
            if not first <= mutant.line <= last:
                continue
            survived = judge.survives(mutant)
            known = mutant.name in SURVIVORS
            outcome["survived" if survived else "found out"] += 1
            outcome["survived, known"] += survived and known
            if survived:
                print(f"line {mutant.line}{' (known)' if known else ''}: {mutant.name}", flush=True)
    took = time.perf_counter() - started
    print(f"{outcome.total() - outcome['survived, known']} mutants: {dict(outcome)}; {took:.0f} s")


if __name__ == "__main__":
    main()
