"""A new sitting in a few questions: rules, roster, title and date, file, second copy."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from textual.app import App
from textual.content import Content

from majilis_tui import rosters
from majilis_tui.clock import Clock
from majilis_tui.dates import day_written
from majilis_tui.desk import Desk, RecordError
from majilis_tui.languages import _, language
from majilis_tui.locations import free_file
from majilis_tui.machine import apart, facts, utc_offset
from majilis_tui.opening import chair, chamber_title, drafted, foresee, make
from majilis_tui.phrases import error_text, refusal_text
from majilis_tui.procedure.actions import OpenSitting, SeatMembers
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.rules import RulesError
from majilis_tui.procedure.timing import later
from majilis_tui.readiness import Finding, findings
from majilis_tui.roster import RosterError
from majilis_tui.rulebook import bundled, find_rules
from majilis_tui.rules_words import rules_text
from majilis_tui.screens.new_sitting_help import page_help
from majilis_tui.screens.own_or_listed import OwnOrListed
from majilis_tui.screens.readiness import Readiness, answered_so, newest_moment, prepared
from majilis_tui.screens.roster_preview import roster_preview, roster_wrong
from majilis_tui.screens.widgets.dialog import Words
from majilis_tui.screens.widgets.form import At, Field, Form, Values


class NewSitting:
    """Asks page by page; the file is made at the end, or not at all.

    What was typed on a page is kept while others are looked at.
    """

    def __init__(self, app: App[int], clock: Clock, begin: Callable[[Desk, Path], object]) -> None:
        self.app = app
        self.clock = clock
        self.begin = begin
        self.pages = (
            self.ask_rules,
            self.ask_roster,
            self.ask_title,
            self.ask_mirror,
            self.show_readiness,
        )
        self.kept: dict[int, Values] = {}
        self.which_rules = OwnOrListed(listed="rules", typed="path", usual="kz-majilis")
        self.which_roster = OwnOrListed(listed="bundled", typed="roster")
        self.proposed: Values = {}
        self.rules = ""
        self.roster = Path()
        self.file = Path()
        self.mirror: Path | None = None
        self.draft: tuple[OpenSitting, SeatMembers] | None = None

    def _ask(
        self,
        number: int,
        heading: str,
        fields: Sequence[Field],
        *,
        take: Callable[[Values], object],
        check: Callable[[Values], str | None],
        live: Callable[[Values], Content] | None = None,
        follow: Callable[[Values, Values], Values] = lambda before, now: {},
        intro: str = "",
    ) -> None:
        """Show one of the pages, counted from 1; the next follows once its values are taken."""

        def keep(values: Values, page: int) -> None:
            self.kept[number] = values
            self.pages[page - 1]()

        def answered(values: Values | None) -> None:
            if values:
                take(values)
                keep(values, number + 1)

        form = Form(
            heading,
            fields,
            check=check,
            live=live,
            intro=intro,
            follow=follow,
            anew=lambda values: keep(values, number),
            back=(lambda values: keep(values, number - 1)) if number > 1 else None,
            explained=partial(page_help, number),
        )
        self.app.push_screen(form, answered)

    def ask_rules(self) -> None:
        """Ask under which rules the chamber elects, with a summary of them."""
        kept = self.kept.get(1, {"rules": self.which_rules.usual, "path": ""})
        options = [(name, self._title(name)) for name in bundled()]
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

        def take(values: Values) -> None:
            self.rules = name(values)

        self._ask(
            1,
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
                    hint=_("path of a TOML file, for rules of your own"),
                ),
            ],
            take=take,
            check=check,
            live=summary,
            follow=self.which_rules.follow,
        )

    def _title(self, name: str) -> str:
        try:
            rules = find_rules(name)
        except RulesError:
            return name
        title = rules.title.text(language(), name) if rules.title else name
        return f"{title} ({rules.chamber.seats})"

    def ask_roster(self) -> None:
        """Ask for the members, with a preview, or everything that is wrong at once."""
        seats = find_rules(self.rules).chamber.seats
        listed = rosters.bundled(seats)
        kept = self.kept.get(2, {})

        def path(values: Values) -> Path | None:
            chosen = listed.get(values.get("bundled", ""))
            typed = values["roster"]
            return chosen or (Path(typed).expanduser() if typed else None)

        def check(values: Values) -> str | None:
            wrong = roster_wrong(path(values), seats)
            return wrong and At("roster", wrong)

        def take(values: Values) -> None:
            self.roster = path(values) or Path()

        fields = [
            Field(
                id="roster",
                label=_("Roster"),
                value=kept.get("roster", ""),
                hint=_("path of a CSV or XLSX file"),
            )
        ]
        if listed:
            options = tuple((name, f"{name} ({seats})") for name in listed)
            fields.append(
                Field(
                    id="bundled",
                    label=_("Or one to try out"),
                    kind="choice",
                    options=(("", _("none")), *options),
                    value=kept.get("bundled", ""),
                )
            )
        self._ask(
            2,
            _("New sitting, 2 of 5: the members"),
            fields,
            take=take,
            check=check,
            live=lambda values: roster_preview(path(values), seats),
            follow=self.which_roster.follow if listed else lambda before, now: {},
        )

    def ask_title(self) -> None:
        """Ask for title, date, who presides and the file."""
        rules = find_rules(self.rules)
        now = self.clock.now()
        today = later(now, utc_offset(now))[:10]
        proposed = {
            "title": chamber_title(rules),
            "date": today,
            "name": "",
            "office": "",
            "file": str(_free_file(rules.id, today)),
        }
        # A proposal that was left as it stood gives way to that of other rules, or of another
        # language; what was typed stays.
        kept = self.kept.get(3, {})
        typed = {field: words for field, words in kept.items() if words != self.proposed[field]}
        self.proposed = proposed
        values = {**proposed, **typed}

        def check(values: Values) -> str | None:
            if day_written(values["date"]) is None:
                return At("date", _("The date is written as 2023-03-29 or 29.03.2023."))
            file = Path(values["file"]).expanduser()
            if file.exists():
                return At("file", _("There is such a file already; choose another name."))
            if not file.parent.is_dir():
                return At("file", _("There is no such folder; choose another."))
            try:
                self.draft = self._drafted(values)
                foresee(*self.draft, now)
            except Refusal as refusal:
                return shown(refusal_text(refusal))
            except (RosterError, RulesError) as error:
                return shown(error_text(error).splitlines()[0])
            return None

        def take(values: Values) -> None:
            self.file = Path(values["file"]).expanduser()

        self._ask(
            3,
            _("New sitting, 3 of 5: title, date and file"),
            [
                Field(id="title", label=_("Title"), value=values["title"]),
                Field(id="date", label=_("Date"), value=values["date"]),
                Field(
                    id="name",
                    label=_("Presiding: name"),
                    value=values["name"],
                    hint=_("may be left empty"),
                ),
                Field(
                    id="office",
                    label=_("Presiding: office"),
                    value=values["office"],
                    hint=_("may be left empty; e.g. Chairman of the CEC"),
                ),
                Field(id="file", label=_("File"), value=values["file"]),
            ],
            take=take,
            check=check,
            intro=_(
                "Typing replaces what is proposed. Nothing is made before the last question is"
                " answered."
            ),
        )

    def _drafted(self, values: Values) -> tuple[OpenSitting, SeatMembers]:
        """Return the first two actions; a title left as proposed is in all languages of the rules.

        Raises RulesError, RosterError.
        """
        office = values["office"] or (values["name"] and _("presiding officer"))
        opening, seating = drafted(
            self.rules,
            self.roster,
            day_written(values["date"]) or values["date"],
            title=values["title"] or None,
            presiding=chair(values["name"] or None, office or None),
        )
        titles = opening.rules.chamber.title or opening.rules.title
        if titles is not None and values["title"] == self.proposed["title"]:
            opening = replace(opening, title_kk=titles.kk or None, title_ru=titles.ru or None)
        return opening, seating

    def ask_mirror(self) -> None:
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
                return At("file", _("There is no such folder; choose another."))
            if chosen is not None and chosen.exists():
                return At("file", _("There is such a file already; choose another name."))
            return None

        def take(values: Values) -> None:
            self.mirror = path(values)

        self._ask(
            4,
            _("New sitting, 4 of 5: the second copy"),
            [
                Field(
                    id="mirror",
                    label=_("Second copy"),
                    value=self.kept.get(4, {}).get("mirror", ""),
                    hint=_("path of a new file on another medium"),
                )
            ],
            take=take,
            check=check,
            live=live,
            intro=_(
                "A second copy of the log follows every entry; left empty, there is none. The"
                " officers make their keys once they are chosen: “Second copy and keys” among"
                " all commands does both at any time."
            ),
        )

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
            return [
                *answered_so(opening, self.file),
                *prepared(opening.rules, len(seating.members)),
                *findings(found),
            ]

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
            else:
                self.ask_mirror()

        page = Readiness(
            _("New sitting, 5 of 5: is all ready?"),
            _("Enter: make the sitting and begin   ↑ ↓: more   F1: help   Esc: back"),
            look,
            begin,
        )
        page.again = self.show_readiness
        page.explained = partial(page_help, 5)
        self.app.push_screen(page, answered)

    def _set_mirror(self, desk: Desk) -> None:
        if self.mirror is None:
            return
        try:
            desk.set_mirror(self.mirror)
        except (RecordError, Refusal) as error:
            words = shown(error_text(error))
            self.app.push_screen(Words(_("No second copy"), words, classes="error"))


def _free_file(rules: str, today: str) -> Path:
    """Return a path for a file named by the day and the plain letters of the rules' id."""
    plain = unicodedata.normalize("NFKD", rules).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain) or ["sitting"]
    return free_file("-".join([today, *words]))
