"""The tables, as migrations: each is applied once, and never edited afterwards.

Made to be read by people: plain names, UTC in ISO 8601, foreign keys, STRICT.
"""

from sqlite_utils import Database, Migrations

migrations = Migrations("docwatch")


@migrations()
def m001_the_record(db: Database) -> None:
    """Everything that the straight line leaves behind."""
    _execute(db, TABLES)


@migrations()
def m002_views(db: Database) -> None:
    """What people ask first."""
    _execute(db, VIEWS)


@migrations()
def m003_life(db: Database) -> None:
    """What a life of many turns needs: variants, doubts, documents that were joined."""
    _execute(db, LIFE)


@migrations()
def m004_lists(db: Database) -> None:
    """What lists are read by: a source's changes, the latest documents, an alert's state."""
    _execute(db, LISTS)


@migrations()
def m005_the_plan_and_its_gaps(db: Database) -> None:
    """How often documents change, what hosts bear, which turns were missed, sums for ever."""
    _execute(db, PLAN_AND_GAPS)


@migrations()
def m006_second_thoughts(db: Database) -> None:
    """What it takes to undo: joins and splits on record, and whose eyes a source was read by."""
    _execute(db, SECOND_THOUGHTS)


@migrations()
def m007_second_tries(db: Database) -> None:
    """A request that was asked again is a request, too, and no look."""
    db.execute("alter table fetches add column asked_again integer not null default 0")


@migrations()
def m008_how_much_was_changed(db: Database) -> None:
    """Characters taken out and put in by an edit, and of how many on both sides."""
    for column in ("removed", "inserted", "characters"):
        db.execute(f"alter table edits add column {column} integer not null default 0")


@migrations()
def m009_interfaces(db: Database) -> None:
    """How each interface does, and what it says of when documents were modified."""
    _execute(db, INTERFACES)


@migrations()
def m010_rules_of_a_check(db: Database) -> None:
    """By which rules a check compared (JSON); empty for checks before that was written down."""
    db.execute("alter table checks add column rules text not null default ''")


def _execute(db: Database, script: str) -> None:
    """Statement by statement: `executescript` would commit the migration's own transaction."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)


TABLES = """
create table sources (
    id              integer primary key,
    name            text not null unique,
    spider          text not null,
    health          text not null default 'unknown',
    health_since    text,
    alarmed         integer not null default 0,  -- an alert went out, and no recovery yet
    failures        integer not null default 0,  -- failed checks in a row
    message         text not null default '',    -- what the last failed check said
    watching_since  text,
    last_check_at   text,
    last_good_at    text,
    next_check_at   text,
    retired_at      text
) strict;

create table interfaces (
    source_id    integer not null references sources(id),
    name         text not null,
    scope        text not null,                  -- what is enumerated; widened: a new baseline
    first_at     text not null,
    baseline_at  text,                           -- enumerated to its end for the first time
    last_good_at text,
    primary key (source_id, name, scope)
) strict;

create table checks (
    id          text primary key,
    source_id   integer not null references sources(id),
    started_at  text not null,
    ended_at    text,
    outcome     text,
    asked       integer not null default 0,
    unchanged   integer not null default 0,
    changed     integer not null default 0,
    baseline    integer not null default 0,
    failed      integer not null default 0,
    message     text not null default ''
) strict;
create index checks_by_source on checks(source_id, started_at);

create table fetches (
    id          integer primary key,
    check_id    text not null references checks(id),
    source_id   integer not null references sources(id),
    fetched_at  text not null,
    role        text not null,
    url         text not null,
    answered    text not null,
    status      integer,
    bytes       integer not null,
    ms          integer not null,
    verdict     text not null,
    evidence    text not null,
    body        text not null                    -- SHA-256: outlives the body itself
) strict;
create index fetches_by_check on fetches(check_id);
create index fetches_by_url on fetches(url, fetched_at);

create table blobs (
    sha256  text primary key,
    size    integer not null,                    -- of the body, in bytes
    base    text references blobs(sha256),       -- an earlier body of the page, its dictionary
    frame   text references blobs(sha256),       -- another page of the site, its dictionary
    data    blob not null                        -- zstd
) strict;
create index blobs_by_base on blobs(base) where base is not null;
create index blobs_by_frame on blobs(frame) where frame is not null;

