"""The whole of it, as a person runs it: a site, the command line, mail and a webhook."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

import pytest

from monitor.demo.embassy import LISTING, Embassy
from monitor.demo.pages import MORE_MENU, Skin, Story
from tests.demo_site import embassy
from tests.receivers import MailServer
from tests.site import Site

PATIENCE = 60  # seconds: no step takes a tenth of it

ACCORD = Story(
    "accord",
    "合作协定今日生效",
    ("两国代表今天在首都签署了合作协定。", "协定将为双方的教育交流提供款项。"),
)
GRANT = Story("grant", "新的奖学金计划", ("申请将于三月一日开始受理。", "首批名额为115人。"))
TALKS = Story("talks", "双边会谈联合公报", ("双方就地区局势交换了意见。", "双方表示严重关切。"))

CONFIG = """
timezone: Asia/Shanghai
delay: 0s
confirm: {{times: 3, apart: 0s}}
notify: [desk, hook]
terms: {{关切: [严重关切]}}
sources:
  embassy-news:
    spider: embassy
    url: {listing}
    languages: [zh]
channels:
  desk: {{type: email, to: [desk@example.org], server: "{mail}"}}
  hook: {{type: webhook, url: "{hook}", secret: "${{HOOK_SECRET}}"}}
"""


Watched = TypeVar("Watched")


@dataclass
class World(Generic[Watched]):
    """A person's folder, the site that is watched, and the places where alerts arrive."""

    folder: Path
    site: Watched
    listing: str  # its address
    hook: Site
    mail: MailServer

    def __post_init__(self) -> None:
        self.configure(self.listing)
        self.hook.serve("/hook", "")

    def configure(self, listing: str) -> None:
        """Watch the site that has its listing there."""
        (self.folder / "config.yaml").write_text(
            CONFIG.format(
                listing=listing,
                mail=self.mail.url,
                hook=self.hook.url("/hook"),
            ),
            encoding="utf-8",
        )

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """One command, to its end."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def check(self, *, exit_code: int = 0) -> list[dict[str, str]]:
        """Look once; what the webhook was told by it, in order."""
        before = len(self.told())
        done = self.run("check")
        assert done.returncode == exit_code, done.stdout + done.stderr
        return self.told()[before:]

    def told(self) -> list[dict[str, str]]:
        """Everything that the webhook took: an entry a change, or a source that broke."""
        told = []
        for asked in self.hook.asked("/hook"):
            message = json.loads(asked.body)
            alert = {"alert": asked.headers["webhook-id"], "type": message["type"]}
            changes = message["data"].get("changes", [])
            told += [alert | change for change in changes] or [alert]
        return told

    @staticmethod
    def command(*arguments: str) -> list[str]:
        return [str(Path(sys.executable).with_name("docwatch")), *arguments]

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {"HOOK_SECRET": "a secret of this test", "NO_COLOR": "1"}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World[Embassy]]:
    with embassy(TALKS, ACCORD) as site, Site() as hook, MailServer() as mail:
        yield World(tmp_path, site, f"{site.url}{LISTING}", hook, mail)


def kinds(told: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(change["kind"], change["title"]) for change in told]


def test_exactly_what_happened_is_told_and_each_thing_once(world: World[Embassy]) -> None:
    site = world.site
    assert world.check() == [], "the baseline is silent"

    site.skin = Skin(menu=MORE_MENU, banner="本馆下周一闭馆。")
    assert world.check() == [], "other chrome around the same text is silence"

    site.publish(GRANT)
    assert kinds(world.check()) == [("new", GRANT.title)]

    first, second = ACCORD.paragraphs
    site.replace(replace(ACCORD, paragraphs=(first, second.replace("款项", "赠款"))))
    (change,) = world.check()
    assert kinds([change]) == [("edited", ACCORD.title)]
    ((hunk,),) = (edit["hunks"] for edit in change["edits"])  # type: ignore[attr-defined]
    assert [part for part in hunk["diff"] if part[0] != "="] == [["-", "款项"], ["+", "赠款"]]

    site.is_down = True
    assert world.check(exit_code=1) == [], "an outage is no change"
    site.is_down = False
    site.challenged.add(TALKS.slug)
    assert world.check() == [], "a challenge with status 200 is no edit"
    site.challenged.clear()
    site.replace(replace(TALKS, paragraphs=(TALKS.paragraphs[0], "双方表示关切。")))
    (change,) = world.check()
    assert change["kind"] == "edited"
    assert change["terms"] == ["关切"]
    assert change["observed"]["failed_checks"] >= 1  # type: ignore[index]

    site.pull(GRANT.slug)
    assert world.check() == [], "a first 404 is only a sign"
    assert world.check() == []
    assert kinds(world.check()) == [("removed", GRANT.title)]
    assert world.check() == [], "said once"

    site.publish(GRANT)
    assert kinds(world.check()) == [("restored", GRANT.title)]

    width = tuple(text.replace("。", "｡") for text in GRANT.paragraphs)
    site.replace(replace(GRANT, paragraphs=width))
    assert world.check() == [], "another width of the same punctuation is recorded, not told"

    mailed = [mail.message["subject"] for mail in world.mail.mails]
    assert len(mailed) == 5, mailed
    ids = [change["alert"] for change in world.told()]
    assert len(ids) == len(set(ids)) == 5


def test_a_webhook_that_is_down_gets_its_alert_later_and_the_mail_goes_out_once(
    world: World[Embassy],
) -> None:
    world.check()
    world.hook.fail(503, "/hook")
    world.site.publish(GRANT)
    first = world.run("check")
    assert first.returncode == 0, first.stderr
    assert len(world.mail.mails) == 1
    (refused,) = {change["alert"] for change in world.told()}

    world.hook.mend("/hook")
    world.hook.serve("/hook", "")
    world.hook.forget()
    assert world.run("alerts", "resend", "--failed").returncode == 0
    world.check()

    assert [change["alert"] for change in world.told()] == [refused]
    assert len(world.mail.mails) == 1


def test_killed_between_check_and_delivery_it_still_tells_and_only_once(
    world: World[Embassy],
) -> None:
    world.check()
    world.hook.hang("/hook")
    world.site.publish(GRANT)
    with subprocess.Popen(
        world.command("check"),
        cwd=world.folder,
        env=world.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as killed:
        assert world.hook.wait_for(1, "/hook"), "the delivery never began"
        killed.send_signal(signal.SIGKILL)
    world.hook.release()
    (cut_off,) = {change["alert"] for change in world.told()}

    world.hook.serve("/hook", "")
    world.hook.forget()
    world.check()

    assert [change["alert"] for change in world.told()] == [cut_off]
    assert kinds(world.told()) == [("new", GRANT.title)]
    assert world.check() == []


def test_no_command_leaves_a_traceback_where_there_is_no_network(world: World[Embassy]) -> None:
    world.configure(f"http://127.0.0.1:1{LISTING}")
    done = world.run("check")
    assert done.returncode == 1
    assert "embassy-news" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert "no connection" in done.stdout + done.stderr
