"""Options are checked at the door, with words that help."""

import pytest
from pydantic import ValidationError

from crawler.options import (
    OPTIONS,
    EmbassyOptions,
    SpiderOptions,
    UnDocumentsOptions,
    WebpageOptions,
)
from crawler.spiders import SPIDERS

URL = "https://mission.example/zh/news-zh/"


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("url", "ftp://mission.example/", "begins with http:// or https://"),
        ("url", "mission.example", "begins with http:// or https://"),
        ("url", "https://mission.example:port/", "host and port"),
        ("url", "https://mission.example/a b", "begins with http:// or https://"),
        ("pages", 0, "greater than or equal to 1"),
        ("pages", 501, "less than or equal to 500"),
        ("hosts", ["https://other.example"], "bare name of a host"),
        ("languages", ["Chinese"], "given by its code, like zh"),
        ("api_types", ["/posts"], "the name that stands in the address of the API"),
        ("twins", {"en": "https://mission.example/"}, r"has to contain \{slug\}"),
        ("select", {"headline": "h1"}, "'title'"),
        ("select", {"title": "h1::text"}, "no CSS selector of elements"),
        ("select", {"title": []}, "at least 1 item"),
        ("remove", ["[["], "no CSS selector of elements"),
        ("slect", {}, "Extra inputs are not permitted"),
    ],
)
def test_a_mistake_is_refused_and_named(key, value, says):
    with pytest.raises(ValidationError, match=says) as refused:
        EmbassyOptions.model_validate({"url": URL, key: value})

    assert refused.value.errors()[0]["loc"][0] == key


def test_a_password_in_an_address_is_refused_without_being_repeated():
    for url in ("https://me:sesame@mission.example/", "https://me:sesame/@mission.example"):
        with pytest.raises(ValidationError) as refused:
            EmbassyOptions(url=url)

        assert "sesame" not in str(refused.value)


def test_one_selector_may_stand_without_a_list():
    options = EmbassyOptions.model_validate(
        {"url": URL, "select": {"body": ".text", "title": ["h2", "h1"]}, "remove": ".map"}
    )

    assert options.select == {"body": (".text",), "title": ("h2", "h1")}
    assert options.remove == (".map",)


def test_nothing_changes_later():
    options = EmbassyOptions(url=URL)

    with pytest.raises(ValidationError, match="frozen"):
        options.pages = 3


def test_what_changes_the_reading_and_what_changes_the_scope_are_told_apart():
    narrow = EmbassyOptions(url=URL)
    deep = EmbassyOptions(url=URL, pages=9, languages=("zh", "en"), hosts=("mission.example",))
    fussy = EmbassyOptions.model_validate({"url": URL, "select": {"body": ".text"}})

    assert narrow.reading() == deep.reading() != fussy.reading()
    assert deep.scope() != narrow.scope() == fussy.scope()


def test_every_option_is_about_the_reading_or_the_scope():
    for options in OPTIONS.values():
        named = options.reading_options | options.scope_options | options.interface_options
        assert named == set(options.model_fields)


def test_a_webpage_needs_an_address():
    with pytest.raises(ValidationError, match="give url, or urls"):
        WebpageOptions()


def test_a_webpage_named_twice_is_asked_once():
    options = WebpageOptions(url="https://a.example/", urls=("https://b.example/",) * 2)

    assert options.addresses == ("https://a.example/", "https://b.example/")


def test_every_spider_has_its_options():
    assert {name: spider.options_type for name, spider in SPIDERS.items()} == OPTIONS
    assert all(issubclass(options, SpiderOptions) for options in OPTIONS.values())


def test_un_documents_are_named_by_symbols_or_addresses_and_in_languages_of_the_un():
    with pytest.raises(ValidationError, match="give symbols, patterns, feeds, pages or urls"):
        UnDocumentsOptions()
    with pytest.raises(ValidationError, match="a symbol looks like"):
        UnDocumentsOptions(symbols=("no symbol",))
    with pytest.raises(ValidationError, match="zh"):
        UnDocumentsOptions(symbols=("A/76/100",), languages=("de",))


def test_the_address_of_un_documents_has_a_place_for_symbol_and_language():
    with pytest.raises(ValidationError, match=r"has to contain \{language\}"):
        UnDocumentsOptions(symbols=("A/76/100",), address="https://un.example.org/{symbol}")


def test_a_further_symbol_is_no_wider_scope_and_no_other_reading():
    few = UnDocumentsOptions(symbols=("A/76/100",))
    more = UnDocumentsOptions(symbols=("A/76/100", "A/76/101*"))

    assert (few.scope(), few.reading()) == (more.scope(), more.reading())
    assert more.symbols == ("A/76/100", "A/76/101")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"patterns": "A/HRC/48/L.1"}, r"a pattern has one \{n\}"),
        ({"patterns": "L.{n}"}, "a symbol looks like"),
        ({"patterns": "A/1/L.{n}", "misses": 0}, "greater than or equal to 1"),
        ({"symbols": "A/76/1", "words": "China"}, "give one of these"),
        ({"feeds": "https://a.example/rss", "prefixes": "not one"}, "the beginning of a symbol"),
        ({"feeds": "undocs.org/rss"}, "a web address begins with"),
        ({"symbols": "A/76/1", "formats": "wpd"}, "pdf"),
        (
            {
                "symbols": "A/76/1",
                "formats": ["docx", "pdf"],
                "address": "https://un.example.org/{symbol}/{language}",
            },
            r"has to contain \{format\}",
        ),
    ],
)
def test_ways_to_un_documents_are_checked_at_the_door(options, message):
    with pytest.raises(ValidationError, match=message):
        UnDocumentsOptions.model_validate(options)


def test_a_symbol_may_be_typed_in_full_width():
    assert UnDocumentsOptions(symbols=("Ａ／７６／１００",)).symbols == ("A/76/100",)
