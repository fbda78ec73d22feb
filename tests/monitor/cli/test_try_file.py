"""`docwatch try` of a file: read by what its bytes say that it is, and nothing is asked."""

from pathlib import Path

import pytest

from tests.monitor.cli.desk import PAGE, Desk
from tests.un_pages import un_pdf
from tests.un_text import Part

CORPORA = Path(__file__).parents[3] / ".." / "shared" / "corpora"
PARTS = (
    Part("常驻代表团的普通照会", is_heading=True),
    Part("1. 代表团承诺提供350万美元，用于支持民间社会、妇女和女童的各项活动，并且每年提出报告。"),
)


@pytest.mark.parametrize("name", ["note.pdf", "note.txt", "A", "读.bin"])
def test_a_pdf_is_a_un_document_whatever_its_name(desk: Desk, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(un_pdf(PARTS))

    result = desk.types("try", str(file))

    assert result.exit_code == 0
    for part in ("verdict: ok", "un_documents", "A/76/392", "numbered: 1. 代表团承诺"):
        assert part in result.stdout
    assert (desk.site.paths, desk.database.exists()) == ([], False)


def test_a_page_is_read_as_a_web_page_with_the_options_given(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    file.write_text(
        PAGE.format(title="关于会议的通知", text="<p>会议改期。</p><p class=x>广告</p>")
    )

    result = desk.types("try", str(file), "--option", "select=main", "--option", "remove=.x")

    assert result.exit_code == 0, result.output
    assert "会议改期。" in result.stdout
    assert "广告" not in result.stdout


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 cut", "truncated (the PDF has no %%EOF"),
        (b"%PDF-1.7\n%%EOF\n", "unreadable (the PDF cannot be opened"),
        (b"\x89PNG\r\n\x1a\n", "wrong_type"),
    ],
)
def test_what_cannot_be_read_says_why(desk: Desk, tmp_path: Path, body: bytes, said: str) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(body)

    result = desk.types("try", str(file), "--spider", "un_documents")

    assert (result.exit_code, f"verdict: {said}" in result.stdout) == (1, True), result.stdout


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (".", ". is a folder; name a file in it"),
        ("./nothing-such", "there is no file ./nothing-such"),
        ("nothing-such.PDF", "there is no file nothing-such.PDF"),
        ("nothing-such", 'there is no source or UN symbol "nothing-such"'),
    ],
)
def test_what_is_not_there_is_named_as_what_it_was_meant_for(
    desk: Desk, what: str, said: str
) -> None:
    result = desk.types("try", what)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("folder", ["un-pdfs", "pdf-edge-cases"])
def test_every_real_pdf_ends_in_text_or_in_a_verdict(desk: Desk, folder: str) -> None:
    files = sorted((CORPORA / folder).glob("*.pdf"))
    if not files:
        pytest.skip("the shared corpora are not here")

    results = {file.stem: desk.types("try", str(file)) for file in files}

    for name, result in results.items():
        assert result.exception is None or isinstance(result.exception, SystemExit), name
        assert ("verdict: ok" in result.stdout) == (result.exit_code == 0), name
        assert "body: text of the PDF" in result.stdout or "verdict: " in result.stdout, name
