"""Evidence as it arrives: written down in short batches, believed by nobody before the end."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from crawler.items import (
    ABSENT,
    BELIEVABLE,
    Document,
    Finding,
    Role,
    Verdict,
    fingerprint,
    is_later,
)
from monitor.check.notes import Absence, Listing, Staged, Unchanged
from monitor.check.places import is_elsewhere, origin
from monitor.check.scene import Scene
from monitor.diff import reading_hash, reading_key
from monitor.judge import Answer, gist
from monitor.model import State, Watched
from monitor.store import Fetch, Validators

LINKED = "linked"  # the interface by which files are found: articles link to them

_WHOLE = frozenset({"address", "api"})  # the forms of interfaces that show all there is

# A failure page is evidence too, but nobody needs 30 MB of it.
_FAILURE_KEPT = 1_000_000


class Evidence:
    """What one crawl brought, in a form that does not grow with the size of the pages."""

    def __init__(self, scene: Scene):
        self.scene = scene
        self.answers: list[Answer] = []
        self.unchanged: list[Unchanged] = []
        self.staged: list[Staged] = []
        self.shown: defaultdict[str, set[str]] = defaultdict(set)  # the interfaces of an address
        self.claims: dict[str, str] = {}  # when interfaces say that documents were modified
        self.stated: dict[str, str] = {}  # when pages say of themselves that they were modified
        self.linkers: defaultdict[str, set[str]] = defaultdict(set)  # who links to a file
        self.news: set[str] = set()  # addresses of documents of which something is told
        self.moved_up: frozenset[str] = frozenset()
        self.leavers: frozenset[str] = frozenset()  # addresses that left the listing
        self.listings: list[Listing] = []
        self.absences: list[Absence] = []
        self.silent: list[str] = []  # addresses of documents that said nothing
        self.mute: set[str] = set()  # interfaces of these; empty where nobody can say which
        self.alive: set[str] = set()  # addresses that answered well, and by themselves
        self.forwards: dict[str, str] = {}  # addresses of documents that lead elsewhere, and where
        self.doubtful: list[Watched] = []  # documents of which too little came to be believed
        self.origins: set[str] = set()  # that answered well
        self.serving: Counter[str] = Counter()  # documents that came, by the origin asked
        self.withdrawn: list[Absence] = []  # what was published, and is said not to be there yet
        self.named: set[str] = set()  # interfaces whose documents are asked by name
        self.idle = False  # nothing was due, and nothing was asked
        self.taken_in: set[str] = set()  # documents of a first run that slices have taken in
        self.waiting = 0  # so many of the staged were left by slices for the end
        self.fresh = 0  # documents staged since the last slice

    def take(self, findings: Sequence[Finding], bodies: dict[str, bytes]) -> None:
        """Write a batch of findings down, with the pages that came with them."""
        store = self.scene.store
        with store.transaction():
            store.checks.record(
                self.scene.id, (Fetch(page=found.page, role=found.role) for found in findings)
            )
            for finding in findings:
                self._keep_page(finding, bodies)
                self._sort(finding)
        for finding in findings:
            bodies.pop(finding.page.body, None)

    def sliced(self, waiting: list[Staged], taken_in: set[str]) -> None:
        """A slice took documents in, and left the others for the end."""
        self.staged = waiting
        self.waiting = len(waiting)
        self.taken_in |= taken_in
        self.fresh = 0

    @property
    def left(self) -> frozenset[str]:
        """Addresses at which a document no longer stands: they are gone, or lead elsewhere."""
        return frozenset(self.forwards) | {absence.url for absence in self.absences}

    @property
    def unheard(self) -> frozenset[str]:
        """Addresses that left the listing, were asked by themselves, and said nothing."""
        return self.leavers & frozenset(self.silent)

    @property
    def deserted(self) -> frozenset[str]:
        """Addresses at which nothing is to be had of the document that stood there."""
        return self.left | self.unheard

    def lower(self, urls: Collection[str], verdict: Verdict, said: str) -> None:
        """What came from these addresses is not believed, though each page by itself is `ok`."""
        self.staged = [staged for staged in self.staged if staged.url not in urls]
        self.mute |= {answer.interface for answer in self.answers if answer.url in urls}
        self.answers = [
            replace(answer, verdict=verdict, evidence=said) if answer.url in urls else answer
            for answer in self.answers
        ]

    def _sort(self, finding: Finding) -> None:
        page = finding.page
        role: Role = "probe" if _is_past_the_end(finding) else finding.role
        self.answers.append(self._answer(finding, role))
        if page.verdict in BELIEVABLE:
            self.origins |= {origin(page.url), origin(page.answered or page.url)}
            self.serving[origin(page.url)] += finding.role == "document"
            if finding.role == "document" and is_elsewhere(page.url, page.answered):
                self.forwards[page.url] = page.answered
            else:
                self.alive.add(page.url)
        if finding.role == "listing":
            self._sort_listing(finding)
        elif finding.role == "document":
            self._sort_document(finding)
            if finding.reading.ends:
                self.named.add(finding.reading.interface)

    def _answer(self, finding: Finding, role: Role) -> Answer:
        page = finding.page
        if page.verdict is Verdict.NOT_PUBLISHED and self._is_known(page.url):
            # By itself this shows nothing: `withdrawals` knows how the host answers otherwise.
            return Answer(role, page.url, Verdict.ERROR, f"{page.evidence}, where it was before")
        interface = finding.reading.interface
        return Answer(role, page.url, page.verdict, page.evidence, interface)

    def _sort_listing(self, finding: Finding) -> None:
        reading = finding.reading
        if _is_past_the_end(finding):
            self.listings.append(Listing(finding.page.url, reading.interface, (), ends=True))
        if finding.page.verdict not in BELIEVABLE:
            return
        urls = tuple(document.url for document in reading.documents)
        is_window = not any(one.form in _WHOLE for one in reading.documents)
        name = reading.interface
        self.listings.append(Listing(finding.page.url, name, urls, reading.ends, is_window))
        for document in reading.documents:
            self.shown[document.url].add(reading.interface)
            self._note_claim(document)
        self._stage(finding)

    def _note_claim(self, document: Document) -> None:
        claim = document.dates.get("modified", "")
        if is_later(claim, self.claims.get(document.url, "")):
            self.claims[document.url] = claim

    def _sort_document(self, finding: Finding) -> None:
        page = finding.page
        self._note_beside(finding)
        if page.verdict is Verdict.NOT_PUBLISHED and not self._is_known(page.url):
            return  # nothing is hidden by it: it is not there yet
        if page.verdict in ABSENT:
            explicit = page.status == 410
            self.absences.append(Absence(page.url, page.fetched_at, explicit, page.evidence))
        elif page.verdict not in BELIEVABLE:
            if page.verdict is Verdict.NOT_PUBLISHED:
                self.withdrawn.append(Absence(page.url, page.fetched_at, False, page.evidence))
            self.silent.append(page.url)
            self.mute.add(finding.reading.interface)
        elif known := self._still_the_same(finding):
            whole = page.verdict is Verdict.OK
            validators = Validators.of(page) if whole else None
            interface = finding.reading.interface
            self.unchanged.append(
                Unchanged(known, page.url, page.fetched_at, validators, interface)
            )
        else:
            self._stage(finding)
            self.fresh += 1

    def _note_beside(self, finding: Finding) -> None:
        """What a page says of its own date, and which other documents it leads to."""
        for document in finding.reading.documents:
            self.stated[finding.page.url] = document.dates.get("modified", "")
        for link in finding.reading.follow:
            if link.interface == LINKED:
                self.linkers[link.url].add(finding.page.url)
            elif link.interface:
                self.shown[link.url].add(link.interface)

    def _is_known(self, url: str) -> bool:
        return self.scene.store.addresses.document(self.scene.source.name, url) is not None

    def _still_the_same(self, finding: Finding) -> str:
        """The id of the live document that stands unchanged at the address that was asked."""
        known = self.scene.store.addresses.document(self.scene.source.name, finding.page.url)
        if known is None or known["state"] != State.LIVE or finding.page.url in self.forwards:
            return ""
        if finding.page.verdict is Verdict.NOT_MODIFIED:
            return str(known["id"])
        documents = finding.reading.documents
        same = (
            len(documents) == 1
            and known["reader"] == self.scene.reader
            and known["form"] == documents[0].form
            and known["hash"] == reading_hash(documents[0])
        )
        return str(known["id"]) if same else ""

    def _stage(self, finding: Finding) -> None:
        position, page = len(self.answers), finding.page
        self.scene.store.checks.keep_finding(self.scene.id, position, finding)
        staged = Staged(position, finding.role, page.url, page.body, page.fetched_at)
        if finding.role == "document" and len(finding.reading.documents) == 1:
            document = finding.reading.documents[0]
            staged = replace(
                staged,
                characters=len(document.text),
                reading=reading_key(document),
                form=document.form,
                gist=gist(document.title, document.text),
            )
        elif finding.reading.documents:
            staged = replace(staged, form=finding.reading.documents[0].form)
        self.staged.append(staged)

    def _keep_page(self, finding: Finding, bodies: Mapping[str, bytes]) -> None:
        page = finding.page
        if page.verdict is Verdict.NOT_MODIFIED:
            self.scene.store.captures.still_there(self.scene.source.name, page.url, page.fetched_at)
            return
        body = bodies.get(page.body) or self._kept_before(page.body)
        if not body or finding.role == "probe":
            return
        if page.verdict is Verdict.OK or len(body) <= _FAILURE_KEPT:
            self.scene.store.captures.keep(
                self.scene.source.name, page, body, state=_state(finding)
            )

    def _kept_before(self, name: str) -> bytes:
        """A body that an earlier page of this crawl came with, too."""
        captures = self.scene.store.captures
        return captures.body(name) if name and captures.has(name) else b""


def _is_past_the_end(finding: Finding) -> bool:
    """Whether a further page of a listing is none: where pages end is no trouble of the source."""
    is_gone = finding.role == "listing" and finding.page.verdict in ABSENT
    return is_gone and finding.reading.ends


def _state(finding: Finding) -> str:
    """What was read from a page, as a hash; its verdict where nothing could be."""
    if finding.page.verdict is not Verdict.OK:
        return str(finding.page.verdict)
    return fingerprint(
        {document.url: reading_hash(document) for document in finding.reading.documents}
    )
