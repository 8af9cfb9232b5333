"""A new sitting in a few questions: rules, roster, title and date, file, second copy."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from textual.app import App
from textual.content import Content

from majilis_tui.clock import Clock
from majilis_tui.desk import Desk, RecordError
from majilis_tui.languages import _, language, ngettext
from majilis_tui.locations import free_file
from majilis_tui.machine import apart, facts, utc_offset
from majilis_tui.opening import NOBODY_YET, chamber_title, drafted, foresee, make
from majilis_tui.phrases import error_text, own_name, refusal_text, said
from majilis_tui.procedure.actions import OpenSitting, Presiding, SeatMembers
from majilis_tui.procedure.names import fit, fold, shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import RulesError
from majilis_tui.procedure.timing import later
from majilis_tui.readiness import Finding, findings
from majilis_tui.roster import RosterError, read_roster
from majilis_tui.rulebook import bundled, find_rules
from majilis_tui.rules_words import rules_text
from majilis_tui.screens.readiness import Readiness, newest_moment
from majilis_tui.screens.widgets.columns import column
from majilis_tui.screens.widgets.dialog import Words
from majilis_tui.screens.widgets.form import Field, Form, Values

_PREVIEWED = 6


class NewSitting:
    """Asks box by box; the file is made at the end, or not at all."""

    def __init__(self, app: App[int], clock: Clock, begin: Callable[[Desk, Path], object]) -> None:
        self.app = app
        self.clock = clock
        self.begin = begin
        self.rules = ""
        self.roster = Path()
        self.file = Path()
        self.mirror: Path | None = None
        self.draft: tuple[OpenSitting, SeatMembers] | None = None

    def ask_rules(self, kept: Values | None = None) -> None:
        """Ask under which rules the chamber elects, with a summary of them."""
        options = [(name, self._title(name)) for name in bundled()]
        kept = kept or {"rules": "kz-majilis", "path": ""}
        options.append(("", _("a file of your own")))

        def name(values: Values) -> str:
            return values["rules"] or str(Path(values["path"]).expanduser())

        def summary(values: Values) -> Content:
            if not values["rules"] and not values["path"]:
                return Content(_("Type the path of a TOML file."))
            try:
                return Content(rules_text(find_rules(name(values))))
            except RulesError as error:
                return Content.styled(shown(error_text(error)), "$text-error")

        def check(values: Values) -> str | None:
            try:
                find_rules(name(values))
            except RulesError:
                return _("These rules cannot be used; correct the file or choose others.")
            return None

        def answered(values: Values | None) -> None:
            if values:
                self.rules = name(values)
                self.ask_roster()

        form = Form(
            _("New sitting, 1 of 5: the rules"),
            [
                Field(
                    id="rules",
                    label=_("Rules"),
                    kind="choice",
                    options=tuple(options),
                    value=kept["rules"],
                ),
                Field(
                    id="path",
                    label=_("Own file"),
                    value=kept["path"],
                    hint=_("only for rules of your own"),
                ),
            ],
            check=check,
            live=summary,
            anew=self.ask_rules,
        )
        self.app.push_screen(form, answered)

    def _title(self, name: str) -> str:
        try:
            rules = find_rules(name)
        except RulesError:
            return name
        title = rules.title.text(language(), name) if rules.title else name
        return f"{title} ({rules.chamber.seats})"

    def ask_roster(self, kept: Values | None = None) -> None:
        """Ask for the members, with a preview, or everything that is wrong at once."""

        def path(values: Values) -> Path:
            return Path(values["roster"]).expanduser()

        def preview(values: Values) -> Content:
            if not values["roster"] or not path(values).is_file():
                return Content(_("CSV or XLSX; a column name is required, id, group ... help."))
            try:
                members = read_roster(path(values))
            except RosterError as error:
                return Content.styled(_problems(error), "$text-error")
            groups = Counter(member.group or "—" for member in members)
            words = ", ".join(f"{shown(group)} {n}" for group, n in groups.most_common())
            many = ngettext("{n} member", "{n} members", len(members)).format(n=len(members))
            lines = [many, words, ""]
            lines += [
                f"{column(m.id, 14)}  {column(own_name(m), 36)}  {fit(m.group or '', 16)}"
                for m in members[:_PREVIEWED]
            ]
            if len(members) > _PREVIEWED:
                lines.append("…")
            return Content("\n".join(lines))

        def check(values: Values) -> str | None:
            try:
                members = read_roster(path(values))
            except RosterError as error:
                return ngettext(
                    "{n} error in the roster; correct the file and press Enter again.",
                    "{n} errors in the roster; correct the file and press Enter again.",
                    len(error.problems),
                ).format(n=len(error.problems))
            seats = find_rules(self.rules).chamber.seats
            if len(members) > seats:
                return _("{members} members for {seats} seats; correct the roster.").format(
                    members=len(members), seats=seats
                )
            return None

        def answered(values: Values | None) -> None:
            if values:
                self.roster = path(values)
                self.ask_title()

        form = Form(
            _("New sitting, 2 of 5: the members"),
            [
                Field(
                    id="roster",
                    label=_("Roster"),
                    value=(kept or {}).get("roster", ""),
                    hint=_("path of a CSV or XLSX file"),
                )
            ],
            check=check,
            live=preview,
            anew=self.ask_roster,
        )
        self.app.push_screen(form, answered)

    def ask_title(self, kept: Values | None = None) -> None:
        """Ask for title, date, who presides and the file."""
        rules = find_rules(self.rules)
        now = self.clock.now()
        today = later(now, utc_offset(now))[:10]
        kept = kept or {
            "title": chamber_title(rules),
            "date": today,
            "name": "",
            "office": "",
            "file": str(self._free_file(rules.id, today)),
        }

        def check(values: Values) -> str | None:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", values["date"]):
                return _("The date is written as 2023-03-29.")
            presiding = NOBODY_YET
            if values["name"]:
                office = values["office"] or _("presiding officer")
                presiding = Presiding(name=values["name"], office=office)
            file = Path(values["file"]).expanduser()
            if file.exists():
                return _("There is such a file already; choose another name.")
            if not file.parent.is_dir():
                return _("There is no such folder; choose another.")
            try:
                self.draft = drafted(
                    self.rules,
                    self.roster,
                    values["date"],
                    title=values["title"] or None,
                    presiding=presiding,
                )
                foresee(*self.draft, now)
            except Refusal as refusal:
                return shown(refusal_text(refusal))
            except (RosterError, RulesError) as error:
                return shown(error_text(error).splitlines()[0])
            return None

        def answered(values: Values | None) -> None:
            if values:
                self.file = Path(values["file"]).expanduser()
                self.ask_mirror()

        form = Form(
            _("New sitting, 3 of 5"),
            [
                Field(id="title", label=_("Title"), value=kept["title"]),
                Field(id="date", label=_("Date"), value=kept["date"]),
                Field(id="name", label=_("Presiding: name"), value=kept["name"]),
                Field(id="office", label=_("Presiding: office"), value=kept["office"]),
                Field(id="file", label=_("File"), value=kept["file"]),
            ],
            check=check,
            anew=self.ask_title,
            intro=_("Nothing is made before the last question is answered."),
        )
        self.app.push_screen(form, answered)

    def ask_mirror(self, kept: Values | None = None) -> None:
        """Ask for a second copy on another medium; there may be none."""

        def path(values: Values) -> Path | None:
            return Path(values["mirror"]).expanduser() if values["mirror"] else None

        def live(values: Values) -> Content:
            chosen = path(values)
            if chosen is None:
                words = _("No second copy: if this disk fails, the record fails with it.")
            elif not apart(self.file, chosen):
                words = _("It lies on the same medium as the sitting: one disk lost takes both.")
            else:
                return Content.styled(_("It lies on another medium."), "$text-success")
            return Content.styled(words, "$text-warning")

        def check(values: Values) -> str | None:
            chosen = path(values)
            if chosen is not None and not chosen.parent.is_dir():
                return _("There is no such folder; choose another.")
            if chosen is not None and chosen.exists():
                return _("There is such a file already; choose another name.")
            return None

        def answered(values: Values | None) -> None:
            if values:
                self.mirror = path(values)
                self.show_readiness()

        form = Form(
            _("New sitting, 4 of 5: the second copy"),
            [
                Field(
                    id="mirror",
                    label=_("Second copy"),
                    value=(kept or {}).get("mirror", ""),
                    hint=_("path of a new file on another medium"),
                )
            ],
            check=check,
            live=live,
            anew=self.ask_mirror,
            intro=_(
                "A second copy of the log follows every entry; left empty, there is none. The"
                " officers make their keys once they are chosen: “Second copy and keys” among"
                " all commands does both at any time."
            ),
        )
        self.app.push_screen(form, answered)

    def show_readiness(self) -> None:
        """Show whether all is ready; Enter makes the file and begins."""
        assert self.draft is not None
        opening, seating = self.draft
        newest = newest_moment(self.file)
        made: list[Desk] = []

        def look() -> list[Finding]:
            size = (self.app.size.width, self.app.size.height)
            now = self.clock.now()
            found = facts(
                self.file, opening.date, now, newest=newest, mirror=self.mirror, size=size
            )
            return findings(found)

        def begin() -> str | None:
            try:
                made.append(make(self.file, opening, seating, self.clock))
            except Refusal as refusal:
                return shown(refusal_text(refusal))
            except RecordError as error:
                return shown(error_text(error))
            return None

        def answered(yes: bool | None) -> None:
            if yes:
                self.begin(made[0], self.file)
                self._set_mirror(made[0])

        page = Readiness(
            _("New sitting, 5 of 5: is all ready?"),
            _("Enter: make the sitting and begin   ↑ ↓: more   Esc: leave"),
            look,
            begin,
        )
        self.app.push_screen(page, answered)

    def _set_mirror(self, desk: Desk) -> None:
        if self.mirror is None:
            return
        try:
            desk.set_mirror(self.mirror)
        except (RecordError, Refusal) as error:
            words = shown(error_text(error))
            self.app.push_screen(Words(_("No second copy"), words, classes="error"))

    def _free_file(self, rules: str, today: str) -> Path:
        return free_file(f"{today}-{fold(rules).replace(' ', '-')}")


def _problems(error: RosterError) -> str:
    return "\n".join(problem.told(said) for problem in error.problems)