create table captures (
    id          integer primary key,
    source_id   integer not null references sources(id),
    url         text not null,
    verdict     text not null,
    state       text not null,                   -- what was read: equal states in a row are a run
    body        text not null references blobs(sha256),
    headers     text not null,
    status      integer,
    first_seen  text not null,
    last_seen   text not null
) strict;
create index captures_by_url on captures(source_id, url, id);
create index captures_by_body on captures(body);

create table documents (
    id             text primary key,
    source_id      integer not null references sources(id),
    url            text not null,
    language       text not null,
    title          text not null,
    state          text not null,
    baseline       integer not null,             -- taken in silently, not told as new
    first_seen     text not null,
    last_seen      text not null,
    changed_at     text not null,
    missing_since  text,
    absences       integer not null default 0,
    last_absence   text,
    failures       integer not null default 0,
    due_at         text,
    snapshot_id    integer references snapshots(id)
) strict;
create index documents_by_source on documents(source_id, due_at);

create table identities (
    source_id    integer not null references sources(id),
    language     text not null,
    scheme       text not null,
    value        text not null,
    document_id  text not null references documents(id),
    primary key (source_id, language, scheme, value)
) strict;
create index identities_by_document on identities(document_id);

create table sightings (
    document_id  text not null references documents(id),
    interface    text not null,
    first_seen   text not null,
    last_seen    text not null,
    primary key (document_id, interface)
) strict;

create table addresses (
    id             integer primary key,
    source_id      integer not null references sources(id),
    url            text not null,
    role           text not null,
    document_id    text references documents(id),
    etag           text not null default '',
    last_modified  text not null default '',
    reader         text not null default '',     -- who read it: other eyes send no validators
    body           text not null default '',     -- the last good capture
    reading        text not null default '',     -- of a listing: what a 304 still means
    good_at        text,
    unique (source_id, url)
) strict;
create index addresses_by_document on addresses(document_id);

create table snapshots (
    id           integer primary key,
    document_id  text not null references documents(id),
    check_id     text not null references checks(id),
    first_seen   text not null,
    last_seen    text not null,
    title        text not null,
    published    text not null,
    text         text not null,
    blocks       text not null,                  -- kind and level of every block of the text
    details      text not null,                  -- all else that was read
    form         text not null,
    reader       text not null,
    body         text not null,                  -- SHA-256 of the page it was read from
    key          text not null,                  -- equal keys: no difference of substance
    hash         text not null,                  -- equal hashes: no difference at all
    why          text not null                   -- seen, reread, form, or the change's kind
) strict;
create index snapshots_by_document on snapshots(document_id, id);
create index snapshots_by_body on snapshots(body);

create table changes (
    seq              integer primary key,
    id               text not null unique,
    document_id      text not null references documents(id),
    source_id        integer not null references sources(id),
    check_id         text not null references checks(id),
    kind             text not null,
    weight           text not null,
    url              text not null,
    language         text not null,
    title            text not null,
    headline         text not null,
    first_seen       text not null,              -- first seen otherwise
    last_seen        text,                       -- last seen as before
    failed_checks    integer not null,           -- looks in between that said nothing
    evidence_before  text not null,
    evidence_after   text not null,
    snapshot_before  integer references snapshots(id),
    snapshot_after   integer references snapshots(id),
    terms            text not null,
    told             integer not null
) strict;
create index changes_by_document on changes(document_id, seq);
create index changes_by_time on changes(first_seen);

create table edits (
    id         integer primary key,
    change_id  text not null references changes(id),
    field      text not null,
    weight     text not null,
    hunks      text not null
) strict;
create index edits_by_change on edits(change_id);

create table alerts (
    seq              integer primary key,
    id               text not null unique,
    channel          text not null,
    type             text not null,
    source           text not null,
    check_id         text not null,
    created_at       text not null,
    state            text not null,              -- pending, delivered, given_up
    attempts         integer not null default 0,
    next_attempt_at  text,
    ended_at         text,
    error            text not null default '',
    changes          text not null,              -- ids
    total            integer not null,
    text             text not null,
    remaining        text not null default '[]', -- recipients still to be served
    since            text                        -- of trouble: the last good look before it
) strict;
create index alerts_pending on alerts(next_attempt_at) where state = 'pending';

