"""How long an edit waits before it is noticed: `python -m tests.bench.schedule`.

Documents of a made-up site are published over four years, and watched for the last two of them by
a check every half hour. Most are corrected soon after they were published, or never: the odds
that a document changes fall with the time since its last news. Three in a hundred are kept up to
date for ever, every few weeks or months; one in two hundred changes every few days.

    our plan           tiers by age, and the rhythm of documents that change often
    tiers alone        the same without the rhythm, all intervals scaled to as many requests
    uniform            every document as often as every other, by as many requests
    in proportion      to the rate at which each document will have changed in the end: nobody knows
    square root        of that rate
    half the budget    our plan where the host bears half of what it would ask

The two that know the future are there for the measure: what hindsight would have reached by as many
requests. No plan asks a document more often than the source is checked.

`delay` is the mean over all edits, in hours, from the edit to the first look that finds it; `90 %`
wait no longer than that. `old` is the mean for documents whose last news is more than a year old,
`living` for those that are kept up to date, `young` for others with news of the last 30 days.
`unseen` counts edits that were written over by the next one before anybody looked.
"""

import argparse
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from statistics import mean, quantiles

from monitor.model import Rhythm, State, Watched
from monitor.schedule import interval_of

CHECK = timedelta(minutes=30)
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
HISTORY = timedelta(days=730)
WATCHED = timedelta(days=730)
END = BEGIN + WATCHED
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
NEVER = Rhythm()

Interval = Callable[[Watched, Rhythm, datetime], timedelta]


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: when it was published and edited; its true rate, if it is kept up to date."""

    published: datetime
    edits: tuple[datetime, ...]
    every: timedelta | None  # between two edits, on average; None: it is corrected, or never is

    @property
    def rate(self) -> float:
        """Edits an hour while it is watched, as one who knows them all would say."""
        if self.every:
            return HOUR / self.every
        return max(len(self.edits), 0.2) / ((END - max(self.published, BEGIN)) / HOUR)


@dataclass(frozen=True, slots=True)
class Wait:
    """One edit that was noticed."""

    hours: float
    after: timedelta  # the news before it
    is_living: bool


@dataclass(slots=True)
class Result:
    """What a plan came to."""

    waits: list[Wait]
    requests: int = 0
    unseen: int = 0


def main() -> None:
    """Simulate, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=300, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    chosen = parser.parse_args()
    papers = list(_papers(chosen.documents, random.Random(chosen.seed)))
    _print(dict(_results(papers)))


def _results(papers: list[Paper]) -> Iterator[tuple[str, Result]]:
    ours = _watch(papers, lambda _: _planned)
    yield "our plan", ours
    yield "tiers alone", _as_many(papers, ours.requests, lambda _: 1.0, _by_age)
    typical = mean(1 / math.sqrt(paper.rate) for paper in papers)
    for name, weight in (
        ("uniform", lambda _: 1.0),
        ("in proportion", lambda paper: 1 / paper.rate / typical**2),
        ("square root", lambda paper: 1 / math.sqrt(paper.rate) / typical),
    ):
        yield name, _as_many(papers, ours.requests, weight, lambda *_: 4 * HOUR)
    yield "half the budget", _watch(papers, lambda _: _scaled(_planned, 2.0))


def _planned(watched: Watched, rhythm: Rhythm, now: datetime) -> timedelta:
    return max(interval_of(watched, rhythm, now=now), CHECK)


def _by_age(watched: Watched, _: Rhythm, now: datetime) -> timedelta:
    return max(interval_of(watched, NEVER, now=now), CHECK)


def _as_many(
    papers: list[Paper], requests: int, weight: Callable[[Paper], float], interval: Interval
) -> Result:
    """The plan with all intervals scaled by the factor that needs so many requests."""
    factor, result = 4.0, Result([])
    for _ in range(4):  # the requests are nearly the inverse of the factor
        result = _watch(papers, partial(_weighed, interval, factor, weight))
        factor *= result.requests / requests
    return result


def _weighed(
    interval: Interval, factor: float, weight: Callable[[Paper], float], paper: Paper
) -> Interval:
    return _scaled(interval, factor * weight(paper))


def _scaled(interval: Interval, factor: float) -> Interval:
    return lambda watched, rhythm, now: min(interval(watched, rhythm, now) * factor, WATCHED)


