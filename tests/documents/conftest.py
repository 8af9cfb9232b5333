"""Sittings to draw documents of, conducted once, and documents printed once."""

import html.parser
import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdf
import pytest

from majilis_tui.documents.press import Format, printed
from majilis_tui.documents.source import Source
from majilis_tui.scenario import Play, bundled_scenario

CASES = Path(__file__).parents[1] / "cases"
KAZAKH_CYRILLIC = (
    "АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЪъЫыІіЬьЭэЮюЯя"
)
KAZAKH_LATIN = "AaÄäBbCcDdEeFfGgĞğHhIıİiJjKkLlMmNnÑñOoÖöPpQqRrSsŞşTtUuŪūÜüVvWwXxYyZz"
HOSTILE = {
    "markup": (
        '[/bold] #set page(fill: red) *strong* $x^2$ _em_ @ref <label> `code` \\ "quoted" // end'
    ),
    "script": "<script>alert(1)</script> & </style> {{name}} {n} {0}",
    "long": "Ұ" * 200,
    "emoji": "Emoji 😀 名",
    "cyrillic": KAZAKH_CYRILLIC,
    "latin": KAZAKH_LATIN,
}


def source(scenario: Path, log: Path) -> Source:
    """Return what documents are drawn from once a scenario is conducted."""
    play = Play(scenario, log)
    try:
        for _ in play.run():
            pass
        assert play.desk is not None
        return Source.drawn(play.desk.sitting, play.desk.lines())
    finally:
        play.close()


def small_sitting(
    names: dict[str, str],
    marks: dict[str, int],
    *,
    missing: int = 0,
    form: str = "for-against",
    rehearsal: bool = False,
) -> list[dict[str, object]]:
    """Return the steps of an election by as many as vote, up to the declaration."""
    found = sum(marks.values())
    voters = [f"v{n}" for n in range(1, found + missing + 1)]
    seats = len(voters) + len(names)
    members = [{"id": key, "name": name} for key, name in names.items()]
    members += [{"id": voter, "name": f"Voter {voter}"} for voter in voters]
    rule = {"needed": "> 1/2", "of": "seats", "next": "chamber-decides"}
    office = {"vote": "secret", "form": form, "round": [rule]}
    rules = {"id": "test", "chamber": {"seats": seats, "quorum": ">= 1/2"}}
    rules["office"] = {"speaker": {**office, "law": "Constitution art. 58(1)"}}  # type: ignore[assignment]
    rules["count"] = {"packet": 100}  # type: ignore[assignment]
    on = {"election": "e"}
    read = {"do": "read_packet", **on, "packet": 1, "papers": found, "marks": marks}
    commission = ["v1", "v2", "v3"]
    secretary: list[dict[str, object]] = [
        {"do": "open_election", "id": "e", "office": "speaker"},
        *({"do": "nominate", **on, "candidate": key, "proposer": "v4"} for key in names),
        {"do": "close_nominations", **on},
    ]
    steps: list[dict[str, object]] = [
        {
            **{"do": "open_sitting", "by": "clerk", "title": "Small sitting", "date": "2024-05-01"},
            **{"chamber": "Small chamber", "presiding": {"name": "P", "office": "eldest"}},
            **{"rules": rules, "rehearsal": rehearsal},
        },
        {"do": "seat_members", "by": "clerk", "members": members},
        {"do": "mark_attendance", "by": "clerk", "members": voters, "status": "present"},
        {"do": "mark_attendance", "by": "clerk", "members": list(names)[:1], "status": "excused"},
        {"do": "close_roll_call", "by": "clerk"},
        {"do": "form_commission", "by": "clerk", "members": commission},
        {"do": "choose_officers", "by": "clerk", "chairman": "v1", "secretary": "v2"},
        *({"by": "secretary", **step} for step in secretary),
        {"do": "approve_ballot", "by": "chairman", **on, "made": len(voters) + 2},
        {"do": "open_voting", "by": "chairman", **on},
        {"do": "issue_ballot", "by": "secretary", **on, "members": voters},
        {"do": "close_voting", "by": "chairman", **on, "reason": "all voted", "with": "secretary"},
        {"do": "account_papers", "by": "secretary", **on, "unused": 2, "spoiled": 0},
        {"do": "open_box", "by": "chairman", **on, "present": commission},
        {"do": "mix_papers", "by": "chairman", **on},
        {"do": "count_papers", "by": "secretary", **on, "found": found},
        {**read, "by": "secretary"},
        {**read, "by": "chairman"},
    ]
    if missing:
        words = "A paper was carried away."
        explained = {"do": "explain_difference", **on, "papers": missing, "text": words}
        steps.append({**explained, "by": "chairman"})
    signed = {"do": "sign_protocol", "kind": "results", **on, "signers": commission[:2]}
    steps += [
        {"do": "finish_count", "by": "chairman", **on},
        {**signed, "by": "chairman", "dissent": "The third member does not agree."},
        {"do": "announce_result", "by": "chairman", **on},
        {"do": "declare", "by": "presiding", **on},
    ]
    return steps


