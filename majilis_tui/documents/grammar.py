"""What needs more than filling places: offices in Russian cases, articles of law, majorities."""

import re

from majilis_tui.documents.wording import Named, Wording, entry
from majilis_tui.procedure.rules import Base, share

_RU_INSTRUMENTAL = {
    "председатель": "председателем",
    "заместитель": "заместителем",
    "секретарь": "секретарём",
    "президент": "президентом",
    "спикер": "спикером",
}
_RU_INSTRUMENTAL_SEVERAL = {
    "председатель": "председателями",
    "заместитель": "заместителями",
    "секретарь": "секретарями",
    "президент": "президентами",
    "спикер": "спикерами",
}
_RU_GENITIVE = {
    "председатель": "председателя",
    "заместитель": "заместителя",
    "секретарь": "секретаря",
    "президент": "президента",
    "спикер": "спикера",
}
_CITED = re.compile(r"(?P<act>.+?) (?P<unit>art\.|p\.) (?P<article>\d+)(?:\((?P<paragraph>\d+)\))?")


def instrumental(office: str, *, several: bool = False) -> str | None:
    """Return a Russian office as in "elected ..."; None where its first word is not known."""
    return _declined(office, _RU_INSTRUMENTAL_SEVERAL if several else _RU_INSTRUMENTAL)


def genitive(office: str) -> str | None:
    """Return a Russian office as in "election of ..."; None where its first word is not known."""
    return _declined(office, _RU_GENITIVE)


def accusative(office: str) -> str | None:
    """Return a Kazakh office as in "elect ..."; None where it does not end as possessed."""
    return office + "н" if office.endswith(("ы", "і")) else None


def _declined(office: str, forms: dict[str, str]) -> str | None:
    first, gap, rest = office.partition(" ")
    form = forms.get(first.lower())
    if form is None:
        return None
    # The words after the first stand in the genitive already.
    return (form.capitalize() if first[:1].isupper() else form) + gap + rest


def citation(wording: Wording, law: str) -> str:
    """Return the articles that rules cite as the language cites them, else as they stand."""
    return wording.each(
        lambda language: "; ".join(_cited(language, part.strip()) for part in law.split(";"))
    )


def _cited(language: str, law: str) -> str:
    found = _CITED.fullmatch(law)
    act = entry(language, "acts." + found["act"]) if found and _known(found["act"]) else None
    if found is None or act is None:
        return law
    kind = "point" if found["unit"] == "p." else "paragraph" if found["paragraph"] else "article"
    form: str = entry(language, f"citation.{kind}")
    return form.format(act=act, article=found["article"], paragraph=found["paragraph"])


def _known(act: str) -> bool:
    try:
        entry("en", "acts." + act)
    except KeyError:
        return False
    return True


def majority(
    wording: Wording, rule: str, of: Base, base: int | None, needed: int | None, *, single: bool
) -> str:
    """Return the sentence on the majority that an election needs; `rule` as in the rules."""
    if rule == "most":
        return wording.say("threshold.most_single" if single else "threshold.most")
    fraction = share(rule)
    portion = f"{fraction.fraction.numerator}/{fraction.fraction.denominator}"
    if not fraction.strict:
        key = "threshold.at_least"
    elif portion == "1/2":
        # Of deputies, the law's own words.
        key = "threshold.majority" if of in ("seats", "present") else "threshold.more_than_half"
    else:
        key = "threshold.more_than"
    places = {
        "share": _in_all(key, share=portion),
        "base": _in_all(f"bases.{of}", number=base),
    }
    if needed is None:
        return wording.say("threshold.unknown", **places)
    return wording.counted("threshold.sentence", needed, **places)


def _in_all(key: str, *, share: str = "", number: int | None = None) -> Named:
    suffix = "" if number is None else f" ({number})"
    said = (entry(language, key).format(share=share) + suffix for language in ("kk", "ru", "en"))
    return Named(*said)
