"""What the first page of a UN document says in each of the six languages: one answer for all."""

import re

from crawler.reading import dates
from crawler.reading.months import NUMBERS

_NAMES = {
    "ar": "arabic arabe árabe арабский 阿文 阿拉伯文 阿拉伯语 عربي العربية بالعربية",
    "en": "english anglais inglés английский 英文 英语 إنكليزي الإنكليزية بالإنكليزية",
    "es": "spanish espagnol español испанский 西班牙文 西文 西班牙语 إسباني الإسبانية بالإسبانية",
    "fr": "french français francés французский 法文 法语 فرنسي الفرنسية بالفرنسية",
    "ru": "russian russe ruso русский 俄文 俄语 روسي الروسية بالروسية",
    "zh": "chinese chinois chino китайский 中文 汉语 صيني الصينية بالصينية",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}
ENGLISH_NAMES = {code: names.split()[0].capitalize() for code, names in _NAMES.items()}

_ONLY = re.compile(
    r"\s+(?:only|seulement|solamente|únicamente|только|فقط)$|^(?:仅有|仅限|只有)|(?<=文)(?:文本|本)$"
)
_BETWEEN = re.compile(r"\s*(?:[,/、，;&]|\s(?:and|et|y|e|и|و)\s|和|及)\s*")

_DISTRIBUTION = re.compile(
    r"(?:(?:Distr|Distribution|Distribución|分发|分配|发行|Распределение|التوزيع)"
    r"(?:\.?\s*[:：]|\.|(?=\s*$))\s*(?P<after>.*)|(?P<before>\w{2,4})分发)",
    re.IGNORECASE,
)
_DISTRIBUTIONS = {
    "General": "general générale общее общая عام عامة 普遍 一般 普通",
    "Limited": "limited limitée limitada ограниченное ограниченная محدود محدودة 有限 限量",
    "Restricted": "restricted restreinte reservada limitado مقيد 限制 限阅",
    "Provisional": "provisional provisoire предварительное مؤقت مؤقتة 临时",
}
_VALUES = {name: value for value, names in _DISTRIBUTIONS.items() for name in names.split()}
_LONGEST_VALUE = 24  # characters

_ORIGINAL = re.compile(
    r"(?:Original|Оригинал|Язык оригинала|Подлинный текст на|原文|原件|原始语文|الأصل)"
    r"\s*[:：]\s*(?P<languages>.+)",
    re.IGNORECASE,
)

_DAY = re.compile(
    r"(?P<day>\d{1,2})(?:er|º|°)?\s+(?:de\s+)?(?P<month>\w+(?:[\s\w]*/\s*\w+)?)"
    r"\s+(?:del?\s+)?(?P<year>\d{4})(?:\s+(?:года?|г\.))?",
    re.IGNORECASE,
)


def languages(text: str) -> tuple[str, ...]:
    """The languages that a line names, if it does nothing else: `Chinese`, `English only`."""
    plain = _ONLY.sub("", text.strip().lower().rstrip("*"))
    names = [name for name in _BETWEEN.split(plain) if name]
    codes = tuple(_CODES.get(name, "") for name in names)
    return codes if all(codes) else ()


def distribution(text: str) -> str | None:
    """What a line says of a document's distribution (General, Limited, ...); None for any other.

    Empty where the line only announces it, and the next one says it.
    """
    found = _DISTRIBUTION.fullmatch(text.strip())
    if found is None:
        return None
    said = (found["after"] or found["before"] or "").strip("* ")
    return distribution_value(said) if len(said) <= _LONGEST_VALUE else None


def distribution_value(said: str) -> str:
    """The one word for a distribution, whatever the language; the text itself where unknown."""
    return _VALUES.get(said.lower(), said.capitalize() if said.isupper() else said)


def is_distribution(said: str) -> bool:
    """Whether a line is a kind of distribution and nothing else."""
    return said.strip().lower() in _VALUES


def original(text: str) -> str:
    """The language of the original, by its English name; empty where a line says something else."""
    found = _ORIGINAL.fullmatch(text.strip())
    if found is None:
        return ""
    codes = languages(found["languages"])
    return ", ".join(ENGLISH_NAMES[code] for code in codes) or found["languages"].strip()


def day(text: str) -> str | None:
    """The ISO day that a line is, and nothing but that, in any of the six languages."""
    found = _DAY.fullmatch(" ".join(text.split()))
    if found:
        names = re.split(r"[/\s]+", found["month"].lower())
        month = next((NUMBERS[name] for name in reversed(names) if name in NUMBERS), 0)
        if month:
            year, number = int(found["year"]), int(found["day"])
            return dates.iso(f"{year:04}-{month:02}-{number:02}")
    return dates.whole(text)
