"""When a document is asked again: by the age of its last news, and by how often it changes."""

from datetime import UTC, datetime, timedelta
from math import log, sqrt

from monitor.model import TIERS, Rhythm, State, Watched

# A document that is asked "every 6 h" by a check that comes every 6 h must not miss its turn by
# seconds.
_SLACK = 0.05

# Once may be chance: a document "changes often" from its second change on. What is remembered
# fades, so that a little less than two will do.
_OFTEN = 1.5

# The measure that `interval_of` explains, in hours. With two minutes a document that changes
# monthly is asked every 5 h; a site as `python -m tests.bench.schedule` makes it up needs 6 % more
# requests for it, while the edits of such documents are noticed in half the time.
_PRICE = 1 / 30

_NEVER_CHANGED = Rhythm()


def next_due(
    watched: Watched,
    *,
    now: datetime,
    rhythm: Rhythm = _NEVER_CHANGED,
    check: timedelta = timedelta(0),
    stretch: float = 1.0,
) -> datetime:
    """The time from which on a document is asked with its source's next check, never before `now`.

    - missing (a first sign of absence): at once, so that the removal is confirmed or refuted;
    - else one interval (`interval_of`) after the last look that said something. To be removed is a
      change: who takes a page away often puts it back soon, and one that comes back after years
      must be noticed too;
    - where the host bears less (`stretch` above 1), every interval is longer by that factor; it is
      that of the source's checks, `check`, where the document would be asked with each of them.

    Five per cent are taken off every interval, so that a check which comes a little early still
    asks. The answer is in UTC.
    """
    now = now.astimezone(UTC)
    if watched.state is State.MISSING or watched.doubts:
        return now
    looked = watched.last_absence if watched.state is State.REMOVED else None
    looked = min((looked or watched.last_seen).astimezone(UTC), now)
    every = interval_of(watched, rhythm, now=now)
    if stretch > 1:
        every = max(every, check) * stretch
    return max(looked + every * (1 - _SLACK), now)


def interval_of(watched: Watched, rhythm: Rhythm, *, now: datetime) -> timedelta:
    """How long a document may stay unasked; zero: it is asked with every check.

    The shorter of two. By age: the tier (`monitor.model.TIERS`) of the time since its last change.
    By rhythm, once it was seen to change more than once: the square root of the time between its
    changes, in the measure of two minutes.

    The root is the law of sharing. Asked every I hours, a document that changes L times an hour
    lets each change wait I/2 on average, so that n documents cost the sum of L·I/2 in waiting and
    the sum of 1/I in requests; for a given number of requests the waiting is least where every I
    is the same multiple of 1/√L. Asking in proportion to L waits exactly as long as asking all
    alike: both are n·ΣL/2R for R requests an hour, where the root comes to (Σ√L)²/2R. That
    neither uniform nor proportional is right, and that what lies between is, was shown for
    freshness in J. Cho and H. Garcia-Molina, "Effective page refresh policies for Web crawlers"
    (ACM TODS 28:4, 2003); for the waiting it follows from Cauchy's inequality. The tiers obey it
    too: where nothing is known but that the last change is of age A, L is about 1/A, and their
    6 h after 3 days, 1 d after 30 and 7 d after 365 stand for 1/√L in the measure of an hour or
    a little more.
    """
    by_age = _tier_every(now - watched.changed_at)
    rate = changes_an_hour(rhythm) if rhythm.changes >= _OFTEN else 0.0
    return min(by_age, timedelta(hours=sqrt(_PRICE / rate))) if rate else by_age


def changes_an_hour(rhythm: Rhythm) -> float:
    """How often a document changes, by what was seen of it; zero where nothing was.

    A look says only that something changed since the one before, not how often: to divide the
    changes seen by the time would make a busy page too slow. The estimator is that of J. Cho and
    H. Garcia-Molina, "Estimating frequency of change" (ACM TOIT 3:3, 2003), which is nearly
    without bias: -ln((n - X + 0.5) / (n + 0.5)) changes from one look to the next, where X of n
    looks found a change.
    """
    if not rhythm.looks or not rhythm.watched:
        return 0.0
    changes = min(rhythm.changes, rhythm.looks)
    each = -log((rhythm.looks - changes + 0.5) / (rhythm.looks + 0.5))
    return each * rhythm.looks / (rhythm.watched / timedelta(hours=1))


def _tier_every(age: timedelta) -> timedelta:
    return next(tier.every for tier in TIERS if tier.until is None or age < tier.until)
