"""Any file of an office, PDF or Word, as one document: its largest heading, its text in blocks."""

from dataclasses import replace

from crawler.items import Block, Document, Identity, Page, UnreadableError
from crawler.reading import web, word, word_blocks
from crawler.reading.spacing import first_line
from crawler.verdict import kind_of, missing_end


def read(page: Page, body: bytes) -> Document:
    """The document of a file, chosen by its bytes; only to be called in the worker process.

    Raises:
        UnreadableError: it is encrypted, damaged, cut short, or has no text in it.
    """
    is_pdf = kind_of({}, body) == "pdf"
    found = web.read(page, body, web.Where()) if is_pdf else _word(page, body)
    text = found.text
    han = sum("\u4e00" <= char <= "\u9fff" for char in text)
    return replace(found, language="zh" if 4 * han > len(text) else found.language)


def _word(page: Page, body: bytes) -> Document:
    if missing := missing_end(body):
        raise UnreadableError(missing)
    file = word.read(body)
    title = word_blocks.title(file.parts)
    texts = (word_blocks.block(part) for part in file.parts if part is not title)
    blocks = tuple(block for block in texts if block.text)
    url = page.answered or page.url
    return Document(
        url=url,
        title=title.text if title else first_line(blocks[0].text),
        identities=(Identity("url", url),),
        blocks=(*blocks, *(Block("footnote", note) for note in file.notes)),
        form=file.form,
        read_by={
            "title": "largest heading" if title else "first line",
            "body": f"text of the {file.form}",
        },
    )
