"""A first run takes its documents in by slices: what was taken in is not read again."""

from crawler.items import Finding
from monitor.check.baseline import is_baseline, is_linked
from monitor.check.documents import admit
from monitor.check.evidence import Evidence
from monitor.check.scene import Scene


def conclude_slice(scene: Scene, evidence: Evidence) -> None:
    """Of a first run, take in what was read so far.

    Whatever is not plainly part of the baseline waits for the end.
    """
    with scene.store.transaction():
        waiting, taken_in = evidence.staged[: evidence.waiting], set()
        for staged in evidence.staged[evidence.waiting :]:
            finding = scene.store.checks.finding(scene.id, staged.position)
            if admitted := _take_in(scene, evidence, finding):
                taken_in.add(admitted)
                scene.store.checks.forget_finding(scene.id, staged.position)
            else:
                waiting.append(staged)
    evidence.sliced(waiting, taken_in)


def _take_in(scene: Scene, evidence: Evidence, finding: Finding) -> str:
    """The id of the document that was taken in; empty where it has to wait."""
    if finding.role != "document" or len(finding.reading.documents) != 1:
        return ""
    document = finding.reading.documents[0]
    if scene.record.watching_since and is_linked(evidence, document.url, finding):
        return ""
    if scene.store.identities.find(scene.source.name, document, asked=finding.page.url):
        return ""
    if not is_baseline(scene, evidence, document, finding):
        return ""
    return admit(scene, document, finding, baseline=True).id