def written(steps: list[dict[str, object]], path: Path) -> Path:
    """Write steps as a scenario."""
    path.write_text("\n".join(json.dumps(step, ensure_ascii=False) for step in steps), "utf-8")
    return path


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Source]:
    """The sittings by name: conducted to their end."""
    folder = tmp_path_factory.mktemp("documents")
    small = {
        "not-elected": small_sitting(
            {"one": "Айгүл Әшімқызы"},
            {"for": 7, "against": 2, "blank": 1, "invalid:form": 2},
            missing=1,
        ),
        "hostile": small_sitting(
            HOSTILE, dict.fromkeys(HOSTILE, 2), form="choose-one", rehearsal=True
        ),
    }
    scenarios = {
        "demo": bundled_scenario("2023-03-29"),
        "two-rounds": CASES / "de-2025-chancellor.jsonl",
        "four-rounds": CASES / "ep-2017.jsonl",
        **{name: written(steps, folder / f"{name}.jsonl") for name, steps in small.items()},
    }
    return {name: source(path, folder / f"{name}.sqlite") for name, path in scenarios.items()}


Printer = Callable[[str, str, str, Format], bytes]


@pytest.fixture(scope="session")
def paper(sources: dict[str, Source]) -> Printer:
    """Print a document of a sitting in a language and a format, once."""

    @cache
    def of(sitting: str, document: str, language: str, form: Format) -> bytes:
        return printed(document, sources[sitting], language, form)

    return of


def pages_of(made: bytes, form: str) -> list[str]:
    """Return the text of each page as a reader has it, with single spaces.

    A browser makes the pages of HTML: a part of it stands for them, and after all parts what the
    style sheet has printed at the edges of their pages.
    """
    if form == "pdf":
        texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    elif form == "txt":
        texts = made.decode().split("\f")
    else:
        parts = re.findall(r"<article.*?</article>", made.decode(), re.DOTALL)
        edges = re.findall(r"@page part\d+ \{(.*?)\n\}", made.decode(), re.DOTALL)
        assert len(edges) == len(parts)
        texts = [re.sub(r"<[^>]+>", " ", part) for part in parts] + [_shown(e) for e in edges]
    return [re.sub(r"\s+", " ", text.replace("\u200b", "")) for text in texts]


def _shown(style: str) -> str:
    """Return a style with its strings as they are shown."""
    joined = re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), style)
    return joined.replace('" counter(', "counter(").replace(') "', ")")


def read_back(made: bytes, form: str) -> str:
    """Return the text of a document as a reader has it, with single spaces."""
    if form == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(made)).pages
        text = "\n".join(page.extract_text() for page in pages)
    elif form == "html":
        reader = _Reader()
        reader.feed(made.decode())
        text = " ".join(reader.said)
    else:
        text = made.decode()
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


class _Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._style = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.said.append(data)