create table deliveries (
    id         integer primary key,
    alert_id   text not null references alerts(id),
    at         text not null,
    delivered  integer not null,
    error      text not null
) strict;
create index deliveries_by_alert on deliveries(alert_id);

create table findings (                          -- of checks that are not concluded yet
    check_id  text not null references checks(id),
    position  integer not null,
    finding   text not null,
    primary key (check_id, position)
) strict;

create table requests (                          -- what the daemon is asked to do
    id         integer primary key,
    source     text not null,
    full       integer not null,
    asked_at   text not null,
    taken_at   text,
    done_at    text,
    check_id   text,
    outcome    text not null default '',
    message    text not null default ''
) strict;

create table heartbeats (
    name  text primary key,
    at    text not null,
    note  text not null default ''
) strict;
"""

VIEWS = """
create view recent_changes as
select changes.first_seen as at, sources.name as source, changes.kind, changes.weight,
       changes.title, changes.headline, changes.url, changes.language, changes.last_seen,
       changes.failed_checks, changes.terms, changes.document_id as document, changes.id as change
  from changes join sources on sources.id = changes.source_id
 order by changes.seq desc;

create view source_health as
select sources.name as source, sources.health, sources.health_since as since, sources.failures,
       sources.message, sources.last_good_at, sources.last_check_at, sources.next_check_at,
       (select count(*) from documents where documents.source_id = sources.id) as documents,
       (select count(*) from documents
         where documents.source_id = sources.id and state = 'missing') as missing,
       sources.retired_at
  from sources
 order by sources.retired_at is not null, sources.name;

create view coverage as
select sources.name as source, substr(checks.started_at, 1, 10) as day, count(*) as checks,
       sum(checks.outcome = 'ok') as good,
       round(100.0 * sum(checks.outcome = 'ok') / count(*), 1) as percent
  from checks join sources on sources.id = checks.source_id
 where checks.ended_at is not null
 group by sources.name, day
 order by day desc, source;

create view undelivered_alerts as
select created_at, channel, type, source, state, attempts, next_attempt_at, error, total, id
  from alerts
 where state <> 'delivered'
 order by seq;

create view document_timeline as
select snapshots.document_id as document, snapshots.first_seen, snapshots.last_seen,
       snapshots.why, snapshots.title, snapshots.form, length(snapshots.text) as characters,
       snapshots.body as evidence, snapshots.id as snapshot
  from snapshots
 order by snapshots.document_id, snapshots.id;
"""

LIFE = """
alter table changes add column circumstances text not null default '{}';
alter table documents add column turned_at text;
alter table documents add column doubted text not null default '';
alter table documents add column doubts integer not null default 0;
alter table documents add column doubted_at text;
alter table documents add column joined_to text references documents(id);
create index snapshots_by_key on snapshots(document_id, key);
create index documents_absent on documents(source_id, state) where state <> 'live';
create index documents_joined on documents(joined_to) where joined_to is not null;
drop view source_health;
create view source_health as
select sources.name as source, sources.health, sources.health_since as since, sources.failures,
       sources.message, sources.last_good_at, sources.last_check_at, sources.next_check_at,
       (select count(*) from documents
         where documents.source_id = sources.id and joined_to is null) as documents,
       (select count(*) from documents
         where documents.source_id = sources.id and joined_to is null
           and state = 'missing') as missing,
       sources.retired_at
  from sources
 order by sources.retired_at is not null, sources.name;
"""

LISTS = """
create index changes_by_source on changes(source_id);
create index documents_by_change on documents(changed_at, id);
create index alerts_by_check on alerts(check_id);
create index alerts_by_state on alerts(state);

drop view document_timeline;
create view document_timeline as  -- in no order of its own: that would read every text to count
select document_id as document, first_seen, last_seen, why, title, form,
       length(text) as characters, body as evidence, id as snapshot
  from snapshots;
"""

PLAN_AND_GAPS = """
create table rhythms (                           -- how often a document was seen to change
    document_id  text primary key references documents(id),
    looks        real not null,                  -- good ones, since the first; old ones fade
    changes      real not null,                  -- looks that found a change
    seconds      real not null,                  -- the time that these looks span
    looked_at    text not null
) strict;

create table demands (                           -- what known documents ask of a host
    source_id  integer not null references sources(id),
    host       text not null,
    hourly     real not null,                    -- requests
    allowed    real,                             -- what the source lets the host bear
    primary key (source_id, host)
) strict;