def _watch(papers: list[Paper], chosen: Callable[[Paper], Interval]) -> Result:
    result = Result([])
    for paper in papers:
        _follow(paper, chosen(paper), result)
    return result


def _follow(paper: Paper, interval: Interval, result: Result) -> None:
    """Look at one document from the beginning of the watch, or from its publication, to the end."""
    at = _check_after(max(paper.published, BEGIN))
    news = [moment for moment in (paper.published, *paper.edits) if moment <= at]
    coming = [moment for moment in paper.edits if moment > at]
    watched = _watched(at, news[-1] if len(news) > 1 and paper.published < BEGIN else at)
    rhythm, last = NEVER, news[-1]
    while (at := _check_after(at + interval(watched, rhythm, at))) < END:
        result.requests += 1
        found = [moment for moment in coming if moment <= at]
        rhythm = _learnt(rhythm, at - watched.last_seen, bool(found))
        watched = replace(watched, last_seen=at, changed_at=at if found else watched.changed_at)
        if found:
            del coming[: len(found)]
            result.unseen += len(found) - 1
            for before, moment in pairwise((last, *found)):
                waited = (at - moment) / HOUR
                result.waits.append(Wait(waited, moment - before, paper.every is not None))
            last = found[-1]


def _check_after(moment: datetime) -> datetime:
    """The first check of the source that is not before `moment`."""
    return BEGIN + math.ceil((moment - BEGIN) / CHECK - 1e-9) * CHECK


def _learnt(rhythm: Rhythm, passed: timedelta, found: bool) -> Rhythm:
    """As the record counts looks: `monitor.store.rhythms`, without its fading."""
    return Rhythm(
        looks=rhythm.looks + 1,
        changes=rhythm.changes + found,
        watched=rhythm.watched + passed,
    )


def _watched(at: datetime, changed_at: datetime) -> Watched:
    return Watched(
        id="d", source="s", state=State.LIVE, url="u", language="zh", title="t",
        first_seen=at, last_seen=at, changed_at=changed_at,
    )  # fmt: skip


# The site


def _papers(count: int, dice: random.Random) -> Iterator[Paper]:
    for _ in range(count):
        published = BEGIN - HISTORY + dice.random() * (HISTORY + WATCHED)
        kind = dice.random()
        if kind < 0.005:
            every = DAY * math.exp(dice.uniform(math.log(2), math.log(7)))
        elif kind < 0.035:
            every = DAY * math.exp(dice.uniform(math.log(14), math.log(200)))
        else:
            yield Paper(published, tuple(_corrections(published, dice)), None)
            continue
        yield Paper(published, tuple(_updates(published, every, dice)), every)


def _updates(published: datetime, every: timedelta, dice: random.Random) -> Iterator[datetime]:
    """Edits at a steady rate, independent of each other."""
    at = published
    while (at := at + every * dice.expovariate(1)) < END:
        yield at


def _corrections(published: datetime, dice: random.Random) -> Iterator[datetime]:
    """Edits at odds of 5 % by the day that fall with the days since the last news."""
    at = published
    while True:
        # Of a hazard of c / (t + s) the waiting time is s * (u^(-1/c) - 1).
        waited = 0.5 * (dice.random() ** (-1 / 0.05) - 1)
        if waited > 5000 or (at := at + DAY * waited) >= END:
            return
        yield at


def _print(results: dict[str, Result]) -> None:
    days = WATCHED / DAY
    heads = ("a day", "edits", "unseen", "delay h", "median", "90 %", "old", "living", "young")
    print(f"{'':16}" + "".join(f"{head:>9}" for head in heads))
    for name, result in results.items():
        hours = [wait.hours for wait in result.waits]
        tenths = quantiles(hours, n=10)
        figures = (
            tenths[4],
            tenths[8],
            mean(wait.hours for wait in result.waits if wait.after > 365 * DAY),
            mean(wait.hours for wait in result.waits if wait.is_living),
            mean(
                wait.hours for wait in result.waits if not wait.is_living and wait.after < 30 * DAY
            ),
        )
        print(
            f"{name:16}{result.requests / days:9.0f}{len(hours):9}{result.unseen:9}"
            f"{mean(hours):9.1f}" + "".join(f"{figure:9.1f}" for figure in figures)
        )


if __name__ == "__main__":
    main()
