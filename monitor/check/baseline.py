"""What was there before we watched: silent, though it is seen for the first time."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import takewhile

from crawler.items import Document, Finding
from monitor.check.evidence import LINKED, Evidence, Listing
from monitor.check.scene import Scene
from monitor.judge import failing_interfaces


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
    if is_linked(evidence, document.url, finding):
        # A file is as new as what links to it: an article that is new, or edited.
        return since is None or not evidence.linkers[finding.page.url] & evidence.news
    showing = interfaces_that_show(evidence, document.url, finding)
    return showing <= scene.store.sources.open_baselines(scene.source.name, showing, scene.scope)


def is_linked(evidence: Evidence, url: str, finding: Finding) -> bool:
    """Whether a document was found because an article links to it, and in no other way."""
    return interfaces_that_show(evidence, url, finding) == {LINKED}


def moved_up(scene: Scene, evidence: Evidence) -> frozenset[str]:
    """The unknown documents at the end of a listing that may fill the places of those that left it.

    At most as many as left: nothing can move up where nobody went, or only to an address that the
    listing shows; and below one that is known: a listing of which nothing is left shows what came
    since. To be asked before anything of this check is concluded, while the record still has the
    listing as it was.
    """
    pages: defaultdict[str, list[Listing]] = defaultdict(list)
    for listing in evidence.listings:
        if listing.is_window:
            pages[listing.interface].append(listing)
    forwards = evidence.forwards
    each = (_moved_up(scene, listings, forwards) for listings in pages.values())
    return frozenset(url for urls in each for url in urls)


def left_listing(scene: Scene, evidence: Evidence) -> frozenset[str]:
    """The addresses that a listing showed before and shows no longer.

    Of a listing one page of which failed, or that was not asked to its end, nothing is said. To be
    asked before anything of this check is concluded, as `moved_up`.
    """
    failing = failing_interfaces(evidence.answers)
    if "" in failing:
        return frozenset()
    shown = {url for listing in evidence.listings for url in listing.urls}
    ended = {listing.interface for listing in evidence.listings if listing.ends} - failing.keys()
    whole = (listing for listing in evidence.listings if listing.interface in ended)
    before = (_shown_before(scene, listing) for listing in whole)
    return frozenset().union(*before) - shown


def _moved_up(scene: Scene, listings: list[Listing], forwards: Mapping[str, str]) -> list[str]:
    shown = list(dict.fromkeys(url for listing in listings for url in listing.urls))
    unknown = list(takewhile(lambda url: not _is_known(scene, url), reversed(shown)))
    if not unknown or len(unknown) == len(shown):
        return []
    before = {url for listing in listings for url in _shown_before(scene, listing)}
    left = [url for url in before.difference(shown) if forwards.get(url) not in shown]
    return unknown[: len(left)]


def _is_known(scene: Scene, url: str) -> bool:
    return scene.store.addresses.document(scene.source.name, url) is not None


def _shown_before(scene: Scene, listing: Listing) -> frozenset[str]:
    return scene.store.addresses.shown(scene.source.name, listing.page)
