"""config.yaml becomes a Config, or every mistake at once."""

from dataclasses import FrozenInstanceError
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.options import OPTIONS
from monitor.config import Config, ConsoleSettings, Retention, read_config
from monitor.errors import ConfigError
from monitor.model import TOLD_BY_DEFAULT, Confirmation, Kind, Schedule
from tests.monitor.config.conftest import Mistakes, Read

SPIDERS = ", ".join(OPTIONS)
PAGE = "sources: {page: {spider: webpage, url: 'https://example.org/page'}}\n"


def page(**keys: str) -> str:
    """A configuration of one source, with further keys of that source."""
    lines = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    return f"sources:\n  page:\n    spider: webpage\n    url: https://example.org/page\n{lines}"


def test_the_least_that_can_be_said_is_enough(read: Read, tmp_path: Path):
    config = read(PAGE)

    [source] = config.sources
    assert config.file == tmp_path / "config.yaml"
    assert config.database == tmp_path / "docwatch.db"
    assert (config.timezone, config.contact, config.public_url) == ("UTC", "", "")
    assert config.retention == Retention(fetches=timedelta(days=90))
    assert (source.name, source.spider, source.enabled) == ("page", "webpage", True)
    assert source.options == {"url": "https://example.org/page"}
    assert source.schedule == Schedule(every=timedelta(minutes=30))
    assert source.delay == timedelta(seconds=5)
    assert source.kinds == TOLD_BY_DEFAULT
    assert source.confirm == Confirmation(times=3, apart=timedelta(hours=1))
    assert (source.alarm_after, source.group_over, source.lost_share) == (3, 20, 0.5)
    assert (source.notify, source.terms, source.was) == ((), {}, "")


def test_what_is_said_at_the_top_holds_for_every_source(read: Read):
    config = read(
        PAGE
        + "timezone: Asia/Shanghai\n"
        + "schedule: {cron: '0 8-20 * * mon-fri', jitter: 2m}\n"
        + "delay: 7s\n"
        + "notify: [console, console]\n"
        + "kinds: [new, rolled_off]\n"
        + "confirm: {times: 5}\n"
        + "alarm_after: 4\n"
        + "group_over: 9\n"
        + "lost_share: 0.8\n"
        + "terms: {taiwan: [台湾, 臺灣]}\n"
        + "channels: {console: {type: console}}\n"
    )

    [source] = config.sources
    assert source.schedule == Schedule(
        every=None,
        cron="0 8-20 * * mon-fri",
        jitter=timedelta(minutes=2),
        timezone="Asia/Shanghai",
    )
    assert source.delay == timedelta(seconds=7)
    assert source.notify == ("console",)
    assert source.kinds == {Kind.NEW, Kind.ROLLED_OFF}
    assert source.confirm == Confirmation(times=5, apart=timedelta(hours=1))
    assert (source.alarm_after, source.group_over, source.lost_share) == (4, 9, 0.8)
    assert source.terms == {"taiwan": ("台湾", "臺灣")}
    assert config.channels == {"console": ConsoleSettings(type="console")}


def test_a_source_has_the_last_word(read: Read):
    [source] = read(
        page(
            enabled="false",
            every="6h",
            jitter="0s",
            delay="0s",
            notify="[]",
            kinds="[]",
            confirm="{apart: 2h}",
            alarm_after="1",
            group_over="1",
            lost_share="1",
            terms="{visa: [签证]}",
            was="old-page",
        )
        + "schedule: {cron: '@daily', jitter: 2m}\n"
        + "delay: 7s\n"
        + "notify: [console]\n"
        + "confirm: {times: 5}\n"
        + "terms: {taiwan: [台湾]}\n"
        + "channels: {console: {type: console}}\n"
    ).sources

    assert source.enabled is False
    assert source.schedule == Schedule(every=timedelta(hours=6))
    assert source.delay == timedelta(0)
    assert (source.notify, source.kinds, source.was) == ((), frozenset(), "old-page")
    assert source.confirm == Confirmation(times=5, apart=timedelta(hours=2))
    assert (source.alarm_after, source.group_over, source.lost_share) == (1, 1, 1.0)
    assert source.terms == {"visa": ("签证",)}


@pytest.mark.parametrize(
    ("keys", "schedule"),
    [
        ({"schedule": "{every: 6h, jitter: 1m}"}, (timedelta(hours=6), "", timedelta(minutes=1))),
        ({"every": "6h"}, (timedelta(hours=6), "", timedelta(minutes=2))),
        ({"every": "30s"}, (timedelta(seconds=30), "", timedelta(seconds=30))),
        ({"cron": "'@daily'"}, (None, "@daily", timedelta(minutes=2))),
        ({"jitter": "1s"}, (timedelta(hours=1), "", timedelta(seconds=1))),
    ],
)
def test_a_schedule_stands_beside_the_other_keys_or_under_its_own(read: Read, keys, schedule):
    [source] = read(page(**keys) + "schedule: {every: 1h, jitter: 2m}\n").sources

    assert (source.schedule.every, source.schedule.cron, source.schedule.jitter) == schedule


