"""Any file of an office, PDF or Word, as one document: its largest heading, its text in blocks."""

from dataclasses import replace

from crawler.items import Block, Document, Identity, Page, UnreadableError
from crawler.reading import web, word
from crawler.reading.paragraphs import text_block
from crawler.verdict import kind_of

LONGEST_TITLE = 200  # characters of a first line that has to serve as one
_HEAD = 8  # a title stands among so many paragraphs at the beginning


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
    if word.is_cut(body):
        raise UnreadableError("the Word file has no end")
    file = word.read(body)
    headings = [part for part in file.parts[:_HEAD] if part.is_heading]
    title = max(headings, key=lambda part: part.size, default=None)
    texts = (_block(part) for part in file.parts if part is not title)
    blocks = tuple(block for block in texts if block.text)
    url = page.answered or page.url
    return Document(
        url=url,
        title=title.text if title else blocks[0].text[:LONGEST_TITLE],
        identities=(Identity("url", url),),
        blocks=(*blocks, *(Block("footnote", note) for note in file.notes)),
        form=file.form,
        read_by={
            "title": "largest heading" if title else "first line",
            "body": f"text of the {file.form}",
        },
    )


def _block(part: word.Part) -> Block:
    if part.cells:
        return Block("row", part.text)
    found = text_block(part.text)
    is_heading = part.is_heading and found.kind == "paragraph"
    return Block("heading", part.text, 2) if is_heading else found
