"""What `docwatch config` shows."""

import json

from monitor.config import describe
from tests.monitor.config.conftest import Read

TEXT = """
timezone: Asia/Shanghai
schedule: {every: 90m, jitter: 2m}
notify: [desk]
terms: {taiwan: [台湾]}
sources:
  news: {spider: embassy, url: "https://example.org/zh/", kinds: [removed, new]}
  page: {spider: webpage, url: "https://example.org/page", cron: "@daily", enabled: false}
channels:
  desk: {type: email, to: [a@b.org], server: "smtp://u:geheim@a.org", sender: c@d.org}
  hook: {type: webhook, url: "https://a.org/geheim", secret: "${SECRET}"}
"""


def test_a_description_is_plain_json_and_shows_no_secret(read: Read):
    described = describe(read(TEXT, SECRET="geheim"))

    assert json.loads(json.dumps(described)) == described
    assert "geheim" not in json.dumps(described)
    assert described["channels"] == {
        "desk": {
            "type": "email",
            "to": ["a@b.org"],
            "server": "smtp://a.org:587",
            "username": "u",
            "password": "**********",
            "sender": "c@d.org",
            "tls": "starttls",
        },
        "hook": {"type": "webhook", "url": "https://a.org/**********", "secret": "**********"},
    }


def test_defaults_are_resolved(read: Read):
    news = describe(read(TEXT, SECRET="geheim"))["sources"]["news"]

    assert news["options"]["pages"] == 1
    assert news["schedule"] == {"every": "1h30m", "jitter": "2m", "timezone": "Asia/Shanghai"}
    assert news["kinds"] == ["new", "removed"]
    assert news["terms"] == {"taiwan": ["台湾"]}
    assert news["confirm"] == {"times": 3, "apart": "1h"}


def test_what_is_switched_off_is_shown_too(read: Read):
    page = describe(read(TEXT, SECRET="geheim"))["sources"]["page"]

    assert page["enabled"] is False
    assert page["schedule"]["cron"] == "@daily"


def test_warnings_are_part_of_the_meaning(read: Read):
    config = read(TEXT, SECRET="geheim")

    assert describe(config)["warnings"] == list(config.warnings) != []