def test_a_source_takes_some_of_the_terms_or_none(read: Read):
    terms = "terms: {taiwan: [台湾], visa: [签证]}\n"

    assert read(page(terms="[visa]") + terms).sources[0].terms == {"visa": ("签证",)}
    assert read(page(terms="[]") + terms).sources[0].terms == {}


def test_options_are_plain_json_without_what_is_the_default_anyway(read: Read):
    text = """
sources:
  news:
    spider: embassy
    url: https://example.org/zh/
    languages: [zh]
    pages: 1
    select: {title: h1}
"""
    [source] = read(text).sources

    assert source.options == {
        "url": "https://example.org/zh/",
        "languages": ["zh"],
        "select": {"title": ["h1"]},
    }


def test_a_variable_of_the_environment_is_plain_text_once_it_is_in(read: Read):
    text = page(select='"${PART}"').replace("https://example.org", "http://${HOST}")

    [source] = read(text, HOST="127.0.0.1:8080", PART="main").sources

    assert source.options == {"url": "http://127.0.0.1:8080/page", "select": ["main"]}
    assert {type(source.options["url"]), type(source.options["select"][0])} == {str}


def test_the_database_lies_beside_the_file_unless_its_path_is_absolute(read: Read, tmp_path: Path):
    (tmp_path / "data").mkdir()

    assert read(PAGE + "database: data/a.db").database == tmp_path / "data" / "a.db"
    assert read(PAGE + f"database: {tmp_path}/b.db").database == tmp_path / "b.db"


def test_a_relative_path_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "config.yaml").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    config = read_config(Path("config.yaml"), {})

    assert config.file == tmp_path / "config.yaml"
    assert config.database == tmp_path / "docwatch.db"


def test_the_user_agent_says_who_asks_and_invents_no_address(read: Read):
    silent = read(PAGE)
    named = read(PAGE + "contact: you@example.org\n")

    assert silent.user_agent.startswith("docwatch/")
    assert "+" not in silent.user_agent
    assert named.user_agent == f"{silent.user_agent} (+you@example.org)"
    assert named.sources[0].user_agent == named.user_agent


def test_links_begin_without_a_slash_at_the_end(read: Read):
    assert read(PAGE + "public_url: https://example.org/w/\n").public_url == "https://example.org/w"


def test_a_configuration_does_not_change(read: Read):
    config = read(PAGE)

    with pytest.raises(FrozenInstanceError):
        config.timezone = "Asia/Shanghai"


def test_no_secret_is_shown_by_the_configuration_itself(read: Read):
    config = with_secrets(read)

    assert "geheim" not in repr(config)


def with_secrets(read: Read) -> Config:
    return read(
        PAGE + "channels:\n"
        "  desk: {type: email, to: [a@b.org], server: 'smtp://u:geheim@a.org'}\n"
        "  hook: {type: webhook, url: 'https://a.org/geheim', secret: '${SECRET}'}\n",
        SECRET="geheim",
    )


