"""The tables of a sitting's file, made by migrations and never altered by hand."""

from functools import cache

from sqlite_utils import Database, Migrations

from majilis_tui.procedure.sentences import Sentence

APPLICATION_ID = 0x4D4A4C53  # "MJLS"

migrations = Migrations("majilis")


@migrations()
def log(db: Database) -> None:
    """Make the log: append-only, a hash chain, readable by anyone with SQLite."""
    db.execute(
        """
        create table log (
            seq integer primary key,
            entry text not null,
            hash text not null,
            at text generated always as (json_extract(entry, '$.at')) virtual,
            role text generated always as (json_extract(entry, '$.by')) virtual,
            action text generated always as (json_extract(entry, '$.action')) virtual
        ) strict
        """
    )
    db.execute(
        """
        create trigger log_append before insert on log
        when new.seq is not (select coalesce(max(seq), 0) + 1 from log)
        begin select raise(abort, 'the log is only ever appended to'); end
        """
    )
    db.execute(
        """
        create trigger log_update before update on log
        begin select raise(abort, 'the log is only ever appended to'); end
        """
    )
    db.execute(
        """
        create trigger log_delete before delete on log
        begin select raise(abort, 'the log is only ever appended to'); end
        """
    )


@migrations()
def working_papers(db: Database) -> None:
    """Make the tables of what may not be kept in order: no time, no sequence, no row number."""
    db.execute("create table register (member text primary key) strict, without rowid")
    db.execute(
        """
        create table reading (
            reader text primary key,
            packet integer not null,
            papers integer not null,
            finished integer not null,
            marks text not null
        ) strict, without rowid
        """
    )
    db.execute(
        """
        create table tally (
            choice text primary key,
            papers integer not null
        ) strict, without rowid
        """
    )


@migrations()
def officers(db: Database) -> None:
    """Make the tables of PIN hashes and of the terminals that have the file open."""
    db.execute(
        "create table credential (role text primary key, hash text not null) strict, without rowid"
    )
    db.execute("create table terminal (process integer primary key, role text not null) strict")


@migrations()
def views(db: Database) -> None:
    """Make readable tables for anyone who opens the file with another program."""
    db.create_view(
        "attendance",
        """
        select marked.value as member,
               json_extract(log.entry, '$.data.status') as status,
               log.at, log.seq
        from log, json_each(log.entry, '$.data.members') as marked
        where log.action = 'mark_attendance'
          and log.seq = (
              select max(later.seq)
              from log as later, json_each(later.entry, '$.data.members') as again
              where later.action = 'mark_attendance' and again.value = marked.value
          )
        """,
    )
    db.create_view(
        "nominations",
        """
        select json_extract(entry, '$.data.election') as election,
               json_extract(entry, '$.data.candidate') as candidate,
               json_extract(entry, '$.data.proposer') as proposer,
               at, seq
        from log where action = 'nominate'
        """,
    )
    db.create_view(
        "questions",
        """
        select json_extract(put.entry, '$.data.id') as id,
               json_extract(put.entry, '$.data.kind') as kind,
               json_extract(put.entry, '$.data.text') as text,
               json_extract(decided.entry, '$.data.for') as "for",
               json_extract(decided.entry, '$.data.against') as against,
               json_extract(decided.entry, '$.data.abstain') as abstain,
               json_extract(decided.entry, '$.data.needed') as needed,
               json_extract(decided.entry, '$.data.adopted') as adopted
        from log as put left join log as decided
          on decided.action = 'decide_question'
         and json_extract(decided.entry, '$.data.id') = json_extract(put.entry, '$.data.id')
        where put.action = 'put_question'
        """,
    )
    db.create_view(
        "rounds",
        """
        select json_extract(ballot.entry, '$.data.election') as election,
               json_extract(ballot.entry, '$.data.round') as round,
               json_extract(ballot.entry, '$.data.form') as form,
               json_extract(ballot.entry, '$.data.made') as made,
               json_extract(closed.entry, '$.data.issued') as issued,
               json_extract(closed.entry, '$.data.spoiled') as spoiled,
               json_extract(finished.entry, '$.data.found') as found,
               json_extract(finished.entry, '$.data.blank') as blank,
               json_extract(finished.entry, '$.data.totals') as totals,
               json_extract(finished.entry, '$.data.invalid') as invalid
        from log as ballot
        left join log as closed
          on closed.action = 'close_voting'
         and json_extract(closed.entry, '$.data.election')
             = json_extract(ballot.entry, '$.data.election')
         and json_extract(closed.entry, '$.data.round')
             = json_extract(ballot.entry, '$.data.round')
        left join log as finished
          on finished.action = 'finish_count'
         and json_extract(finished.entry, '$.data.election')
             = json_extract(ballot.entry, '$.data.election')
         and json_extract(finished.entry, '$.data.round')
             = json_extract(ballot.entry, '$.data.round')
        where ballot.action = 'approve_ballot'
        """,
    )
    db.create_view(
        "results",
        """
        select json_extract(entry, '$.data.election') as election,
               json_extract(entry, '$.data.round') as round,
               json_extract(entry, '$.data.outcome') as outcome,
               json_extract(entry, '$.data.elected') as elected,
               json_extract(entry, '$.data.goes_on') as goes_on,
               at, seq
        from log where action = 'declare'
        """,
    )


@migrations()
def evidence(db: Database) -> None:
    """Make the tables of what stands outside the file: the second medium, keys, signed heads.

    None of it belongs to the sitting itself, so none of it is in the log; a copy goes without
    the paths.
    """
    db.execute("create table medium (path text primary key) strict, without rowid")
    db.execute("alter table credential add column proved_at integer not null default 0")
    db.execute(
        """
        create table officer_key (
            verifier text primary key,
            role text not null,
            path text not null,
            current integer not null
        ) strict, without rowid
        """
    )
    db.execute("create table checkpoint (seq integer primary key, note text not null) strict")


def build(db: Database) -> None:
    """Make or bring up to date the tables of a sitting."""
    migrations.apply(db)


# A trigger may bear the name of a view: only kind, name and table together tell them apart.
Thing = tuple[str, str, str]


def objects(db: Database) -> dict[Thing, str]:
    """Return every table, trigger, view and index with the statement that made it."""
    rows = db.execute("select type, name, tbl_name, sql from sqlite_master where sql is not null")
    return {(str(kind), str(name), str(table)): str(sql) for kind, name, table, sql in rows}


@cache
def _as_it_should_be() -> dict[Thing, str]:
    reference = Database(memory=True, execute_plugins=False)
    build(reference)
    wanted = objects(reference)
    reference.close()
    return wanted


def deviations(db: Database) -> list[Sentence]:
    """Return what differs from the schema as it should be, in words."""
    wanted, found = _as_it_should_be(), objects(db)
    missing = [Sentence("{name} is missing", name=_called(t)) for t in wanted if t not in found]
    extra = [
        Sentence("{name} does not belong here", name=_called(t)) for t in found if t not in wanted
    ]
    changed = [
        Sentence("{name} was changed", name=_called(t))
        for t in wanted
        if t in found and wanted[t] != found[t]
    ]
    return missing + extra + changed


def _called(thing: Thing) -> str:
    kind, name, table = thing
    return name if kind in ("table", "view") else f"{kind} {name} on {table}"
