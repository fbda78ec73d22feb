"""The shape of config.yaml: its keys, and what each of them takes.

A spider's own options are checked by `crawler.options`, a channel's by `monitor.config.channels`.
"""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from monitor.config.values import (
    Contact,
    Count,
    CronLine,
    Duration,
    Flag,
    Interval,
    Name,
    Share,
    Text,
    TimeZone,
    WebAddress,
)
from monitor.model import TOLD_BY_DEFAULT, Kind

Terms = dict[Text, Annotated[list[Text], Field(min_length=1)]]


class Shape(BaseModel):
    """Keys that are known, and no others; errors hold no values."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class ScheduleShape(Shape):
    """When to look: by an interval or by a cron line."""

    every: Interval | None = None
    cron: CronLine | None = None
    jitter: Duration | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "ScheduleShape":
        if self.every and self.cron:
            raise ValueError("every and cron exclude each other; keep one")
        if self.every and self.jitter and self.jitter > self.every:
            raise ValueError("jitter is longer than every; make it shorter")
        return self


class ConfirmShape(Shape):
    """When an absence counts as a removal."""

    times: Count = 3
    apart: Duration = timedelta(hours=1)


class RetentionShape(Shape):
    """How long evidence is kept that nothing rests on."""

    fetches: Interval = timedelta(days=90)


class TopShape(Shape):
    """The top of the file. Sources and channels are looked into later, each by its own kind."""

    database: Text = "docwatch.db"
    timezone: TimeZone = "UTC"
    contact: Contact | None = None
    public_url: Annotated[WebAddress, AfterValidator(lambda url: url.rstrip("/"))] | None = None
    schedule: ScheduleShape = ScheduleShape()
    delay: Duration = timedelta(seconds=5)
    budget: Count | None = None
    notify: list[str] = []
    kinds: list[Kind] = sorted(TOLD_BY_DEFAULT)
    confirm: ConfirmShape = ConfirmShape()
    alarm_after: Count = 3
    group_over: Count = 20
    lost_share: Share = 0.5
    retention: RetentionShape = RetentionShape()
    terms: Terms = {}
    sources: Annotated[dict[Name, dict[str, Any]], Field(min_length=1)]
    channels: dict[Name, dict[str, Any]] = {}


class SourceShape(ScheduleShape):
    """The keys that every source has; None: as the top of the file says.

    A schedule's keys may stand beside the others, or under `schedule`.
    """

    spider: str
    enabled: Flag = True
    schedule: ScheduleShape | None = None
    delay: Duration | None = None
    budget: Count | None = None
    notify: list[str] | None = None
    kinds: list[Kind] | None = None
    confirm: ConfirmShape = ConfirmShape()
    alarm_after: Count | None = None
    group_over: Count | None = None
    lost_share: Share | None = None
    terms: list[str] | Terms | None = None
    was: Name | None = None

    @model_validator(mode="after")
    def _one_schedule(self) -> "SourceShape":
        if self.schedule and self.model_fields_set & set(ScheduleShape.model_fields):
            raise ValueError("the schedule is there twice: in schedule, and beside it; keep one")
        return self

    @property
    def own_schedule(self) -> ScheduleShape:
        """The source's schedule, wherever it was written."""
        return self.schedule or self
