"""Durations, addresses, names, time zones."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from monitor.config import format_duration, parse_duration
from monitor.config.values import (
    Contact,
    Name,
    Share,
    TimeZone,
    check_mailbox,
    check_web_address,
    is_loopback,
    suggestion,
)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("30m", timedelta(minutes=30)),
        ("2h", timedelta(hours=2)),
        ("5s", timedelta(seconds=5)),
        ("1d", timedelta(days=1)),
        ("1h30m", timedelta(hours=1, minutes=30)),
        ("500ms", timedelta(milliseconds=500)),
        ("1d2h3m4s5ms", timedelta(1, 4, 0, 5, 3, 2)),
        ("90m", timedelta(hours=1, minutes=30)),
        ("0s", timedelta(0)),
    ],
)
def test_a_duration_is_what_it_says(text: str, length: timedelta):
    assert length == parse_duration(text)


@pytest.mark.parametrize("bare", [90, "90", 0])
def test_a_number_without_a_unit_is_asked_for_its_unit(bare):
    with pytest.raises(ValueError, match=f"say {bare}s or {bare}m"):
        parse_duration(bare)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30 minuts",
        "1.5h",
        "-5s",
        "m",
        "30m1h",
        "1h1h",
        "5 s",
        "٣s",
        "5S",
        "1y",
        "5s\n",
        None,
        1.5,
        True,
        [],
        {},
    ],
)
def test_what_is_no_duration_is_answered_with_examples(text):
    with pytest.raises(ValueError, match="expected a duration such as 30s"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["36526d", "999999999999999d", "999999999999999h1ms"])
def test_a_duration_beyond_what_dates_hold_is_refused(text: str):
    with pytest.raises(ValueError, match="at most 100 years"):
        parse_duration(text)


@given(st.integers(min_value=0, max_value=36_525 * 86_400_000))
def test_a_duration_survives_being_written_and_read(milliseconds: int):
    length = timedelta(milliseconds=milliseconds)

    assert length == parse_duration(format_duration(length))


@given(st.text())
def test_any_text_is_a_duration_or_a_value_error(text: str):
    try:
        assert parse_duration(text) >= timedelta(0)
    except ValueError as error:
        assert "duration" in str(error)  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    "address",
    ["desk@example.org", "a.b+c@x-y.example.org", "root@localhost", "o'neil@example.org"],
)
def test_a_mailbox_is_one_plain_address(address: str):
    assert address == check_mailbox(address)


@pytest.mark.parametrize(
    "address",
    [
        "desk",
        "@example.org",
        "a@",
        "a@b@c",
        "a b@c.org",
        "a@b.org, c@d.org",
        "Desk <a@b.org>",
        "a@b.org\nBcc: x@y.org",
        "a@b.org\r",
        "a@b.org\n",
        "a..b@c.org",
        "a@-b.org",
        "签@b.org",
        f"{'a' * 250}@b.org",
    ],
)
def test_what_could_be_more_than_one_address_is_refused(address: str):
    with pytest.raises(ValueError, match="expected one e-mail address"):
        check_mailbox(address)


@given(st.from_regex(r"\A[^@]+@[^@]+\Z") | st.text())
def test_no_address_can_begin_a_header_of_its_own(address: str):
    try:
        taken = check_mailbox(address)
    except ValueError:
        return
    assert taken.isascii()
    assert taken.isprintable()
    assert not set(taken) & set(' ,;<>"()\\\r\n')


@pytest.mark.parametrize("url", ["https://example.org", "http://127.0.0.1:8080/a?b=c#d"])
def test_a_web_address_is_complete(url: str):
    assert url == check_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "ftp://example.org",
        "https://",
        "https:///a",
        "http://a:port/",
        "http://[::1/",
        "https://a b/",
        "https://a\n/",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_web_address_is_refused(url: str):
    with pytest.raises(ValueError, match="expected a web address"):
        check_web_address(url)


@pytest.mark.parametrize("name", ["a", "embassy-news", "un_2026.zh", "0", "a" * 64])
def test_a_name_is_short_and_plain(name: str):
    assert name == TypeAdapter(Name).validate_python(name)


@pytest.mark.parametrize("name", ["", "-a", ".", "A", "a b", "a/b", "签证", "a" * 65, "a\n"])
def test_other_names_are_refused(name: str):
    with pytest.raises(ValidationError, match="expected a name of lower-case letters"):
        TypeAdapter(Name).validate_python(name)


@pytest.mark.parametrize("contact", ["you@example.org", "https://example.org/about"])
def test_a_contact_is_a_mail_or_web_address(contact: str):
    assert contact == TypeAdapter(Contact).validate_python(contact)


@pytest.mark.parametrize("contact", ["me", "a@b.org\r\nX-Evil: 1", "https://例子.org/", ""])
def test_a_contact_fits_into_a_header(contact: str):
    with pytest.raises(ValidationError, match="expected an e-mail address or a web address"):
        TypeAdapter(Contact).validate_python(contact)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "Europe/Zurich"])
def test_a_time_zone_exists(zone: str):
    assert zone == TypeAdapter(TimeZone).validate_python(zone)


@pytest.mark.parametrize(
    ("zone", "near"),
    [
        ("Asia/Shangai", "Asia/Shanghai"),
        ("asia/shanghai", "Asia/Shanghai"),
        ("Shanghai", "Asia/Shanghai"),
        ("New York", "America/New_York"),
        ("Europe/Zürich", "Europe/Zurich"),
    ],
)
def test_a_mistyped_time_zone_is_answered_with_the_near_one(zone: str, near: str):
    with pytest.raises(ValidationError, match=f'did you mean "{near}"'):
        TypeAdapter(TimeZone).validate_python(zone)


@pytest.mark.parametrize("zone", ["", "Asia", "../etc/passwd", "/etc/localtime", "CST+8:00", "\0"])
def test_what_is_no_time_zone_is_no_traceback(zone: str):
    with pytest.raises(ValidationError, match="expected a time zone such as"):
        TypeAdapter(TimeZone).validate_python(zone)


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_loopback_is_this_machine(host: str):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["example.org", "10.0.0.1", "localhost.example.org", ""])
def test_anything_else_is_another_machine(host: str):
    assert not is_loopback(host)


def test_an_unknown_word_is_answered_with_the_near_one_or_with_all():
    assert suggestion("pagse", ["url", "pages"]) == '; did you mean "pages"?'
    assert suggestion("Alarm-After", ["alarm_after"]) == '; did you mean "alarm_after"?'
    assert suggestion("zebra", ["url", "pages"]) == "; known here: url, pages"
    assert suggestion("zebra", []) == "; known here: none"


@pytest.mark.parametrize("share", [0.01, 0.5, 1, 1.0])
def test_a_share_is_a_part_or_all(share: float):
    assert share == TypeAdapter(Share).validate_python(share)


@pytest.mark.parametrize("share", [0, -0.1, 1.01, 50, True, "half", "0.5", float("nan"), None])
def test_other_shares_are_refused(share: object):
    with pytest.raises(ValidationError, match="expected a share above 0 and at most 1"):
        TypeAdapter(Share).validate_python(share)
