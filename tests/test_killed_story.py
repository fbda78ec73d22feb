"""The long story with a process that is killed at random: the same list, and no alert twice.

`python -m tests.test_killed_story 60 3` plays 60 rounds by the seed 3, and prints what came of it.
"""

import asyncio
import json
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.demo.embassy import LISTING
from tests.site import Site
from tests.troubled_site import Story60

CONFIG = """
delay: 0s
confirm: {{times: 6, apart: 0s}}
notify: [hook]
sources:
  news: {{spider: embassy, url: "{listing}", languages: [zh], interfaces: [listing]}}
channels:
  hook: {{type: webhook, url: "{hook}"}}
"""
RESTS = 8  # rounds without trouble, until the last removal is confirmed
LONGEST_LIFE = 2.5  # seconds: a whole check takes about half as long
PATIENCE = 60


@contextmanager
def _open(story: Story60) -> Iterator[None]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(story.site.__aenter__(), loop).result()
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(story.site.__aexit__(None, None, None), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def _check(folder: Path, life: float | None) -> bool:
    """One check, killed after `life` seconds unless it has ended by then; did it end by itself?"""
    command = [str(Path(sys.executable).with_name("docwatch")), "check", "--full"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(life if life is not None else PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            return False
    return True


def play(
    folder: Path, rounds: int, seed: int, rests: int = RESTS
) -> tuple[Counter[tuple[str, str]], Site, int]:
    """The story, round by round; what should have been told, who was told, how many were killed."""
    story, fate, killed = Story60.begin(seed), random.Random(seed), 0
    with _open(story), Site() as hook:
        hook.serve("/hook", "")
        (folder / "config.yaml").write_text(
            CONFIG.format(listing=story.site.url + LISTING, hook=hook.url("/hook")),
            encoding="utf-8",
        )
        _check(folder, None)
        for number in range(rounds + rests):
            story.turn() if number < rounds else story.rest()
            while number < rounds and fate.random() < 0.6:
                killed += not _check(folder, fate.uniform(0.2, LONGEST_LIFE))
            _check(folder, None)
        return Counter(story.told), hook, killed


def _told(hook: Site) -> tuple[Counter[tuple[str, str]], dict[str, str]]:
    """Each change once, by its id, and the body of each alert by its id."""
    changes, bodies = {}, {}
    for asked in hook.asked("/hook"):
        message = json.loads(asked.body)
        body = json.dumps(message["data"], sort_keys=True)
        assert bodies.setdefault(asked.headers["webhook-id"], body) == body
        for change in message["data"].get("changes", ()):
            slug = change["url"].rstrip("/").rpartition("/")[2]
            changes[change["id"]] = change["kind"], slug
    return Counter(changes.values()), bodies


def test_killed_at_random_it_tells_the_same_and_an_id_means_one_thing(tmp_path: Path) -> None:
    true, hook, killed = play(tmp_path, 3, 10, rests=1)

    told, bodies = _told(hook)
    assert told == true
    assert bodies
    assert killed


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as somewhere:
        happened, receiver, kills = play(Path(somewhere), int(sys.argv[1]), int(sys.argv[2]))
        said, alerts = _told(receiver)
        print(f"{kills} kills, {happened.total()} events, {said.total()} told")
        print("false:", dict(said - happened), "missed:", dict(happened - said))
