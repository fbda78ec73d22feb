"""A masthead says the same in six languages, in New York and in Geneva, old and new."""

import pytest

from crawler.reading.masthead import Masthead, masthead
from crawler.reading.pdf import sheets
from tests.arabic import visual
from tests.drawing import ARABIC, BOLD, HAN, LATIN, Text, drawn, paragraph

SENTENCE = "The delegation pledges to support the Office every year, and to report on it. "
BODY = paragraph(f"1.   {SENTENCE * 3}", 420)
NEW_YORK = {"distribution": "General", "original_language": "English"}


def read(*lines: Text) -> Masthead:
    return masthead(sheets(drawn([*lines, *BODY]))[0])


def block(*texts: str, down: float = 87, font: str = LATIN, left: float = 380) -> list[Text]:
    """What stands below the symbol; an empty text is an empty line."""
    return [
        Text(left, down + 12 * number, text, 10, font) for number, text in enumerate(texts) if text
    ]


def page(
    united: str, organ: str, said: list[Text], front: list[str], *, font: str, symbol: str = ""
) -> list[Text]:
    """A first page as New York sets it."""
    return [
        Text(123, 58, united, 14, font),
        Text(430, 57, symbol or "A/76/392", 18),
        Text(123, 87, organ, 20, font),
        *said,
        *(Text(60, 220 + 12 * number, text, 10, font) for number, text in enumerate(front)),
    ]


