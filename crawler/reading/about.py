"""The lines about an article that stand before, after and on cards: who, when, how long, how often.

They are known by their words, whatever the theme: in Chinese and English, and in others of the
languages that missions write in.
"""

import re

from crawler.reading import dates

_LONGEST = 200  # characters of a line that is about the article and nothing else
_BYLINE = re.compile(
    r"(?:(?:通过|通過|由|(?:posted |published |written )?by|por|par|da|von|от|від|بواسطة|oleh)\s+"
    r"|(?:作者|来源|來源|发布者|發布者|發佈者|author|source|autor|auteur|автор|الكاتب)\s*[:：]\s*)"
    r"(?P<byline>[^。]{0,60}?"
    r"(?:Mission|Embassy|Consulate|Institute|使馆|使館|领事馆|領事館|在台协会|在台協會|Embajada"
    r"|Consulado|Embaixada|Ambassade|Consulat|Ambasciata|Botschaft|Konsulat|Kedutaan|Посольств"
    r"|Консульств|Генконсульств|سفارة|السفارة|القنصلية)[^。]{0,60})"
    r"(?<![^\W\d_]{4}[.!?])",  # a sentence is no byline
    re.IGNORECASE,
)
_TOPICS = re.compile(r"(?:Topics?|主题|主題)\s*[:：]\s*(?P<category>.+)", re.IGNORECASE)
_LABELS = re.compile(
    r"(?:(?P<tags>Tags?|标签|標籤|标籤|Etiquetas|Mots[- ]cl[ée]s|Schlagw(?:ort|örter)|Теги|Метки"
    r"|الوسوم|وسوم)"
    r"|(?P<category>Categor(?:y|ies)|分类|分類|栏目|欄目|Categorías?|Catégories?|Рубрик[аи]"
    r"|Категори[ия]))\s*[:：]\s*(?P<names>.{1,150})",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*[|·•]\s*")
_BETWEEN_LABELS = re.compile(r"\s*[,，、;；|،]\s*")
_READING_TIME = re.compile(
    r"\d+\s*(?:快速阅读|快速閱讀|分钟阅读|分鐘閱讀|minutes? read|min read"
    r"|minutos? de le(?:ctura|itura)"
    r"|min(?:ute)?s? de lecture|(?:мин(?:ут[аы]?)?\.?|хв(?:илин[аи]?)?\.?) (?:чтени[яе]|читання)"
    r"|(?:دقيقة|دقائق) (?:قراءة|للقراءة)|min(?:uten)?\.? lesezeit|menit (?:mem)?baca)"
    r"|(?:reading time|阅读时间|閱讀時間|tiempo de lectura|temps de lecture|время чтения)"
    r"\s*[:：]?\s*\d+\s*(?:minut[oe]?s?|mins?|分钟|分鐘|мин(?:ут[аы]?)?\.?)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:(?P<published>发[布佈]|發[布佈]|发表|發表|日期|published|posted|date|publicad[oa]|publiée?"
    r"|опубликовано|дата|نشر|تاريخ النشر)"
    r"|(?P<modified>(?:最[后後近])?(?:更新|修改|修订)|(?:last )?(?:updated|modified|reviewed)"
    r"|actualizad[oa]|mise? à jour|обновлено|آخر تحديث))"
    r"(?:时间|時間|日期|于|於| on| el| em| le|\sفي)?\s*[:：]?\s*(?P<day>.{6,60})",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\s*(?:阅读更多|閱讀更多|查看更多|阅读全文|閱讀全文|查看全文|read more|read full story"
    r"|learn more|continue reading|leer más|lire la suite|en savoir plus|leia mais|saiba mais"
    r"|подробнее|читать (?:далее|полностью)|اقرأ المزيد|weiterlesen|selengkapnya|続きを読む)"
    r"\s*[»›>→….]*$",
    re.IGNORECASE,
)
"""How a link ends that leads from an excerpt to its whole."""
# Counters and buttons: they stand beside an article, and say nothing of it.
_IDLE = re.compile(
    r"(?:(?:post )?(?:views?|shares?|likes|comments)"
    r"|(?:浏览|瀏覽|阅读|閱讀|点击|點擊|访问)(?:次数|次數|量|数))"
    r"\s*[:：]?\s*[\d,.]+[k万次]?"
    r"|[\d,.]+[k万]?\s*(?:(?:total )?(?:views?|shares?|likes|comments|reads)"
    r"|次(?:浏览|瀏覽|阅读|閱讀|点击|分享)|条评论|人(?:已)?阅读)"
    r"|(?:(?:share|tweet|print|e-?mail|facebook|twitter|x|linkedin|whatsapp|telegram|wechat|weibo"
    r"|pinterest|reddit|copy|link|this|page|article|on|to|by|via|分享|转发|到|至|打印|列印|电子邮件"
    r"|微信|微博|复制|链接|本文|本页|friendly|pdf)(?![a-z])[\s:：,，、/|+\d]*)+",
    re.IGNORECASE,
)


def about(text: str) -> dict[str, str] | None:
    """What a line says of the article (who, when, how long, on what); None if it says other things.

    Of a counter it is nothing.
    """
    text = text.replace("\n", " ").strip()
    if len(text) > _LONGEST:
        return None
    reading_time = _READING_TIME.search(text)
    facts = {"reading_time": reading_time[0]} if reading_time else {}
    for piece in _PIECES.split(_READING_TIME.sub("|", text)):
        fact = _fact(piece.strip()) if piece.strip() else {}
        if fact is None:
            return None
        facts |= fact
    return facts


def day_among(text: str) -> str | None:
    """The day that one part of a line is, as in `by somebody | Feb 8, 2021 | News`."""
    pieces = _PIECES.split(text.replace("\n", " ")) if len(text) <= _LONGEST else []
    days = {day for piece in pieces if (day := dates.whole(piece.strip()))}
    return days.pop() if len(days) == 1 else None


def labels(text: str) -> dict[str, str]:
    """The tags or categories that a line names without links, as `标签：水、河` does."""
    match = _LABELS.fullmatch(text.replace("\n", " ").strip())
    if match is None:
        return {}
    names = filter(None, _BETWEEN_LABELS.split(match["names"].strip()))
    return {"tags" if match["tags"] else "category": ", ".join(dict.fromkeys(names))}


def _fact(piece: str) -> dict[str, str] | None:
    day = dates.whole(piece)
    if day:
        return {"published": day}
    if _IDLE.fullmatch(piece):
        return {}
    when = _WHEN.fullmatch(piece)
    day = dates.alone(when["day"]) if when else None
    if when and day:
        return {"published" if when["published"] else "modified": day}
    for pattern in (_BYLINE, _TOPICS):
        match = pattern.fullmatch(piece)
        if match:
            return match.groupdict()
    return None
