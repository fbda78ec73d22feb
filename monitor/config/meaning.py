"""What a configuration means, for `docwatch config`: defaults resolved, secrets masked."""

from typing import Any

from crawler.options import OPTIONS
from monitor.config.settings import Config
from monitor.config.values import format_duration
from monitor.model import Kind, Schedule, Source


def describe(config: Config) -> dict[str, Any]:
    """The configuration as plain JSON; secrets are asterisks."""
    return {
        "file": str(config.file),
        "database": str(config.database),
        "timezone": config.timezone,
        "contact": config.contact,
        "public_url": config.public_url,
        "user_agent": config.user_agent,
        "retention": {"fetches": format_duration(config.retention.fetches)},
        "sources": {source.name: _source(source) for source in config.sources},
        "channels": {
            name: {key: shown for key, shown in settings.model_dump(mode="json").items() if shown}
            for name, settings in config.channels.items()
        },
        "warnings": list(config.warnings),
    }


def _source(source: Source) -> dict[str, Any]:
    options = OPTIONS[source.spider].model_validate(source.options)
    return {
        "spider": source.spider,
        "enabled": source.enabled,
        "was": source.was,
        "options": options.model_dump(mode="json"),
        "schedule": _schedule(source.schedule),
        "delay": format_duration(source.delay),
        "budget": source.budget,
        "notify": list(source.notify),
        "kinds": [kind.value for kind in Kind if kind in source.kinds],
        "confirm": {
            "times": source.confirm.times,
            "apart": format_duration(source.confirm.apart),
        },
        "alarm_after": source.alarm_after,
        "group_over": source.group_over,
        "lost_share": source.lost_share,
        "terms": {name: list(variants) for name, variants in source.terms.items()},
    }


def _schedule(schedule: Schedule) -> dict[str, str]:
    turn = {"every": format_duration(schedule.every)} if schedule.every else {"cron": schedule.cron}
    return {**turn, "jitter": format_duration(schedule.jitter), "timezone": schedule.timezone}
