"""What becomes of one document that was read: taken in, looked at again, or only sighted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from crawler.items import (
    LISTED,
    Document,
    Finding,
    Identity,
    Page,
    Reading,
    Verdict,
    is_later,
)
from monitor.check.baseline import is_baseline
from monitor.check.evidence import LINKED, Absence, Evidence
from monitor.check.kinship import Arrival, arrival_of
from monitor.check.ledger import SAME, Ledger, settle, take_snapshot, write_change
from monitor.check.looks import as_listed, look, look_at_the_same
from monitor.check.scene import Scene
from monitor.check.whereabouts import Vanished, known_document, leads_to_another
from monitor.diff import reading_key, rules_of
from monitor.identity import same_text, spellings
from monitor.lifecycle import Step
from monitor.model import Circumstance, Watched

# So long a page may be older than an interface says that it is.
_STALE = timedelta(days=1)


def conclude_document(
    scene: Scene,
    evidence: Evidence,
    vanished: Vanished,
    document: Document,
    finding: Finding,
    ledger: Ledger,
) -> None:
    """Conclude what one document that a page gave means: it is new, or is looked at again."""
    asked = finding.page.url if finding.role == "document" else document.url
    watched = known_document(scene, evidence, vanished, document, asked)
    if watched is None and _is_only_named(scene, evidence, document, finding):
        return
    if asked in evidence.forwards and watched:
        watched = _arrived(scene, evidence, watched, document, finding)
        if watched is None:
            return
    if watched is None or _is_another(scene, watched, document, evidence, asked):
        watched = _take_in(scene, evidence, document, finding, ledger)
    elif watched.id not in ledger.believed and not _is_lesser(document, watched):
        look(scene, evidence, watched, document, finding, ledger)
        ledger.believed.add(watched.id)
    if finding.role == "listing":
        ledger.shown.add(watched.id)
    else:
        _note_address(scene, evidence, watched, finding)
    _sight(scene, evidence, watched, document, finding)


def _note_address(scene: Scene, evidence: Evidence, watched: Watched, finding: Finding) -> None:
    """Write down how the page of a document can be asked again, and where."""
    asked = finding.page.url
    if not _stands_at(scene, watched, asked):
        return
    scene.store.addresses.answered(
        scene.source.name, finding, reader=scene.reader, document=watched.id
    )
    if _is_respelled(scene, evidence, watched, asked):
        scene.store.documents.respelled(watched.id, asked)


def _sight(
    scene: Scene, evidence: Evidence, watched: Watched, document: Document, finding: Finding
) -> None:
    """Write down that an interface shows a document."""
    interface = finding.reading.interface
    if interface:
        modified = _settled(evidence, document, finding) if finding.role == "listing" else ""
        at = finding.page.fetched_at
        scene.store.documents.sighted(watched.id, interface, at=at, modified=modified)


def _take_in(
    scene: Scene, evidence: Evidence, document: Document, finding: Finding, ledger: Ledger
) -> Watched:
    """A document that is seen for the first time: part of the baseline, or news."""
    baseline = is_baseline(scene, evidence, document, finding)
    arrival = Arrival() if baseline else arrival_of(scene, document)
    watched = admit(scene, document, finding, baseline=baseline)
    ledger.believed.add(watched.id)
    if baseline:
        ledger.baseline += 1
        return watched
    step = Step(watched=watched, kind=arrival.kind, first_seen=finding.page.fetched_at)
    said = {
        **arrival.circumstances,
        **_linked_from(scene, evidence, finding),
        **as_listed(document),
    }
    write_change(scene, ledger, step, None, watched.snapshot, SAME, said)
    evidence.news.add(finding.page.url)
    return watched


def take_in_by_name(scene: Scene, evidence: Evidence, url: str, ledger: Ledger) -> None:
    """Take in a file of which nothing was read: its name has to do until it is."""
    name = unquote(urlsplit(url).path.rpartition("/")[2]) or url
    document = Document(url=url, title=name, identities=(Identity("url", url),), form="address")
    page = Page(url=url, fetched_at=scene.started_at, verdict=Verdict.ERROR)
    finding = Finding(page=page, role="listing", reading=Reading(interface=LINKED))
    watched = _take_in(scene, evidence, document, finding, ledger)
    ledger.believed.discard(watched.id)


def _linked_from(scene: Scene, evidence: Evidence, finding: Finding) -> Mapping[Circumstance, str]:
    """The document whose text links to a file."""
    for url in sorted(evidence.linkers.get(finding.page.url, ())):
        if linking := scene.store.documents.at(scene.source.name, url):
            return {Circumstance.LINKED_FROM: linking.id}
    return {}


def _arrived(
    scene: Scene, evidence: Evidence, watched: Watched, document: Document, finding: Finding
) -> Watched | None:
    """The document that stands where the address of `watched` leads to.

    Where that is not `watched` itself, `watched` is absent from its place; None if the other one is
    not known: it will be found where it belongs.
    """
    page = finding.page
    if leads_to_another(scene, watched, document, finding):
        _is_led_away(evidence, finding)
        return scene.store.documents.at(scene.source.name, document.url)
    other = scene.store.documents.at(scene.source.name, document.url)
    if other is None or other.id == watched.id or watched.url in scene.named:
        return watched
    if scene.store.joins.are_apart(watched.id, other.id) or _are_two(watched, other):
        _is_led_away(evidence, finding)
        return other
    # Two addresses, one document: whoever stands at the end of the road goes on.
    scene.store.joins.join(watched.id, into=other.id, at=page.fetched_at, check=scene.id)
    return other


def _are_two(watched: Watched, other: Watched) -> bool:
    """Whether two documents stood beside each other, and did not say the same."""
    if watched.snapshot is None or other.snapshot is None:
        return False
    one, two = watched.snapshot.reading, other.snapshot.reading
    return one.form == two.form and not same_text(one, two)


def _is_led_away(evidence: Evidence, finding: Finding) -> None:
    """An address that leads to another document is as good as gone."""
    page = finding.page
    seen_by = f"leads to {page.answered}, where something else stands"
    evidence.absences.append(Absence(page.url, page.fetched_at, explicit=False, seen=seen_by))


def _stands_at(scene: Scene, watched: Watched, asked: str) -> bool:
    """Whether an address is this document's: one that leads to it may be another's."""
    known = scene.store.addresses.document(scene.source.name, asked)
    return known is None or known["id"] == watched.id


def still_there(scene: Scene, evidence: Evidence, finding: Finding, ledger: Ledger) -> None:
    """The server says that a document which was missing or removed stands as before (304)."""
    known = scene.store.documents.at(scene.source.name, finding.page.url)
    if known is not None:
        look_at_the_same(scene, evidence, known, finding.page.url, finding.page.fetched_at, ledger)


def admit(scene: Scene, document: Document, finding: Finding, *, baseline: bool) -> Watched:
    """Take in a document that is seen for the first time."""
    store, at = scene.store, finding.page.fetched_at
    name = store.documents.admit(scene.source.name, document, baseline=baseline, at=at)
    store.addresses.stands(scene.source.name, document.url, name)
    if finding.role == "document":
        store.addresses.answered(scene.source.name, finding, reader=scene.reader, document=name)
    snapshot = take_snapshot(scene, name, document, finding, why="seen")
    watched = store.documents.standing(name)
    return settle(scene, replace(watched, snapshot=snapshot), at)


def _is_respelled(scene: Scene, evidence: Evidence, watched: Watched, asked: str) -> bool:
    """Does the site lead to a document by another spelling of its address, and not by its own?

    Who keeps to the old one asks what is served for old links' sake, while it is.
    """
    if watched.url in scene.named or watched.url in evidence.shown:
        return False
    is_spelling = asked != watched.url and asked in spellings(watched.url)
    return is_spelling and asked in evidence.shown and asked in evidence.alive


def _is_another(
    scene: Scene, watched: Watched, document: Document, evidence: Evidence, asked: str
) -> bool:
    """Is this a second document, though its identities are those of a known one?

    It is, if the known one answers at its own address and says something else.
    """
    snapshot = watched.snapshot
    if snapshot is None or snapshot.reading.form != document.form:
        return False
    if watched.url not in evidence.alive or asked in spellings(watched.url):
        return False
    if scene.store.addresses.document(scene.source.name, asked) is not None:
        return False
    rules = rules_of(scene.source)
    return reading_key(snapshot.reading, rules) != reading_key(document, rules)


def _is_lesser(document: Document, watched: Watched) -> bool:
    """Is this what an interface shows of a document of which more was read before?

    Such an excerpt is a sighting of it, no more.
    """
    form = watched.snapshot.reading.form if watched.snapshot else ""
    if not form or document.form not in LISTED:
        return False
    return form not in LISTED or LISTED.index(document.form) < LISTED.index(form)


def _is_only_named(scene: Scene, evidence: Evidence, document: Document, finding: Finding) -> bool:
    """Is nothing known of an unknown document but its address?

    What is there already is taken in by it; what may be news is told once it is read.
    """
    if document.form != "address":
        return False
    return not is_baseline(scene, evidence, document, finding)


def _settled(evidence: Evidence, document: Document, finding: Finding) -> str:
    """When an interface says that the document was modified, if it was read since then.

    A page that says of itself an earlier time comes from some cache, and is asked again, for a day.
    """
    claim = document.dates.get("modified", "")
    if document.url not in evidence.alive:
        return ""
    stated = evidence.stated.get(document.url, "")
    day_before = (finding.page.fetched_at - _STALE).isoformat()
    is_stale = stated and is_later(claim, stated) and is_later(claim, day_before)
    return "" if is_stale else claim
