"""Papers of the United Nations in all six languages, set as New York sets them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfmetrics

from tests.arabic import visual
from tests.drawing import ARABIC, HAN, LATIN, Text, drawn, registered

_WIDTH = 595.0
_RIGHT, _LEFT = 500.0, 80.0
_FIRST, _LAST, _LEADING, _APART = 330.0, 700.0, 13.0, 7.0


@dataclass(frozen=True)
class Tongue:
    """How a masthead says things in one language."""

    united: str
    organ: str
    distribution: str
    date: str  # 4 November 2025
    name: str
    original: str
    session: str
    item: str
    subject: str
    letter: str
    font: str = LATIN
    large: str = LATIN  # of the organ's name


TONGUES = {
    "en": Tongue(
        "United Nations", "General Assembly", "Distr.: Limited", "4 November 2025", "",
        "Original: English", "Eightieth session", "Agenda item 71 (b)", "Human rights questions",
        "E",
    ),
    "fr": Tongue(
        "Nations Unies", "Assemblée générale", "Distr. limitée", "4 novembre 2025", "Français",
        "Original : anglais", "Quatre-vingtième session", "Point 71 b) de l’ordre du jour",
        "Questions relatives aux droits humains", "F",
    ),
    "es": Tongue(
        "Naciones Unidas", "Asamblea General", "Distr. limitada", "4 de noviembre de 2025",
        "Español", "Original: inglés", "Octogésimo período de sesiones",
        "Tema 71 b) del programa", "Cuestiones de derechos humanos", "S",
    ),
    "ru": Tongue(
        "Организация Объединенных Наций", "Генеральная Ассамблея", "Distr.: Limited",
        "4 November 2025", "Russian", "Original: English", "Восьмидесятая сессия",
        "Пункт 71 b) повестки дня", "Вопросы прав человека", "R", HAN, HAN,
    ),
    "zh": Tongue(
        "联合国", "大 会", "Distr.: Limited", "4 November 2025", "Chinese", "Original: English",
        "第八十届会议", "议程项目 71(b)", "人权问题", "C", HAN, HAN,
    ),
    "ar": Tongue(
        "الأمم المتحدة", "الجمعية العامة", "Distr.: Limited", "4 November 2025", "Arabic",
        "Original: English", "الدورة الثمانون", "البند 71 (ب) من جدول الأعمال",
        "مسائل حقوق الإنسان", "A", ARABIC, ARABIC,
    ),
}  # fmt: skip

TITLES = {
    "en": "Rights of the child", "fr": "Droits de l’enfant", "es": "Derechos del niño",
    "ru": "Права ребенка", "zh": "儿童权利", "ar": "حقوق الطفل",
}  # fmt: skip
SENTENCES = {
    "en": "Calls upon all States to give {n} million dollars every year to schools in the country.",
    "fr": "Demande à tous les États de verser {n} millions de dollars par an aux écoles du pays.",
    "es": "Exhorta a todos los Estados a que aporten {n} millones al año a las escuelas del país.",
    "ru": "Призывает все государства выделять ежегодно {n} миллионов долларов школам страны.",
    "zh": "促请所有国家每年向乡村学校提供{n}万美元，并就款项的使用情况提出报告。",
    "ar": "تهيب بجميع الدول أن تقدم سنويا {n} مليون دولار إلى المدارس في الريف.",
}
REISSUES = {
    "en": "* Reissued for technical reasons on 11 November 2025.",
    "fr": "* Nouveau tirage pour raisons techniques (11 novembre 2025).",
    "es": "* Publicado nuevamente por razones técnicas el 11 de noviembre de 2025.",
    "ru": "* Переиздано по техническим причинам 11 ноября 2025 года.",
    "zh": "* 由于技术原因于2025年11月11日重新印发。",
    "ar": "* أعيد إصدارها لأسباب فنية في 11 تشرين الثاني/نوفمبر 2025.",
}
ADOPTED = {
    "en": "[without reference to a Main Committee ({symbol})]",
    "fr": "[sans renvoi à une grande commission ({symbol})]",
    "es": "[sin remisión previa a una Comisión Principal ({symbol})]",
    "ru": "[без передачи в главные комитеты ({symbol})]",
    "zh": "[未经发交主要委员会而通过({symbol})]",
    "ar": "[دون الإحالة إلى لجنة رئيسية ({symbol})]",
}
SPONSORS = {
    "en": "* Any changes to the list of sponsors will be shown in the record of the meeting.",
    "fr": "* Toute modification de la liste des auteurs figurera dans le compte rendu.",
    "es": "* Los cambios en la lista de patrocinadores figurarán en el acta de la sesión.",
    "ru": "* Любые изменения в списке авторов будут отражены в отчете о заседании.",
    "zh": "* 提案国名单的任何变动将在会议记录中反映。",
    "ar": "* ستدرج أي تغييرات في قائمة مقدمي المشروع في محضر الجلسة.",
}


def un_paper(
    symbol: str,
    language: str = "en",
    *,
    amount: int = 350,
    mark: str = "",
    job: str = "25-17755",
    days: str = "041125",
    notes: Sequence[str] = (),
    lead: Sequence[str] = (),
    paragraphs: int = 2,
    title: str = "",
    glyphs: Callable[[str], str] = str,
) -> bytes:
    """A paper with numbered paragraphs, of which the first names an amount.

    `lead` stands between the title and them; `glyphs` turns letters into those of the file.
    """
    tongue = TONGUES[language]
    page = _Page(tongue, glyphs)
    page.head(symbol + mark)
    page.put(title or TITLES[language], size=14)
    for text in lead:
        page.put(text)
    sentence = SENTENCES[language]
    for number in range(1, paragraphs + 1):
        page.put(f"{number}. {sentence.format(n=amount + number - 1)}")
    page.foot(f"{job}{mark} ({tongue.letter})    {days}", job.replace("-", ""), notes)
    return drawn(page.lines)


class _Page:
    """One page, filled from its top."""

    def __init__(self, tongue: Tongue, glyphs: Callable[[str], str]) -> None:
        self.lines: list[Text] = []
        self._tongue = tongue
        self._glyphs = glyphs
        self._is_leftward = tongue.font == ARABIC
        self._down = _FIRST
        registered(tongue.font)

    def head(self, symbol: str) -> None:
        """The masthead, and what stands below it."""
        tongue, inner = self._tongue, 60.0 if self._is_leftward else 380.0
        outer = 400.0 if self._is_leftward else 123.0
        self._line(outer, 58, tongue.united, 14, tongue.large)
        self._line(60.0 if self._is_leftward else 420.0, 57, symbol, 16, LATIN)
        self._line(300.0 if self._is_leftward else 123.0, 87, tongue.organ, 18, tongue.large)
        said = (tongue.distribution, tongue.date, tongue.name, tongue.original)
        for number, text in enumerate(filter(None, said)):
            font = HAN if tongue.font == HAN else LATIN
            self._line(inner, 87 + 12 * number, text, 10, font)
        for number, text in enumerate((tongue.session, tongue.item, tongue.subject)):
            self._line(60.0, 220 + 12 * number, text, 10, tongue.font, is_edge=True)

    def foot(self, job: str, code: str, notes: Sequence[str]) -> None:
        """The notes, and the job number."""
        if notes:
            self._line(_LEFT, 700, "__________________", 9, LATIN, is_edge=True)
        for number, note in enumerate(notes):
            self._line(_LEFT, 714 + 11 * number, note, 8, self._tongue.font, is_edge=True)
        self._line(60, 790, job, 10, LATIN)
        self._line(60, 805, f"*{code}*", 12, LATIN)

    def put(self, text: str, *, size: float = 10) -> None:
        """A paragraph."""
        for line in self._broken(text, size):
            assert self._down < _LAST - 20, "one page is all there is"
            self._line(_LEFT, self._down, line, size, self._tongue.font, is_edge=True)
            self._down += _LEADING * size / 10
        self._down += _APART

    def _broken(self, text: str, size: float) -> Iterator[str]:
        line = ""
        for word in _words(text):
            if line and self._width((line + word).rstrip(), size) > _RIGHT - _LEFT:
                yield line.rstrip()
                line = ""
            line += word
        yield line.rstrip()

    def _width(self, text: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text, self._tongue.font, size))

    def _line(
        self, left: float, down: float, text: str, size: float, font: str, *, is_edge: bool = False
    ) -> None:
        if font == ARABIC:
            text = visual(self._glyphs(text))
            if is_edge:
                left = _WIDTH - left - self._width(text, size)
        self.lines.append(Text(left, down, text, size, font))


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        word += char
        if char == " " or char > "\u2e80":
            yield word
            word = ""
    if word:
        yield word
