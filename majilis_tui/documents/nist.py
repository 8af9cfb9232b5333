"""The results in the common data format for election results, NIST SP 1500-100 version 2.

A paper that asks for or against one candidate is a retention contest there, any other a
candidate contest; each round is a contest of its own.
"""

from typing import Any

from majilis_tui.documents.exports import choices
from majilis_tui.documents.figures import chamber_named, office_named, person
from majilis_tui.documents.wording import Named
from majilis_tui.procedure.sitting import Sitting

_SPACE = "ElectionResults."
_CHAMBER = "chamber"
_OPTIONS = {
    "for": Named("Жақтап", "За", "For"),
    "against": Named("Қарсы", "Против", "Against"),
    "abstain": Named("Қалыс қалды", "Воздержался", "Abstained"),
}


def election_report(sitting: Sitting, result: dict[str, Any]) -> dict[str, Any]:
    """Return an ElectionReport; the moment it speaks of is that of the newest entry."""
    declared = all(election["outcome"] != "open" for election in result["elections"])
    chamber = chamber_named(sitting)
    return _made(
        "ElectionReport",
        Format="summary-contest",
        GeneratedDate=f"{sitting.at[:19]}Z",
        Issuer=chamber.en,
        IssuerAbbreviation=sitting.law.id,
        SequenceStart=1,
        SequenceEnd=1,
        Status="certified" if declared and result["elections"] else "unofficial-partial",
        VendorApplicationId="majilis-tui",
        IsTest=sitting.rehearsal,
        Notes=f"Head code {result['head_code']}",
        GpUnit=[
            _made(
                "ReportingUnit",
                "ReportingUnit",
                _CHAMBER,
                Type="other",
                OtherType="legislature",
                Name=_text(chamber),
                VotersRegistered=result["sitting"]["seats"],
                VotersParticipated=result["sitting"]["present"],
            )
        ],
        Office=[
            _made(
                "Office",
                "Office",
                office,
                Name=_text(office_named(sitting, office)),
                ElectionDistrictId=_id("ReportingUnit", _CHAMBER),
            )
            for office in dict.fromkeys(election["office"] for election in result["elections"])
        ],
        Person=[
            _made("Person", "Person", member, FullName=_text(person(sitting, member)))
            for member in _candidates(result)
        ],
        Election=[_election(sitting, election) for election in result["elections"]],
    )


def _election(sitting: Sitting, election: dict[str, Any]) -> dict[str, Any]:
    rounds = election["rounds"]
    return _made(
        "Election",
        Name=_text(office_named(sitting, election["office"])),
        Type="other",
        OtherType="legislature",
        StartDate=sitting.date,
        EndDate=sitting.date,
        ElectionScopeId=_id("ReportingUnit", _CHAMBER),
        BallotCounts=[
            _made(
                "BallotCounts",
                GpUnitId=_id("ReportingUnit", _CHAMBER),
                Type="total",
                Round=row["round"],
                BallotsCast=row["found"],
                BallotsRejected=row["invalid"],
            )
            for row in rounds
            if row["valid"] is not None
        ],
        Candidate=[
            _made(
                "Candidate",
                "Candidate",
                f"{election['id']}.{member}",
                BallotName=_text(person(sitting, member)),
                PersonId=_id("Person", member),
                **_standing(election, member),
            )
            for member in dict.fromkeys(c for row in rounds for c in row["candidates"])
        ],
        Contest=[_contest(sitting, election, row) for row in rounds],
    )


def _standing(election: dict[str, Any], member: str) -> dict[str, str]:
    if member in election["elected"]:
        return {"PostElectionStatus": "winner"}
    if election["outcome"] != "open":
        return {"PostElectionStatus": "defeated"}
    return {}


def _contest(sitting: Sitting, election: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    key = f"{election['id']}.{row['round']}"
    said = choices(sitting, election, row)
    single = any(choice in _OPTIONS for choice in said)
    shared: dict[str, Any] = {
        "Name": f"{office_named(sitting, election['office']).en}, round {row['round']}",
        "ElectionDistrictId": _id("ReportingUnit", _CHAMBER),
        "SequenceOrder": row["round"],
        "ContestSelection": [
            _selection(election, row, key, choice, place) for place, choice in enumerate(said, 1)
        ],
    }
    if single:
        return _made(
            "RetentionContest",
            "Contest",
            key,
            CandidateId=_id("Candidate", f"{election['id']}.{row['candidates'][0]}"),
            OfficeId=_id("Office", election["office"]),
            **shared,
        )
    places = sitting.law.office[election["office"]].places
    return _made(
        "CandidateContest",
        "Contest",
        key,
        VotesAllowed=places if row["form"] in ("approve", "open") else 1,
        NumberElected=places,
        OfficeIds=[_id("Office", election["office"])],
        **shared,
    )


def _selection(
    election: dict[str, Any], row: dict[str, Any], contest: str, choice: str, place: int
) -> dict[str, Any]:
    counts = []
    if choice in row["votes"] or row["valid"] is not None:
        counts = [
            _made(
                "VoteCounts",
                GpUnitId=_id("ReportingUnit", _CHAMBER),
                Type="total",
                Round=row["round"],
                Count=row["votes"].get(choice, 0),
            )
        ]
    fields: dict[str, Any] = {"SequenceOrder": place, "VoteCounts": counts}
    if choice in _OPTIONS:
        named = _text(_OPTIONS[choice])
        return _made(
            "BallotMeasureSelection", "Selection", f"{contest}.{choice}", Selection=named, **fields
        )
    candidate = _id("Candidate", f"{election['id']}.{choice}")
    return _made(
        "CandidateSelection",
        "Selection",
        f"{contest}.{choice}",
        CandidateIds=[candidate],
        **fields,
    )


def _candidates(result: dict[str, Any]) -> list[str]:
    """Return everyone who stood, once."""
    return list(
        dict.fromkeys(
            member
            for election in result["elections"]
            for row in election["rounds"]
            for member in row["candidates"]
        )
    )


def _made(kind: str, prefix: str = "", key: str = "", **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": _SPACE + kind}
    if prefix:
        made["@id"] = _id(prefix, key)
    # The format knows no null and no empty list: what is not known is left out.
    return made | {name: value for name, value in fields.items() if value not in (None, [])}


def _id(prefix: str, key: str) -> str:
    return f"{prefix}.{key}"


def _text(named: Named) -> dict[str, Any]:
    return _made(
        "InternationalizedText",
        Text=[
            _made("LanguageString", Language=language, Content=named.text(language))
            for language in ("kk", "ru", "en")
        ],
    )
