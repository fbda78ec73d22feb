"""Alerts on standard output."""

import io
import os
import pty
import re
from pathlib import Path

import pytest

from monitor.channels import CHANNELS, Console, Presentation, open_channels
from monitor.channels import test_alert as sample
from monitor.config import Config, ConsoleSettings, EmailSettings, WebhookSettings
from monitor.errors import DeliveryError
from monitor.model import Kind
from tests.samples import NOON, alert, change, edit, hunk, trouble

SHANGHAI = Presentation(public_url="https://watch.example.org", timezone="Asia/Shanghai")


def console(stream, **environ):
    return Console(
        "console", ConsoleSettings(type="console"), SHANGHAI, stream=stream, environ=environ
    )


def printed(one):
    stream = io.StringIO()
    console(stream).send(one)
    return stream.getvalue()


def on_a_terminal(one, **environ):
    """What a terminal would receive."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        console(stream, **environ).send(one)
        received = os.read(ours, 100_000).decode()
    os.close(ours)
    return received


def test_an_alert_is_a_block_that_people_can_read():
    text = printed(alert(change(8, title="关于选举的声明", terms=("taiwan",), failed_checks=1)))

    assert text.startswith("2026-11-21 20:00  embassy-news: 1 edited\n")
    assert text.endswith("\n\n")
    for line in (
        "EDITED  关于选举的声明",
        "https://embassy.example.org/zh/8/",
        "提供[-款项-]{+赠款+}，",
        "terms: taiwan",
        "first seen otherwise at 2026-11-21 20:00 (Asia/Shanghai); 1 check in between failed",
        "history: https://watch.example.org/docwatch/documents/d-8",
    ):
        assert line in text


def test_of_a_very_long_difference_there_is_as_much_as_a_person_looks_through():
    long = hunk(("-", "旧" * 6_000), ("+", "新" * 6_000), block=1)
    text = printed(alert(change(edits=(edit(long),))))

    assert "旧" * 100 in text
    assert "新" * 100 in text
    assert len(text) <= 10_000
    assert re.search(r"\[… \d,000 …\]", text)


def test_places_that_are_not_shown_are_counted():
    many = [hunk(("-", "旧" * 30), ("+", "新" * 30), block=n) for n in range(900)]
    text = printed(alert(change(edits=(edit(*many),))))

    assert len(text) <= 10_000
    shown = text.count("[-旧")
    assert f"… and {900 - shown} more places" in text


def test_a_broken_source_is_one_line_and_when_it_was_last_well():
    text = printed(trouble(since=NOON))
    assert "embassy-news is down\n  last good check at 2026-11-21 20:00" in text


def test_a_group_says_how_many_it_does_not_show():
    assert "… and 40 more" in printed(alert(change(), type="changes.grouped", total=41))


def test_colours_are_for_terminals():
    assert "\x1b[" not in printed(alert())
    assert "\x1b[" in on_a_terminal(alert())


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colours_gets_none(environ):
    assert "\x1b[" not in on_a_terminal(alert(), **environ)


def test_an_empty_no_color_means_nothing():
    assert "\x1b[" in on_a_terminal(alert(), NO_COLOR="")


def test_hostile_text_does_not_drive_the_terminal():
    evil = "\x1b[2J\x1b]0;title\x07\r\n2026-11-21  forged line\u202e"
    one = change(
        title=evil,
        url=evil,
        headline=evil,
        terms=(evil,),
        edits=(edit(hunk(("+", evil)), field=evil),),
    )

    text = printed(alert(one, source=evil, text=""))

    assert "\x1b" not in text
    assert "\r" not in text
    assert "\u202e" not in text
    assert "\n2026-11-21  forged" not in text


def test_a_stream_that_lacks_chinese_still_gets_the_alert():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="\n")

    console(stream).send(alert(change(kind=Kind.NEW)))

    assert rb"\u5173\u4e8e" in raw.getvalue()


def test_every_alert_is_flushed():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8")
    console(stream).send(alert())
    assert raw.getvalue()


def test_a_closed_stream_is_tried_again_later():
    stream = io.StringIO()
    stream.close()

    with pytest.raises(DeliveryError, match="closed") as caught:
        console(stream).send(alert())

    assert caught.value.temporary
    assert caught.value.unreachable


def test_a_pipe_that_nobody_reads_is_tried_again_later():
    reading, writing = os.pipe()
    os.close(reading)
    stream = io.TextIOWrapper(io.FileIO(writing, "w"), encoding="utf-8")

    with pytest.raises(DeliveryError, match="pipe"):
        console(stream).send(alert())

    stream.detach().close()


def test_a_service_without_output_is_tried_again_later(monkeypatch):
    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(DeliveryError, match="no standard output"):
        console(None).send(alert())


def test_standard_output_is_the_default(capsys):
    console(None).send(alert())
    assert "embassy-news: 1 edited" in capsys.readouterr().out


def test_every_channel_of_the_configuration_is_opened_by_its_type():
    config = Config(
        file=Path("config.yaml"),
        database=Path("docwatch.db"),
        user_agent="docwatch",
        sources=(),
        channels={
            "console": ConsoleSettings(type="console"),
            "desk": EmailSettings(type="email", to=["a@example.org"], server="smtp://127.0.0.1:25"),
            "hook": WebhookSettings(type="webhook", url="https://example.org/hook"),
        },
    )

    channels = open_channels(config)

    assert {name: channel.name for name, channel in channels.items()} == {
        "console": "console",
        "desk": "desk",
        "hook": "hook",
    }
    kinds = [type(channel).__name__ for channel in channels.values()]
    assert kinds == ["Console", "Email", "Webhook"]
    assert list(CHANNELS) == ["console", "email", "webhook"]


def test_a_test_alert_says_that_it_is_one_and_shows_a_change():
    one = sample("desk", NOON)
    assert (one.channel, one.type, one.total) == ("desk", "test", 1)
    text = printed(one)
    assert "test of the channel desk" in text
    assert "[-款项-]{+赠款+}" in text
    assert sample("desk", NOON).id == one.id != sample("hook", NOON).id
