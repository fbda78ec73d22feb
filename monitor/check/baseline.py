"""What was there before we watched: silent, though it is seen for the first time."""

from collections import defaultdict
from itertools import takewhile

from crawler.items import BELIEVABLE, Document, Finding
from monitor.check.evidence import Evidence, Listing
from monitor.check.scene import Scene


def interfaces_that_show(evidence: Evidence, url: str, finding: Finding) -> frozenset[str]:
    """The ways in by which the document at `url` was found in this check."""
    showing = evidence.shown.get(url) or evidence.shown.get(finding.page.url)
    return frozenset(showing or {finding.reading.interface})


def is_baseline(scene: Scene, evidence: Evidence, document: Document, finding: Finding) -> bool:
    """Is a document that is seen for the first time part of what was there before we watched?

    It is, unless an interface shows it that had been enumerated to its end before, or its own date
    is later than the day on which watching began. It is as well where an older document only moved
    up into sight, because others left the listing.
    """
    since = scene.record.watching_since
    published = document.dates.get("published", "")[:10]
    if since and published > since.strftime("%Y-%m-%d"):
        return False
    if document.url in evidence.moved_up or finding.page.url in evidence.moved_up:
        return True
    showing = interfaces_that_show(evidence, document.url, finding)
    return showing <= scene.store.sources.open_baselines(scene.source.name, showing, scene.scope)


def moved_up(scene: Scene, evidence: Evidence) -> frozenset[str]:
    """The unknown documents at the end of a listing that may fill the places of those that left it.

    At most as many as left: nothing can move up where nobody went. To be asked before anything of
    this check is concluded, while the record still has the listing as it was.
    """
    pages: defaultdict[str, list[Listing]] = defaultdict(list)
    for listing in evidence.listings:
        pages[listing.interface].append(listing)
    return frozenset(url for listings in pages.values() for url in _moved_up(scene, listings))


def left_listing(scene: Scene, evidence: Evidence) -> frozenset[str]:
    """The addresses that a listing showed before and shows no longer.

    Of a listing one page of which failed nothing is said. To be asked before anything of this check
    is concluded, as `moved_up`.
    """
    answers = evidence.answers
    if any(each.role == "listing" and each.verdict not in BELIEVABLE for each in answers):
        return frozenset()
    shown = {url for listing in evidence.listings for url in listing.urls}
    before = (_shown_before(scene, listing) for listing in evidence.listings)
    return frozenset().union(*before) - shown


def _moved_up(scene: Scene, listings: list[Listing]) -> list[str]:
    shown = list(dict.fromkeys(url for listing in listings for url in listing.urls))
    unknown = list(takewhile(lambda url: not _is_known(scene, url), reversed(shown)))
    if not unknown:
        return []
    before = {url for listing in listings for url in _shown_before(scene, listing)}
    return unknown[: len(before - set(shown))]


def _is_known(scene: Scene, url: str) -> bool:
    return scene.store.addresses.document(scene.source.name, url) is not None


def _shown_before(scene: Scene, listing: Listing) -> frozenset[str]:
    return scene.store.addresses.shown(scene.source.name, listing.page)
