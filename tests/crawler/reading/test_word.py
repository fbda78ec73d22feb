"""Word files are read as PDFs are: masthead, headings, numbers, rows, notes by their paragraph."""

import io
import struct
import zipfile
from collections.abc import Mapping

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from crawler.items import UnreadableError
from crawler.reading import un_document, word
from tests.word_files import docx_file

FIRST = "1. 代表团承诺提供350万美元，用于支持民间社会、妇女和女童的各项活动，并且每年提出报告。"
SECOND = "2. 代表团欢迎第60/251号决议，并重申支持人权理事会的工作。"


def test_a_docx_reads_as_its_pdf_would() -> None:
    body = docx_file(
        "A/76/392*", FIRST, SECOND, "(a) 一项", rows=(("年份", "捐款"), ("2019", "350"))
    )

    found = un_document.read(body)

    assert (found.title, found.form, found.language) == ("普通照会", "docx", "zh")
    assert (found.symbols, found.date) == (("A/76/392",), "2021-09-27")
    assert found.fields == {
        "symbol": "A/76/392",
        "distribution": "General",
        "original_language": "English",
        "session": "第七十六届会议",
        "agenda_item": "116(d)",
        "subject": "选举",
        "reissue": "*",
    }
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("numbered", FIRST),
        ("numbered", SECOND),
        ("item", "(a) 一项"),
        ("row", "年份 | 捐款"),
        ("row", "2019 | 350"),
    ]


def test_the_numbers_that_word_counts_are_part_of_the_text() -> None:
    document = docx.Document()
    document.add_heading("Draft resolution", 1)
    for text in ("Welcomes the report", "Requests a report"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("A point", style="List Bullet")

    found = un_document.read(saved(document))

    assert [block.text for block in found.blocks] == [
        "1. Welcomes the report",
        "2. Requests a report",
        "• A point",
    ]


def test_a_bold_paragraph_heads_the_next_and_raised_figures_stay_raised() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("Annual report").bold = True
    paragraph = document.add_paragraph("an area of 10 km")
    paragraph.add_run("2").font.superscript = True
    small = document.add_paragraph().add_run("Introduction")
    small.bold, small.font.size = True, Pt(9)

    found = un_document.read(saved(document))

    assert found.blocks[0].text == "an area of 10 km²"
    assert {found.title, found.blocks[1].text} == {"Annual report", "Introduction"}


def test_what_was_deleted_in_review_is_not_read_and_what_was_inserted_is() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The Council ")
    for tag, inner, text in (("w:del", "w:delText", "notes"), ("w:ins", "w:t", "welcomes")):
        change, run, node = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
        node.text = text
        run.append(node)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(" the report.")

    found = word.read(saved(document))

    assert [part.text for part in found.parts] == ["The Council welcomes the report."]


def test_a_footnote_stands_by_the_paragraph_that_refers_to_it() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("1. Recalling the Covenant,")
    reference, run = OxmlElement("w:footnoteReference"), OxmlElement("w:r")
    reference.set(qn("w:id"), "7")
    run.append(reference)
    paragraph._p.append(run)
    document.add_paragraph("2. Welcoming the report.")

    found = un_document.read(with_footnotes(saved(document), {"7": "See resolution 2200 A (XXI)."}))

    assert [(block.kind, block.text) for block in found.blocks] == [
        ("numbered", "1. Recalling the Covenant,¹"),
        ("footnote", "¹ See resolution 2200 A (XXI)."),
        ("numbered", "2. Welcoming the report."),
    ]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"PK\x03\x04 cut", "has no end"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "cannot be opened"),
        (b"no file at all", "cannot be opened"),
    ],
)
def test_what_is_no_word_file_says_so(body: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        un_document.read(body)


def test_another_archive_is_no_word_file_and_a_bomb_is_not_unpacked() -> None:
    other, bomb = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(word.LARGEST + 1))

    with pytest.raises(UnreadableError, match="another archive"):
        word.read(other.getvalue())
    with pytest.raises(UnreadableError, match="unpacks to"):
        word.read(bomb.getvalue())


def test_an_old_word_file_is_read_line_by_line() -> None:
    lines = ["A/50/251", "Distr.: General", "17 July 1995", "Original: English"]
    lines += ["Annual report", FIRST, SECOND]

    found = un_document.read(old_word("\r".join(lines)))

    assert (found.form, found.symbols, found.date) == ("doc", ("A/50/251",), "1995-07-17")
    assert [block.text for block in found.blocks][-2:] == [FIRST, SECOND]


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def with_footnotes(body: bytes, notes: Mapping[str, str]) -> bytes:
    """A .docx with a part for its footnotes added, as Word writes it."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = "".join(
        f'<w:footnote w:id="{name}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for name, text in notes.items()
    )
    relation = (
        '<Relationship Id="rIdNotes" Target="footnotes.xml" Type="http://schemas.openxmlformats'
        '.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    kind = (
        '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            text = old.read(entry).decode("utf-8", "surrogateescape")
            if entry.filename == "word/_rels/document.xml.rels":
                text = text.replace("</Relationships>", relation)
            if entry.filename == "[Content_Types].xml":
                text = text.replace("</Types>", kind)
            new.writestr(entry.filename, text.encode("utf-8", "surrogateescape"))
        new.writestr("word/footnotes.xml", f"<w:footnotes {space}>{inner}</w:footnotes>")
    return file.getvalue()


SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def old_word(text: str) -> bytes:
    """The least that is a Word 97 file: a compound file with a text stream and its table."""
    raw = text.encode("utf-16le")
    start = 0x400
    head = bytearray(start)
    struct.pack_into("<HH", head, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", head, 0x0A, 0x0200)  # its table is in 1Table
    struct.pack_into("<II", head, 0x18, start, start + len(raw))
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, start, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    return compound({"WordDocument": bytes(head) + raw, "1Table": table})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file: one sector for its table of sectors, one for its names, then the streams."""
    padded = {name: data + bytes(-len(data) % SECTOR) for name, data in streams.items()}
    padded = {name: data + bytes(max(0, 4096 - len(data))) for name, data in padded.items()}
    sectors, chain = b"", [FAT, END]
    names = [entry("Root Entry", 5, END, 0, child=1)]
    for number, (name, data) in enumerate(padded.items(), start=1):
        first = 2 + len(sectors) // SECTOR
        count = len(data) // SECTOR
        chain += [*range(first + 1, first + count), END]
        right = number + 1 if number < len(padded) else FREE
        names.append(entry(name, 2, first, len(data), right=right))
        sectors += data
    table = struct.pack("<128I", *(chain + [FREE] * (128 - len(chain))))
    directory = b"".join(names).ljust(SECTOR, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0
    )
    head += struct.pack("<109I", 0, *[FREE] * 108)
    return head + table + directory + sectors


def entry(
    name: str, kind: int, first: int, size: int, *, right: int = FREE, child: int = FREE
) -> bytes:
    raw = name.encode("utf-16le")
    length = len(raw) + 2
    links = struct.pack("<III", FREE, right, child)
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBB", length, kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )
