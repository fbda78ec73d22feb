"""UN documents as Word files, with the masthead as a table, as the templates have it."""

import io

import docx


def docx_file(
    symbol: str,
    *paragraphs: str,
    title: str = "普通照会",
    rows: tuple[tuple[str, ...], ...] = (),
    date: str = "27 September 2021",
) -> bytes:
    """A document with a masthead, a title, paragraphs and perhaps a table."""
    document = docx.Document()
    head = document.add_table(rows=2, cols=2)
    head.cell(0, 0).text = "联合国"
    head.cell(0, 1).text = symbol
    head.cell(1, 0).text = "大 会"
    head.cell(1, 1).text = f"Distr.: General\n{date}\nChinese\nOriginal: English"
    for line in head.cell(1, 1).text.split("\n"):
        head.cell(1, 1).add_paragraph(line)
    head.cell(1, 1)._tc.remove(head.cell(1, 1).paragraphs[0]._p)
    document.add_paragraph("第七十六届会议")
    document.add_paragraph("议程项目 116(d)")
    document.add_paragraph("选举")
    document.add_heading(title, 1)
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
