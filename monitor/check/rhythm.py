"""What a check teaches of how often documents change."""

from datetime import datetime

from monitor.check.scene import Scene
from monitor.schedule import next_due


def learn(scene: Scene, *, now: datetime) -> None:
    """Count the looks of this check; a document that changes often is due earlier for it.

    Inside the concluding transaction, once its changes are written.
    """
    rhythms, source = scene.store.rhythms, scene.source.name
    rhythms.learn(source, scene.id, since=scene.started_at)
    quick = rhythms.of_source(source, at_least=1.0)
    for document, rhythm in quick.items():
        watched = scene.store.documents.standing(document)
        if watched.last_seen >= scene.started_at:
            rhythms.bring_forward(document, next_due(watched, now=now, rhythm=rhythm))
