"""One look at one source: the straight line, from the order to the alerts that are owed."""

import logging
from collections.abc import AsyncIterator, Callable, MutableMapping
from contextlib import aclosing
from datetime import datetime

from crawler.items import ABSENT, BELIEVABLE, Finding, Order, Verdict
from monitor.check.conclude import conclude, interrupt
from monitor.check.evidence import Evidence
from monitor.check.health import count_as_failed
from monitor.check.order import is_idle, order_for
from monitor.check.scene import Scene
from monitor.check.slices import conclude_slice
from monitor.errors import FetchError, StoreError
from monitor.model import CheckReport, Source
from monitor.render.plan import plan
from monitor.render.safe import printable
from monitor.reread import catch_up
from monitor.store import Store

__all__ = ["Crawl", "Progress", "check", "count_as_failed"]

log = logging.getLogger(__name__)

# The seam: what goes out is an order, what comes in are findings, one by one, and bodies by their
# SHA-256.
Crawl = Callable[[Order, MutableMapping[str, bytes]], AsyncIterator[Finding]]
Progress = Callable[[Finding], None]

_BATCH = 25  # findings a commit: what a kill may cost
_LOGGED = 10  # pages that failed in one check, a line each
_SLICE = 25  # documents of a first run that are taken in at once: what an interruption may cost


async def check(
    source: Source,
    store: Store,
    crawl: Crawl,
    *,
    clock: Callable[[], datetime],
    full: bool = False,
    budget: int | None = None,
    progress: Progress | None = None,
) -> CheckReport:
    """Look at `source` once, and write down what became of it.

    Evidence is committed as it arrives and believed by nobody; one transaction at the end concludes
    the check. A first run takes its documents in by slices, so that an interrupted one goes on
    where it stopped. Where our eyes changed, the stored pages are read again before it begins.

    Args:
        source: What to look at.
        store: The record. Nobody else writes to it meanwhile.
        crawl: The seam to the crawler.
        clock: The time now.
        full: Ask for every known document, whatever its age.
        budget: The most pages to ask.
        progress: Told of every finding.

    Raises:
        StoreError: the record is in doubt.
    """
    await catch_up(source, store)
    if store.set_back(source.name, now=clock()):
        log.warning("%s: the clock was set back; what it had seen later is due now", source.name)
    scene = Scene.open(source, store, now=clock())
    evidence = Evidence(scene)
    try:
        order = order_for(scene, full=full, budget=budget)
        await _gather(crawl, order, evidence, progress)
        evidence.idle = is_idle(order) and not evidence.answers
        _log_failures(source, evidence)
        return conclude(scene, evidence, now=clock())
    except FetchError as error:
        return interrupt(scene, evidence, str(error), now=clock())
    except StoreError:
        raise
    except Exception as error:
        fault = f"docwatch itself failed: {type(error).__name__}: {error}"
        log.error("%s: %s", source.name, fault)
        log.debug("%s: where it failed", scene.id, exc_info=True)
        return interrupt(scene, evidence, fault, now=clock())
    except BaseException:
        interrupt(scene, evidence, "the check was cut short", now=clock())
        raise


def _log_failures(source: Source, evidence: Evidence) -> None:
    """Say of each page that is not what was asked for what it is; of many, the first ones.

    That a page is gone is no failure: what becomes of its document is said of the document. Nor is
    it one that a document is not there yet.
    """
    fine = BELIEVABLE | ABSENT | {Verdict.NOT_PUBLISHED}
    failed = [each for each in evidence.answers if each.verdict not in fine]
    for answer in failed[:_LOGGED]:
        seen = f" ({answer.evidence})" if answer.evidence else ""
        log.warning("%s: %s: %s", source.name, answer.verdict, printable(f"{answer.url}{seen}"))
    if len(failed) > _LOGGED:
        log.warning("%s: and %d pages more that failed", source.name, len(failed) - _LOGGED)


def _log_plan(source: Source, ahead: int) -> None:
    if said := plan(ahead, source.delay):
        log.info("%s: %s", source.name, said)


async def _gather(
    crawl: Crawl, order: Order, evidence: Evidence, progress: Progress | None
) -> None:
    bodies: dict[str, bytes] = {}
    batch: list[Finding] = []
    ahead: int | None = None
    async with aclosing(crawl(order, bodies)) as findings:  # type: ignore[type-var]
        async for finding in findings:
            batch.append(finding)
            if ahead is None and finding.ahead is not None:
                ahead = finding.ahead
                _log_plan(evidence.scene.source, ahead)
            if progress:
                progress(finding)
            if len(batch) >= _BATCH:
                _commit(evidence, batch, bodies)
    _commit(evidence, batch, bodies)


def _commit(evidence: Evidence, batch: list[Finding], bodies: dict[str, bytes]) -> None:
    evidence.take(batch, bodies)
    batch.clear()
    if evidence.fresh >= _SLICE:
        conclude_slice(evidence.scene, evidence)
