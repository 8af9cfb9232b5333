"""Is this machine fit for a sitting: what was found, and what to do, judged from facts alone."""

from typing import Literal

import msgspec

from majilis_tui.languages import _, ngettext
from majilis_tui.procedure.timing import later, moment

EARLIEST_YEAR = 2025
LATEST_YEAR = 2099
# A sitting takes a few megabytes; below the first the engine itself may soon refuse to write.
LEAST_BYTES = 50 * 2**20
GOOD_BYTES = 500 * 2**20
LEAST_CELLS, LEAST_LINES = 80, 24
GOOD_BATTERY = 60
# As the kernel names them; on these the locks that keep two terminals apart may not hold.
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "ncpfs", "davfs"})
IN_MEMORY = frozenset({"tmpfs", "ramfs"})


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What was found on a machine; None where it cannot be told.

    `now` and `newest` (the last moment on record in any sitting here) are moments as the log
    writes them, `utc_offset` is in seconds east, `battery` is in percent, `mains` says whether
    the machine is plugged in.
    """

    now: str
    utc_offset: int
    newest: str | None
    date: str
    free_bytes: int | None
    file_system: str | None
    engine: tuple[int, ...]
    least_engine: tuple[int, ...]
    mirror: str | None
    mirror_apart: bool
    cells: int
    lines: int
    utf8: bool
    battery: int | None
    mains: bool | None


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at: whether it is fine, what was found, and what to do if it is not."""

    mark: Literal["fine", "look", "wrong"]
    about: str
    found: str
    remedy: str = ""


def law_found(title: str, seats: int, quorum: int) -> Finding:
    """Return under which rules a sitting is held, with their numbers."""
    words = ngettext(
        "{title}: {n} seat, quorum {quorum}", "{title}: {n} seats, quorum {quorum}", seats
    )
    return Finding("fine", _("Rules"), words.format(title=title, n=seats, quorum=quorum))


def roster_found(members: int, seats: int) -> Finding:
    """Return how many deputies were read, and whether there is a seat for each and one in each."""
    about = _("Roster")
    found = ngettext("{n} deputy", "{n} deputies", members).format(n=members)
    if members == seats:
        return Finding("fine", about, found)
    found += " " + ngettext("for {n} seat", "for {n} seats", seats).format(n=seats)
    if members > seats:
        words = _("There are more deputies than seats; correct the roster, or the rules.")
        return Finding("wrong", about, found, words)
    words = _("If that is so, go on: quorum and majorities are still taken of all seats.")
    return Finding("look", about, found, words)


def findings(facts: Facts) -> list[Finding]:
    """Return all that was looked at on a machine, in the order in which it is put right."""
    return [
        _clock(facts),
        _day(facts),
        _disk(facts),
        _file_system(facts),
        _engine(facts),
        _second_copy(facts),
        _terminal(facts),
        _power(facts),
        Finding("fine", _("Printer"), _("not needed: papers are written as PDF, text or HTML")),
    ]


def _clock(facts: Facts) -> Finding:
    sign = "+" if facts.utc_offset >= 0 else "-"
    hours, minutes = divmod(abs(facts.utc_offset) // 60, 60)
    local = moment(later(facts.now, facts.utc_offset))
    found = f"{local:%Y-%m-%d %H:%M:%S}, UTC{sign}{hours}:{minutes:02}"
    about = _("Clock")
    if not EARLIEST_YEAR <= local.year <= LATEST_YEAR:
        return Finding("wrong", about, found, _("The year cannot be right; set the clock."))
    if facts.newest is not None and facts.now < facts.newest:
        words = _("A sitting on this machine is on record until {moment} UTC; set the clock.")
        until = f"{moment(facts.newest):%Y-%m-%d %H:%M}"
        return Finding("wrong", about, found, words.format(moment=until))
    return Finding("fine", about, found)


def _day(facts: Facts) -> Finding:
    about, today = _("Date"), later(facts.now, facts.utc_offset)[:10]
    if facts.date == today:
        return Finding("fine", about, _("the sitting is today"))
    found = _("the sitting is dated {date}, today is {today}").format(date=facts.date, today=today)
    return Finding("look", about, found, _("Correct the date, or open the sitting on its day."))


def _disk(facts: Facts) -> Finding:
    about, free = _("Disk"), facts.free_bytes
    if free is None:
        return Finding("look", about, _("free space not known"), _("See that there is room."))
    found = _("{n} MB free").format(n=free // 2**20)
    if free >= GOOD_BYTES:
        return Finding("fine", about, found)
    mark: Literal["look", "wrong"] = "look" if free >= LEAST_BYTES else "wrong"
    return Finding(mark, about, found, _("Free some space, or choose another disk."))


def _file_system(facts: Facts) -> Finding:
    about, kind = _("File system"), facts.file_system
    own = _("Choose a folder on this machine's own disk.")
    if kind is None:
        return Finding("look", about, _("not known here"), own)
    if kind in NETWORK or kind.startswith("fuse.sshfs"):
        return Finding("wrong", about, _("{kind}: on a network").format(kind=kind), own)
    if kind.startswith("fuse"):
        return Finding("look", about, _("{kind}: may be on a network").format(kind=kind), own)
    if kind in IN_MEMORY:
        found = _("{kind}: in memory, lost with the power").format(kind=kind)
        return Finding("wrong", about, found, own)
    return Finding("fine", about, kind)


def _engine(facts: Facts) -> Finding:
    found = "SQLite " + ".".join(map(str, facts.engine))
    if facts.engine >= facts.least_engine:
        return Finding("fine", _("Engine"), found)
    words = _("{version} is needed, the program refuses others: install pysqlite3 0.6.1 or newer.")
    least = ".".join(map(str, facts.least_engine))
    return Finding("wrong", _("Engine"), found, words.format(version=least))


def _second_copy(facts: Facts) -> Finding:
    about = _("Second copy")
    if facts.mirror is None:
        words = _("Put in another medium and name a file on it; one disk is lost as one.")
        return Finding("look", about, _("none"), words)
    if not facts.mirror_apart:
        words = _("It lies on the same medium; name a file on another.")
        return Finding("look", about, facts.mirror, words)
    return Finding("fine", about, facts.mirror)


def _terminal(facts: Facts) -> Finding:
    about, found = _("Terminal"), f"{facts.cells} x {facts.lines}"
    if not facts.utf8:
        words = _("Names in Kazakh and Russian need it; start again with LC_ALL=C.UTF-8.")
        return Finding("wrong", about, found + ", " + _("not UTF-8"), words)
    if facts.cells < LEAST_CELLS or facts.lines < LEAST_LINES:
        return Finding("look", about, found, _("Make it 80 x 24 or larger."))
    return Finding("fine", about, f"{found}, UTF-8")


def _power(facts: Facts) -> Finding:
    about = _("Power")
    battery = "" if facts.battery is None else _("battery {n} %").format(n=facts.battery)
    if facts.mains is False:
        return Finding("look", about, battery or _("battery"), _("Plug the machine in."))
    if facts.battery is None:
        return Finding("fine", about, _("no battery: what is on record outlives a power cut"))
    plugged_in = _("plugged in") + f", {battery}"
    if facts.battery < GOOD_BATTERY:
        return Finding(
            "look", about, plugged_in, _("Let it charge; a power cut would end the work.")
        )
    return Finding("fine", about, plugged_in if facts.mains else battery)