create table lives (                             -- when the daemon was at work
    id        integer primary key,
    began_at  text not null,
    last_at   text not null
) strict;

create table missed (                            -- turns of a source that were not taken
    id         integer primary key,
    source_id  integer not null references sources(id),
    began_at   text not null,                    -- the first turn
    ended_at   text not null,                    -- the last one, of the same day
    turns      integer not null,
    why        text not null                     -- off, late, or failing: left alone
) strict;
create index missed_by_source on missed(source_id, began_at);

create table fetch_sums (                        -- what is left of old fetches
    day        text not null,
    source_id  integer not null references sources(id),
    verdict    text not null,
    requests   integer not null,                 -- sent
    not_sent   integer not null,                 -- the host was left alone
    bytes      integer not null,
    ms         integer not null,
    primary key (day, source_id, verdict)
) strict;

create index fetches_by_time on fetches(fetched_at);

-- when other words came under the validators of before
alter table addresses add column lied_at text;

create view fetches_by_day as
select day, sources.name as source, verdict, sum(requests) as requests,
       sum(not_sent) as not_sent, sum(bytes) as bytes, sum(ms) as ms
  from (
        select day, source_id, verdict, requests, not_sent, bytes, ms from fetch_sums
         union all
        select substr(fetched_at, 1, 10), source_id, verdict, evidence not like 'not asked:%',
               evidence like 'not asked:%', bytes, ms
          from fetches
       ) as each
  join sources on sources.id = each.source_id
 group by day, sources.name, verdict
 order by day desc, source, requests desc;

create view planned_checks as
select source_id, started_at as at, ended_at, outcome, message, 1 as turns
  from checks where ended_at is not null
 union all
select source_id, began_at, ended_at, why, '', turns from missed;

drop view coverage;

create view coverage as
select sources.name as source, substr(planned_checks.at, 1, 10) as day,
       sum(turns) as planned, sum(outcome not in ('off', 'late', 'failing')) as checks,
       sum(outcome = 'ok') as good, round(100.0 * sum(outcome = 'ok') / sum(turns), 1) as percent
  from planned_checks join sources on sources.id = planned_checks.source_id
 group by sources.name, day
 order by day desc, source;

create view coverage_gaps as                     -- from a good check to the next one
select sources.name as source, gaps.last_good_at, first_failed_at, next_good_at, failed, missed,
       why, gaps.message
  from (
        select source_id, stretch,
               min(iif(outcome = 'ok', at, null)) as last_good_at,
               min(iif(outcome = 'ok', null, at)) as first_failed_at,
               lead(min(at)) over (partition by source_id order by stretch) as next_good_at,
               sum(outcome in ('down', 'blocked', 'unreadable', 'interrupted')) as failed,
               sum(iif(outcome in ('off', 'late', 'failing'), turns, 0)) as missed,
               group_concat(distinct iif(outcome = 'ok', null, outcome)) as why,
               max(message) as message
          from (
                select *, sum(outcome = 'ok') over (
                           partition by source_id order by at, ended_at
                           rows between unbounded preceding and current row) as stretch
                  from planned_checks
               )
         group by source_id, stretch
       ) as gaps
  join sources on sources.id = gaps.source_id
 where first_failed_at is not null
 order by first_failed_at desc;
"""

SECOND_THOUGHTS = """
alter table sources add column eyes text not null default '';
alter table identities add column contested integer not null default 0;
create table joins (                             -- and splits: who was taken for whom, and when
    id           integer primary key,
    at           text not null,
    what         text not null,                  -- join, split
    document_id  text not null references documents(id),
    other_id     text not null references documents(id), -- that it was joined to, or split from
    check_id     text references checks(id),     -- null: a person did it
    moved        text not null,                  -- what went over, and how both stood before
    undone_by    integer references joins(id)
) strict;
create index joins_by_document on joins(document_id, id);
create index joins_by_other on joins(other_id, id);
"""

INTERFACES = """
alter table interfaces add column asked_at text;
alter table interfaces add column ended_at text;
alter table interfaces add column failures integer not null default 0;
alter table interfaces add column message text not null default '';
alter table sightings add column modified text not null default '';
update interfaces set asked_at = last_good_at, ended_at = baseline_at
"""
