"""What came `ok` by itself, and is not believed in the light of the others and of what stood."""

from collections import Counter
from dataclasses import replace
from typing import Any

from crawler.items import LISTED, Verdict
from monitor.check.evidence import LINKED, Evidence
from monitor.check.notes import Absence, Staged
from monitor.check.places import origin
from monitor.check.scene import Scene
from monitor.judge import contradicted, gist, has_lost, one_page_for_many, one_text_for_many
from monitor.lifecycle import doubted
from monitor.model import State

Row = dict[str, Any]


def lower_masks(scene: Scene, evidence: Evidence) -> None:
    """A page that stands before several known documents at once is what none of them says.

    Nor is it what a new document says.
    """
    came = [each for each in evidence.staged if each.role == "document" and each.body]
    changed = [each for each in came if _came_otherwise(scene, each)]
    bodies = one_page_for_many((each.url, each.body) for each in changed)
    gists = one_text_for_many((each.url, _gist_before(scene, each), each.gist) for each in changed)
    if not bodies and not gists:
        return
    new = [each for each in came if not _is_known(scene, each)]
    masked = {each.url for each in (*changed, *new) if each.body in bodies or each.gist in gists}
    said = f"one and the same page at {len(masked)} addresses"
    evidence.lower(masked, Verdict.BLOCKED, said)
    evidence.silent += sorted(masked)


def lower_contradictions(evidence: Evidence) -> None:
    """Pages that are all gone at once, while the listing goes on showing them, are not gone."""
    shown = {url for url, ways in evidence.shown.items() if any(map(_is_current, ways))}
    gone = {absence.url for absence in evidence.absences}
    asked = sum(answer.role == "document" for answer in evidence.answers)
    doubtful = contradicted(gone, shown, asked=asked)
    said = f"gone, though the listing shows it; so are {len(doubtful)} at once"
    evidence.lower(doubtful, Verdict.ERROR, said)
    evidence.absences = [each for each in evidence.absences if each.url not in doubtful]
    evidence.silent += sorted(doubtful)


def lower_ruins(scene: Scene, evidence: Evidence) -> None:
    """Pages that are gone say nothing where all else at their host is gone as well."""
    ruins = {each.url for each in evidence.absences if not _host_answers(scene, evidence, each)}
    evidence.lower(ruins, Verdict.ERROR, "gone, and so is all else at its host")
    evidence.silent += sorted(ruins)


def _host_answers(scene: Scene, evidence: Evidence, absence: Absence) -> bool:
    """Does the host answer otherwise?

    One that says 404 to everything has moved or broken; only one that serves other pages has
    removed this one.
    """
    host = origin(absence.url)
    return (
        absence.explicit
        or host in evidence.origins
        or scene.store.checks.host_answered(host, since=scene.started_at)
    )


def _is_current(interface: str) -> bool:
    """Whether an interface shows what is there now; sitemaps are made from time to time."""
    return not interface.startswith(("sitemap", LINKED))


def lower_losses(scene: Scene, evidence: Evidence) -> None:
    """A page that suddenly has much less to say was cut, unless it stays so."""
    for staged in list(evidence.staged):
        known = scene.store.addresses.document(scene.source.name, staged.url)
        is_here = staged.url not in evidence.forwards
        if known is None or not is_here or not _is_comparable(scene, known, staged):
            continue
        before, after = known["characters"], staged.characters
        if not has_lost(before, after, share=scene.source.lost_share):
            continue
        watched = scene.store.documents.get(known["id"])
        times = scene.source.confirm.times
        step = watched and doubted(watched, staged.reading, times=times, at=staged.at)
        if step:
            said = f"{after} characters of text where {before} stood; believed if it stays so"
            evidence.lower({staged.url}, Verdict.TRUNCATED, said)
            evidence.doubtful.append(replace(step.watched, due_at=staged.at))


def lower_guesses(scene: Scene, evidence: Evidence) -> None:
    """Where a text was found by what a page is made of, something like it is not that text.

    So a redesign is a page that we cannot read, and no edit, though it has a main content.
    """
    guesses = set()
    for staged in evidence.staged:
        known = scene.store.addresses.document(scene.source.name, staged.url)
        if known is None or staged.form != "main-content" or known["reader"] != scene.reader:
            continue
        if known["form"] not in {staged.form, *LISTED} and known["state"] != State.REMOVED:
            guesses.add(staged.url)
    said = "no body where it was; what looks like the main content is not believed to be the same"
    evidence.silent += sorted(guesses)
    evidence.lower(guesses, Verdict.UNREADABLE, said)


def settle_withdrawals(evidence: Evidence) -> None:
    """What was published and is not there any more, where the host serves other documents.

    Servers of the United Nations say so as they say that a document is not there yet: by nothing,
    or by an empty page. From a host that has no document for anybody this says nothing; and where
    more documents fail so than come, neither.
    """
    missing = Counter(origin(absence.url) for absence in evidence.withdrawn)
    believed = {host for host, times in missing.items() if times <= evidence.serving[host]}
    gone = [absence for absence in evidence.withdrawn if origin(absence.url) in believed]
    urls = {absence.url for absence in gone}
    evidence.absences += gone
    evidence.silent = [url for url in evidence.silent if url not in urls]
    evidence.answers = [
        replace(answer, verdict=Verdict.GONE) if answer.url in urls else answer
        for answer in evidence.answers
    ]


def _is_comparable(scene: Scene, known: Row, staged: Staged) -> bool:
    """Whether the same eyes read the same form of one document; else length says nothing."""
    same_eyes = known["reader"] == scene.reader and known["form"] == staged.form
    return same_eyes and bool(staged.reading) and known["state"] != State.REMOVED


def _gist_before(scene: Scene, staged: Staged) -> str:
    watched = scene.store.documents.at(scene.source.name, staged.url)
    reading = watched.snapshot.reading if watched and watched.snapshot else None
    return gist(reading.title, reading.text) if reading else ""


def _came_otherwise(scene: Scene, staged: Staged) -> bool:
    known = scene.store.addresses.document(scene.source.name, staged.url)
    return known is not None and known["body"] != staged.body


def _is_known(scene: Scene, staged: Staged) -> bool:
    return scene.store.addresses.document(scene.source.name, staged.url) is not None
