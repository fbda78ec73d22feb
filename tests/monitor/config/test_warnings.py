"""What is allowed, and yet may not be meant."""

import pytest

from tests.monitor.config.conftest import Read

QUIET = """
contact: you@example.org
notify: [console]
channels: {console: {type: console}}
sources:
  page: {spider: webpage, url: "https://example.org/page"}
"""


def test_a_whole_configuration_is_passed_without_a_word(read: Read):
    assert read(QUIET).warnings == ()


@pytest.mark.parametrize(
    ("taken", "given", "warning"),
    [
        ("contact: you@example.org", "", "contact is not set"),
        ("page: {", "page: {notify: [], ", "sources.page has no notify"),
        ("page: {", "page: {delay: 0s, ", "sources.page asks example.org with a delay of 0s"),
        ("page: {", "page: {enabled: false, ", "every source is switched off"),
        ("{console: {", "{desk: {type: console}, console: {", "channels.desk is named by no"),
    ],
)
def test_a_doubt_is_said_and_not_an_error(read: Read, taken: str, given: str, warning: str):
    assert [found for found in read(QUIET.replace(taken, given)).warnings if warning in found]


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]:80"])
def test_a_site_of_ones_own_may_be_asked_without_a_pause(read: Read, host: str):
    text = QUIET.replace("example.org/page", f"{host}/page").replace(
        "page: {", "page: {delay: 0s, "
    )

    assert read(text).warnings == ()


def test_a_source_that_is_switched_off_needs_no_warning(read: Read):
    off = '  off: {spider: webpage, url: "https://a.org", enabled: false, notify: [], delay: 0s}\n'

    assert read(QUIET + off).warnings == ()


def test_one_address_among_many_is_enough_for_a_warning(read: Read):
    urls = 'urls: ["http://127.0.0.1/a", "https://example.org/b"]'
    text = QUIET.replace('url: "https://example.org/page"', f"delay: 10ms, {urls}")

    [warning] = read(text).warnings

    assert "asks example.org with a delay of 10ms" in warning