def test_every_mistake_comes_at_once_in_the_order_of_the_file(mistakes: Mistakes):
    text = """
timezone: Asia/Shangai
schedule: {every: 30 minuts}
delay: 5s
delay: 6s
notify: [consle]
confirm: {tims: 3}
terms: {taiwan: [台湾, 2758]}
sources:
  embassy-news:
    spider: embassy
    url: https://example.org/zh/
    pagse: 3
    notifi: [console]
    every: 90
    notify: [console, dsk]
    terms: [taiwn]
  some-page:
    spider: webpag
    was: embassy-news
  Another Page:
    spider: webpage
    url: https://example.org/
    cron: 0 25 * * *
    enabled: yes
  nothing: 3
channels:
  console: {type: consol}
  desk: {type: email, server: "smtp://u:geheim@a.org:port", password: 4711}
  hook: {type: webhook, url: "https://a.org/", secret: "${HOOK_SECRET}"}
"""
    assert mistakes(text) == [
        'timezone: expected a time zone such as Europe/Zurich, got "Asia/Shangai"; '
        'did you mean "Asia/Shanghai"?',
        'schedule.every: expected a duration such as 30s, 5m, 2h, 1d or 1h30m, got "30 minuts"',
        "delay: is there twice: on line 4 and on line 5",
        'notify[0]: there is no channel "consle"; did you mean "console"?',
        'confirm.tims: unknown key; did you mean "times"?',
        "terms.taiwan[1]: expected text, got the number 2758; put it in quotes",
        'sources.embassy-news.pagse: unknown key; did you mean "pages"?',
        'sources.embassy-news.notifi: unknown key; did you mean "notify"?',
        "sources.embassy-news.every: a duration has a unit: say 90s or 90m",
        'sources.embassy-news.notify[1]: there is no channel "dsk"; did you mean "desk"?',
        'sources.embassy-news.terms[0]: there is no term "taiwn"; did you mean "taiwan"?',
        'sources.some-page.spider: there is no spider "webpag"; did you mean "webpage"?',
        'sources.some-page.was: the source "embassy-news" is still here; '
        "was is for a name given up",
        "sources.Another Page: expected a name of lower-case letters, digits, '-', '_' and '.', "
        'at most 64, that begins with a letter or a digit, got "Another Page"',
        'sources.Another Page.cron: "25" is no hour: expected 0 to 23',
        'sources.Another Page.enabled: expected true or false, got "yes"',
        "sources.nothing: expected keys and values, got the number 3",
        'channels.console.type: there is no type "consol"; did you mean "console"?',
        "channels.desk.to: is missing",
        "channels.desk.server: expected a mail server such as smtp://mail.example.org:587; "
        "in a login, write special characters as %40",
        "channels.desk.password: expected text; put it in quotes",
        "channels.hook.secret: the variable HOOK_SECRET is not set; "
        "set it in the environment, or remove the channel",
    ]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("delay: 5s\n", "sources: is missing"),
        ("sources: {}\n", "sources: expected at least 1 of them, got nothing"),
        ("sources:\n", "sources: is empty; give it a value, or take it out"),
        ("sources: {a: {}}\n", f"sources.a.spider: is missing; one of {SPIDERS}"),
        ("sources: {a: {spider: 3}}\n", f"sources.a.spider: expected one of {SPIDERS}"),
        ("sources: [a]\n", "sources: expected keys and values, got a list"),
        (page(was="page"), "sources.page.was: is the source's own name"),
        (page(every="1h", cron="'@daily'"), "sources.page: every and cron exclude each other"),
        (page(every="1h", schedule="{every: 2h}"), "sources.page: the schedule is there twice"),
        (page(every="500ms"), "sources.page.every: expected a duration of at least 1s"),
        (page(every="1m", jitter="2m"), "sources.page: jitter is longer than every"),
        (page(delay="-1s"), "sources.page.delay: expected a duration such as"),
        (page(pages="3"), "sources.page.pages: unknown key"),
        (page(alarm_after="0"), "sources.page.alarm_after: expected at least 1"),
        (page(confirm="{times: 0}"), "sources.page.confirm.times: expected at least 1"),
        (page(kinds="[edted]"), "sources.page.kinds[0]: expected 'new', 'edited'"),
        (page(terms="{a: []}"), "sources.page.terms.a: expected at least 1 of them"),
        (
            page(notify="[desk]"),
            'sources.page.notify[0]: there is no channel "desk"; known here: n',
        ),
        (page(select='"main["'), "sources.page.select: "),
        (page() + "every: 5m\n", "every: unknown key"),
        (page() + "retention: {fetchs: 5d}\n", "retention.fetchs: unknown key; did you mean"),
        (page() + "channels: {a: {}}\n", "channels.a.type: is missing; one of console, email, "),
        (page() + "channels: {a: {type: [b]}}\n", "channels.a.type: expected one of console, "),
        (page() + "public_url: example.org\n", "public_url: expected a web address"),
        (page() + "contact: me\n", "contact: expected an e-mail address or a web address"),
        (page() + "database: .\n", "database: this is a folder; expected a file"),
        (page() + "database: not/there.db\n", "database: there is no folder "),
    ],
)
def test_a_mistake_is_named_by_its_key(mistakes: Mistakes, text: str, mistake: str):
    [found] = mistakes(text)

    assert found.startswith(mistake)


def test_a_page_without_an_address_is_a_mistake(mistakes: Mistakes):
    [found] = mistakes("sources: {a: {spider: webpage}}\n")

    assert found.startswith("sources.a: ")
    assert "url" in found


def test_one_name_is_given_up_for_one_other_only(mistakes: Mistakes):
    text = """
sources:
  a: {spider: webpage, url: "https://example.org/a", was: old}
  b: {spider: webpage, url: "https://example.org/b", was: old}
"""
    assert mistakes(text) == ['sources.b.was: the source "a" says that it was "old" already']


def test_what_came_from_the_environment_is_in_no_message(mistakes: Mistakes):
    text = (
        page(every="${S}", notify='["${S}"]', spider2="${S}")
        + "timezone: ${S}\nchannels: {a: {type: '${S}'}, b: {type: webhook, url: '${S}'}}\n"
    )
    found = mistakes(text, S="geheim")

    assert len(found) == 6
    assert not [message for message in found if "geheim" in message]


def test_a_missing_file_is_answered_with_how_to_make_one(tmp_path: Path, read: Read):
    with pytest.raises(ConfigError, match="there is no such file") as caught:
        read_config(tmp_path / "missing.yaml", {})

    [mistake] = caught.value.mistakes
    config = read(mistake.message.partition("\n\n")[2])
    assert (config.sources[0].name, config.sources[0].notify) == ("a-page", ("console",))


def test_the_error_names_the_file_and_has_all_mistakes_in_its_text(tmp_path: Path):
    file = tmp_path / "config.yaml"
    file.write_text("delay: 5\n", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        read_config(file, {})

    assert caught.value.exit_code == 2
    assert str(caught.value) == (
        f"{file} cannot be used:\n"
        "  sources: is missing\n"
        "  delay: a duration has a unit: say 5s or 5m"
    )
