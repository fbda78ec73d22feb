"""Dates, languages and kinds of distribution, in the six languages of the United Nations."""

import pytest

from crawler.reading import tongues


@pytest.mark.parametrize(
    "text",
    [
        "27 September 2021",
        "27 SEPTEMBER 2021",
        "2021年9月27日",
        "27 septembre 2021",
        "27 de septiembre de 2021",
        "27 сентября 2021 года",
        "27 أيلول/سبتمبر 2021",
        "٢٧ أيلول/سبتمبر ٢٠٢١",
    ],
)
def test_a_day_is_one_day_in_every_language(text: str) -> None:
    assert tongues.day(text) == "2021-09-27"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er octobre 2021", "2021-10-01"),
        ("1 كانون الثاني/يناير 2022", "2022-01-01"),
        ("31 février 2021", None),
        ("27 septembre", None),
        ("Session 27 du 3 mars 2021", None),
        ("12 vacancies 2021", None),
    ],
)
def test_what_is_no_whole_day_is_none(text: str, day: str | None) -> None:
    assert tongues.day(text) == day


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Chinese", ("zh",)),
        ("中文", ("zh",)),
        ("English only", ("en",)),
        ("Anglais et français seulement", ("en", "fr")),
        ("ENGLISH/FRENCH", ("en", "fr")),
        ("Español", ("es",)),
        ("仅有英文本", ("en",)),
        ("Chinese delegation", ()),
        ("Report", ()),
        ("", ()),
    ],
)
def test_a_line_that_names_languages_names_nothing_else(text: str, codes: tuple[str, ...]) -> None:
    assert tongues.languages(text) == codes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Distr.: General", "General"),
        ("Distr. générale", "General"),
        ("Distr. limitada", "Limited"),
        ("Distr.: Restricted*", "Restricted"),
        ("Distr.", ""),
        ("分发：有限", "Limited"),
        ("普遍分发", "General"),
        ("Распределение: общее", "General"),
        ("Distribution of the report to all of the Member States", None),
        ("General Assembly", None),
    ],
)
def test_a_distribution_has_one_word(text: str, said: str | None) -> None:
    assert tongues.distribution(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Original: English", "English"),
        ("Original : anglais", "English"),
        ("Original: ENGLISH/FRENCH", "English, French"),
        ("原文：英文", "English"),
        ("Оригинал: английский", "English"),
        ("الأصل: بالإنكليزية", "English"),
        ("Original: Esperanto", "Esperanto"),
        ("Original report", ""),
    ],
)
def test_the_original_language_has_its_english_name(text: str, said: str) -> None:
    assert tongues.original(text) == said
