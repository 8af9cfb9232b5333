"""Codes, names, dates, refusals and errors in the language of the terminal."""

from collections.abc import Collection, Iterable, Mapping

from majilis_tui.documents.figures import title_named
from majilis_tui.documents.wording import Wording
from majilis_tui.languages import N_, _, language, ngettext
from majilis_tui.procedure.actions import Note, PutQuestion
from majilis_tui.procedure.members import Called, Member
from majilis_tui.procedure.names import shown
from majilis_tui.procedure.question import Question
from majilis_tui.procedure.refusals import Refusal
from majilis_tui.procedure.sentences import Sentence, SpokenError
from majilis_tui.procedure.sitting import Sitting

ROLES = {
    "clerk": N_("clerk"),
    "secretary": N_("secretary"),
    "chairman": N_("chairman"),
    "presiding": N_("presiding officer"),
    "system": N_("system"),
}
STATUSES = {"present": N_("present"), "absent": N_("absent"), "excused": N_("excused")}
KINDS = {
    "commission": N_("counting commission"),
    "ballot-list": N_("list of candidates on the ballot"),
    "protocol": N_("approval of a protocol"),
    "office": N_("office by open vote"),
    "procedure": N_("procedure"),
    "other": N_("other question"),
}
PROTOCOLS = {
    "officers": N_("on the commission's officers"),
    "ballot": N_("on the ballot"),
    "results": N_("on the results"),
}
OUTCOMES = {
    "elected": N_("elected"),
    "not-elected": N_("not elected"),
    "next-round": N_("a further round"),
    "tie": N_("a tie"),
    "open": N_("open"),
}
FORMS = {
    "for-against": N_("for / against"),
    "for-against-abstain": N_("for / against / abstained"),
    "choose-one": N_("choose one name"),
    "strike-out": N_("strike out names"),
    "approve": N_("approve names"),
    "open": N_("open vote"),
}
MARKS = {
    "for": N_("For"),
    "against": N_("Against"),
    "abstain": N_("Abstained"),
    "blank": N_("Blank"),
}
REASONS = {
    "form": N_("not of the set form"),
    "several": N_("too many choices"),
    "unclear": N_("cannot be made out"),
}
# What the machine says of a file, as its system calls it.
FAILURES = {
    words: words
    for words in (
        N_("permission denied"),
        N_("operation not permitted"),
        N_("no such file or directory"),
        N_("file exists"),
        N_("is a directory"),
        N_("not a directory"),
        N_("no space left on device"),
        N_("disk quota exceeded"),
        N_("read-only file system"),
        N_("file name too long"),
        N_("input/output error"),
        N_("database or disk is full"),
        N_("database disk image is malformed"),
        N_("disk i/o error"),
    )
}
BASES = {
    "seats": N_("all seats"),
    "present": N_("members present"),
    "found": N_("papers found"),
    "valid": N_("valid papers"),
    "counted": N_("votes counted"),
}


# Places of sentences that hold a code.
CODES: Mapping[str, Mapping[str, str]] = {"kind": KINDS, "form": FORMS, "reason": FAILURES}


def own_name(member: Member) -> str:
    """Return a member's name as the language of the terminal spells it."""
    return {"kk": member.name_kk, "ru": member.name_ru}.get(language()) or member.name


def name(sitting: Sitting, member: str) -> str:
    """Return how a person is called: a member by name, anyone else as written."""
    found = sitting.members.get(member)
    return member if found is None else own_name(found)


def names(sitting: Sitting, members: Iterable[str]) -> str:
    """Return several names as the language lists them."""
    return listed(name(sitting, member) for member in members)


def listed(words: Iterable[str]) -> str:
    """Return several words as the language lists them: A, B and C."""
    *most, last = [*words] or [""]
    return _("{words} and {last}").format(words=", ".join(most), last=last) if most else last


def day(date: str) -> str:
    """Return a date, given as YYYY-MM-DD, as the language of the terminal writes it."""
    return Wording((language(),)).date(date)


def short_day(date: str) -> str:
    """Return a date, given as YYYY-MM-DD, in figures alone."""
    return ".".join(reversed(date.split("-")))


def own_words(worded: Note | PutQuestion | Question) -> str:
    """Return what people wrote, in the language of the terminal if they did."""
    return {"kk": worded.text_kk, "ru": worded.text_ru}.get(language()) or worded.text


def own_group(member: Member) -> str:
    """Return a member's group as the language of the terminal spells it, "" for none."""
    spelled = {"kk": member.group_kk, "ru": member.group_ru}.get(language())
    return spelled or member.group or ""


def attendance_words(sitting: Sitting, member: str) -> str:
    """Return how a member who is not present is marked, "" for who is."""
    status = sitting.attendance.get(member, "absent")
    return "" if status == "present" else _(STATUSES[status])


def with_attendance(sitting: Sitting, member: str) -> str:
    """Return a member's name, and in brackets why the member is not present."""
    called, status = shown(name(sitting, member)), attendance_words(sitting, member)
    return f"{called} ({status})" if status else called


def sitting_title(sitting: Sitting) -> str:
    """Return what the sitting is called, in the language of the terminal."""
    return title_named(sitting).text(language())


def elected_text(sitting: Sitting, members: Collection[str]) -> str:
    """Return who is elected, as it is told on its own line."""
    words = ngettext("ELECTED: {names}", "ELECTED: {names}", len(members))
    return words.format(names=names(sitting, members))


def office_title(sitting: Sitting, office: str) -> str:
    """Return the title of an office in the language of the terminal."""
    found = sitting.law.office[office].title
    return found.text(language(), office) if found else office


def mark_title(sitting: Sitting, mark: str) -> str:
    """Return what a mark on a paper is called: an option, a name, or why it is invalid."""
    if mark.startswith("invalid:"):
        reason = mark.removeprefix("invalid:")
        return _("Invalid: {reason}").format(reason=_(REASONS.get(reason, reason)))
    return _(MARKS[mark]) if mark in MARKS else name(sitting, mark)


def refusal_text(refusal: Refusal) -> str:
    """Return why something is not possible, in the language of the terminal."""
    return refusal.told(said)


def error_text(error: Exception) -> str:
    """Return what went wrong, in the language of the terminal as far as it can be said so."""
    return error.told(said) if isinstance(error, SpokenError) else str(error)


def said(sentence: str) -> str:
    """Return a Sentence in the language of the terminal, other words as they stand."""
    if not isinstance(sentence, Sentence):
        return sentence
    if sentence.number is None:
        template = _(sentence.template)
    else:
        template = ngettext(sentence.template, sentence.many, sentence.number)
    if not sentence.places:
        return template
    return template.format(**{p: _place(p, value) for p, value in sentence.places.items()})


def _place(place: str, value: object) -> object:
    """Put what fills a place into words: names, lists, sentences, codes, and what a disk says."""
    match value:
        case tuple():
            return listed(str(_place(place, each)) for each in value)
        case Called():
            return own_name(value.member)
        case Sentence():
            return said(value)
        case SpokenError():
            return error_text(value)
        case str() if place in ("role", "allowed"):
            return listed(_(ROLES.get(role, role)) for role in value.split(", "))
        case str() if place in CODES:
            return _(CODES[place].get(value, value))
        case _:
            return value