LANGUAGES = {
    "en": page(
        "United Nations",
        "General Assembly",
        block("Distr.: General", "27 September 2021", "", "Original: English"),
        ["Seventy-sixth session", "Agenda item 116 (d)", "Elections to fill vacancies"],
        font=LATIN,
    ),
    "fr": page(
        "Nations Unies",
        "Assemblée générale",
        block("Distr. générale", "27 septembre 2021", "Français", "Original : anglais"),
        ["Soixante-seizième session", "Point 116 d) de l’ordre du jour", "Élections"],
        font=LATIN,
    ),
    "es": page(
        "Naciones Unidas",
        "Asamblea General",
        block("Distr. general", "27 de septiembre de 2021", "Español", "Original: inglés"),
        ["Septuagésimo sexto período de sesiones", "Tema 116 d) del programa", "Elecciones"],
        font=LATIN,
    ),
    "ru": page(
        "Организация Объединенных Наций",
        "Генеральная Ассамблея",
        block("Distr.: General", "27 September 2021", "Russian", "Original: English"),
        ["Семьдесят шестая сессия", "Пункт 116 d) повестки дня", "Выборы"],
        font=HAN,
    ),
    "zh": page(
        "联合国",
        "大 会",
        block("Distr.: General", "27 September 2021", "Chinese", "Original: English"),
        ["第七十六届会议", "议程项目 116(d)", "选举"],
        font=HAN,
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_masthead_is_read_alike_in_every_language(language: str) -> None:
    found = read(*LANGUAGES[language])

    assert (found.symbols, found.date) == (("A/76/392",), "2021-09-27")
    assert found.language == (language if language != "en" else "")
    assert found.fields.items() >= NEW_YORK.items()
    assert (found.fields["agenda_item"], bool(found.fields["session"])) == ("116(d)", True)
    assert found.fields["subject"]
    assert [line.text[:3] for line in found.rest][:1] == ["1. "]


def test_an_arabic_masthead_stands_the_other_way_round() -> None:
    front = ("الدورة السادسة والسبعون", "انتخابات")
    lines = [
        Text(400, 58, "الأمم المتحدة"[::-1], 14, ARABIC),
        Text(60, 57, "A/76/392", 18),
        Text(300, 87, "الجمعية العامة"[::-1], 20, ARABIC),
        *block("Distr.: General", "27 September 2021", "Arabic", "Original: English", left=60),
        *(Text(400, 220 + 24 * n, text[::-1], 10, ARABIC) for n, text in enumerate(front)),
        Text(400, 232, f"116 {'البند'[::-1]}", 10, ARABIC),
        Text(400, 300, "تقرير الأمين العام عن أعمال المنظمة في هذا العام"[::-1], 10, ARABIC),
    ]

    found = masthead(sheets(drawn(lines))[0])

    assert (found.symbols, found.date, found.language) == (("A/76/392",), "2021-09-27", "ar")
    assert found.fields.items() >= (NEW_YORK | {"session": front[0], "agenda_item": "116"}).items()


@pytest.mark.parametrize(
    ("texts", "font", "language"),
    [
        (("分发：普遍", "2021年9月27日", "中文", "原文：英文"), HAN, "zh"),
        (("Распределение: общее", "27 сентября 2021 года", "Русский", "Оригинал: английский"),
         HAN, "ru"),
        (("Distr.", "GENERAL", "", "27 September 2021", "", "Original: ENGLISH"), LATIN, ""),
        (("Distr.: General", "27 September 2021", "English only"), LATIN, "en"),
        (("Distr. générale", "27 septembre 2021", "Anglais seulement"), LATIN, "en"),
    ],
)  # fmt: skip
def test_other_wordings_of_a_block_mean_the_same(
    texts: tuple[str, ...], font: str, language: str
) -> None:
    found = read(*page("", "", block(*texts, font=font), [], font=LATIN)[1:])

    assert (found.date, found.fields["distribution"]) == ("2021-09-27", "General")
    assert found.language == language


def test_geneva_names_the_council_and_the_days_before_the_agenda_item() -> None:
    front = (
        "Human Rights Council",
        "Forty-eighth session",
        "13 September–8 October 2021",
        "Agenda item 3",
        "Promotion and protection of all human rights, civil,",
        "political, economic, social and cultural rights",
    )
    lines = page(
        "United Nations",
        "General Assembly",
        block("Distr.: Limited", "30 September 2021", "", "Original: English"),
        list(front),
        font=LATIN,
        symbol="A/HRC/48/L.1",
    )
    foot = [Text(60, 790, "GE.21-13600(E)"), Text(60, 805, "*2113600*", 12)]

    found = read(*lines, Text(123, 330, "France:* draft resolution", 12, BOLD), *foot)

    assert found.symbols == ("A/HRC/48/L.1",)
    assert (
        found.fields.items()
        >= {
            "distribution": "Limited",
            "committee": "Human Rights Council",
            "session": "Forty-eighth session",
            "session_dates": "13 September–8 October 2021",
            "agenda_item": "3",
            "subject": f"{front[4]} {front[5]}",
            "job_number": "GE.21-13600",
        }.items()
    )
    assert found.rest[0].text == "France:* draft resolution"


def test_the_long_name_of_a_convention_is_none_of_the_text() -> None:
    name = ("Convention on the Elimination", "of All Forms of Discrimination", "against Women")
    lines = [Text(60, 87 + 22 * n, text, 20, BOLD) for n, text in enumerate(name)]

    found = read(
        Text(400, 57, "CEDAW/C/CHN/CO/9", 14),
        *lines,
        *block("Distr.: General", "31 May 2023", "", "Original: English"),
        Text(60, 200, "Concluding observations", 14, BOLD),
    )

    assert found.symbols == ("CEDAW/C/CHN/CO/9",)
    assert found.rest[0].text == "Concluding observations"


def test_an_old_masthead_has_its_symbol_below_the_distribution() -> None:
    said = ("Distr.", "GENERAL", "", "E/CN.4/2004/1", "12 January 2004", "", "Original: ENGLISH")

    found = read(
        Text(60, 58, "UNITED NATIONS", 14),
        Text(450, 60, "E", 36, BOLD),
        Text(60, 120, "Economic and Social", 18, BOLD),
        Text(60, 142, "Council", 18, BOLD),
        *block(*said, down=120),
        *(Text(60, 220 + 14 * n, text) for n, text in enumerate(
            ("COMMISSION ON HUMAN RIGHTS", "Sixtieth session", "Item 3 of the provisional agenda")
        )),
    )  # fmt: skip

    assert (found.symbols, found.date) == (("E/CN.4/2004/1",), "2004-01-12")
    assert (found.fields["distribution"], found.fields["agenda_item"]) == ("General", "3")
    assert found.fields["committee"] == "COMMISSION ON HUMAN RIGHTS"


def test_a_letter_to_two_organs_has_two_symbols() -> None:
    found = read(
        Text(400, 57, "A/75/972–S/2021/650", 14),
        *block("Distr.: General", "14 July 2021", "", "Original: English"),
        Text(60, 170, "General Assembly", 12, BOLD),
        Text(330, 170, "Security Council", 12, BOLD),
        Text(60, 184, "Seventy-fifth session"),
        Text(330, 184, "Seventy-sixth year"),
        Text(60, 198, "Agenda items 34, 71 and 86"),
    )

    assert found.symbols == ("A/75/972", "S/2021/650")
    assert found.fields["symbol"] == "A/75/972-S/2021/650"
    assert (found.fields["agenda_item"], found.fields["year"]) == (
        "34, 71 and 86",
        "Seventy-sixth year",
    )


def test_a_record_of_a_meeting_is_dated_by_it() -> None:
    found = read(
        Text(60, 58, "United Nations", 14),
        Text(450, 57, "S/PV.8890", 18),
        Text(60, 90, "Security Council", 20, BOLD),
        Text(450, 90, "Provisional"),
        Text(60, 150, "8890th meeting", 12, BOLD),
        Text(60, 164, "Friday, 15 October 2021, 10 a.m."),
    )

    assert (found.symbols, found.date) == (("S/PV.8890",), "2021-10-15")
    assert found.rest[0].text == "8890th meeting"


def test_stars_at_the_symbol_mark_a_reissue_and_are_no_part_of_it() -> None:
    found = read(
        *page(
            "United Nations",
            "General Assembly",
            block("Distr.: Limited", "30 September 2021"),
            [],
            font=LATIN,
            symbol="A/76/L.1/Rev.1**",
        )
    )

    assert (found.symbols, found.mark) == (("A/76/L.1/Rev.1",), "**")


def test_a_page_without_any_of_it_is_all_text() -> None:
    found = read(Text(80, 300, "Note by the Secretariat", 14, BOLD))

    assert (found.symbols, found.date, found.fields) == ((), "", {})
    assert found.rest[0].text == "Note by the Secretariat"


OTHER_WORDINGS = {
    "ar": block("التوزيع: محدود", "4 تشرين الثاني/نوفمبر 2025", "عربي", "الأصل: فرنسي"),
    "en": block("Distribution: Limited", "November 4, 2025", "English", "Original: French"),
    "es": block("Distribución: limitada", "4 de noviembre de 2025", "Español", "Original: francés"),
    "fr": block("DISTR. LIMITÉE", "4 novembre 2025", "FRANÇAIS", "ORIGINAL : FRANÇAIS"),
    "ru": block("Распределение: ограниченное", "4 ноября 2025 года", "Русский",
                "Оригинал: французский"),
    "zh": block("分发：有限", "2025年11月4日", "中文", "原文：法文"),
}  # fmt: skip


@pytest.mark.parametrize("language", OTHER_WORDINGS)
def test_a_masthead_in_its_own_language_says_the_same(language: str) -> None:
    font = {"ar": ARABIC, "ru": HAN, "zh": HAN}.get(language, LATIN)
    lines = [
        each._replace(font=font, text=visual(each.text) if font == ARABIC else each.text)
        for each in OTHER_WORDINGS[language]
    ]
    arabic = Text(300, 300, visual("تقرير الأمين العام عن أعمال المنظمة"), 10, ARABIC)

    found = masthead(
        sheets(drawn([Text(420, 57, "A/C.3/80/L.29", 16), *lines, *([arabic] * (font == ARABIC))]))[
            0
        ]
    )

    assert (found.symbols, found.date, found.language) == (
        ("A/C.3/80/L.29",),
        "2025-11-04",
        language,
    )
    assert (
        found.fields.items() >= {"distribution": "Limited", "original_language": "French"}.items()
    )
