"""How a source does after a check: its health, and the alerts that are owed for it."""

from monitor.model import CheckReport, Health, Outcome, Source
from monitor.routing import route_health
from monitor.store import SourceRecord, Store

_HEALTH = {
    Outcome.OK: Health.OK,
    Outcome.DOWN: Health.DOWN,
    Outcome.BLOCKED: Health.BLOCKED,
    Outcome.UNREADABLE: Health.UNREADABLE,
}


def count_as_failed(source: Source, store: Store, report: CheckReport) -> None:
    """Let a check that broke by itself count as a failed look: `report` says as which."""
    record = store.sources.get(source.name)
    if record is None:
        return
    with store.transaction():
        conclude_source(source, store, record, report)


def conclude_source(
    source: Source, store: Store, record: SourceRecord, report: CheckReport
) -> None:
    """Write down how the source does, and owe the alert if it broke or mended just now."""
    good = report.outcome is Outcome.OK
    health = _HEALTH[report.outcome]
    failures = 0 if good else record.failures + 1
    alerts = route_health(
        source,
        record.health,
        health,
        alarmed=record.alarmed,
        failures=failures,
        check=report.id,
        now=report.ended_at,
        since=record.last_good_at,
        message=report.message,
    )
    store.outbox.put(alerts)
    store.sources.concluded(
        source.name,
        at=report.ended_at,
        good=good,
        health=health,
        failures=failures,
        alarmed=not good and (record.alarmed or failures >= source.alarm_after),
        message=report.message,
    )
