"""Every form of a link to a UN document that is found in the wild leads to its symbol."""

import pytest

from crawler.reading.un_links import Target, language_of, target


@pytest.mark.parametrize(
    ("url", "symbol", "language"),
    [
        ("https://undocs.org/zh/A/76/100", "A/76/100", "zh"),
        ("https://www.undocs.org/A/RES/75/1", "A/RES/75/1", ""),
        ("http://undocs.org/a/hrc/48/l.1", "A/HRC/48/L.1", ""),
        ("https://undocs.org/pdf?symbol=en/A/76/100", "A/76/100", "en"),
        ("https://undocs.org/docx?symbol=zh/S/RES/2600%20(2021)", "S/RES/2600(2021)", "zh"),
        (
            "https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F75%2F1&Language=E&DeviceType=x",
            "A/RES/75/1",
            "en",
        ),
        ("https://docs.un.org/zh/A/76/100?direct=true", "A/76/100", "zh"),
        ("https://docs.un.org/A/C.3/78/L.49/Rev.1/", "A/C.3/78/L.49/Rev.1", ""),
        ("https://docs.un.org/ar/S/RES/2600%20%282021%29", "S/RES/2600(2021)", "ar"),
        (
            "https://documents.un.org/api/symbol/access?s=A%2F76%2F100&l=zh&t=pdf",
            "A/76/100",
            "zh",
        ),
        ("https://documents.un.org/symbol-explorer?s=A/76/100&i=A/76/100_1", "A/76/100", ""),
        ("http://www.un.org/ga/search/view_doc.asp?symbol=A/63/100&Lang=C", "A/63/100", "zh"),
        ("https://www.un.org/en/ga/search/view_doc.asp?symbol=A/63/100", "A/63/100", "en"),
        ("http://www.un.org/Docs/asp/ws.asp?m=A/59/565", "A/59/565", ""),
        (
            "http://daccess-ods.un.org/access.nsf/Get?OpenAgent&DS=A/63/100&Lang=C",
            "A/63/100",
            "zh",
        ),
        (
            "https://daccess-ods.un.org/access.nsf/GetFile?Open&DS=A/63/100&Lang=F&Type=PDF",
            "A/63/100",
            "fr",
        ),
        (
            "https://digitallibrary.un.org/record/1/files/A_C.3_78_L.49_Rev.1-ZH.pdf",
            "A/C.3/78/L.49/Rev.1",
            "zh",
        ),
        (
            "https://digitallibrary.un.org/record/1/files/S_RES_2445_%282018%29-EN.pdf?ln=en",
            "S/RES/2445(2018)",
            "en",
        ),
        ("https://undocs.org/A/76/392-S/2021/800", "A/76/392-S/2021/800", ""),
        ("http://undocs.org/A/60/440%E2%80%93S/2005/658", "A/60/440-S/2005/658", ""),
        ("HTTPS://UNDOCS.ORG/ZH/a%2F76%2f100", "A/76/100", "zh"),
        (" https://undocs.org//A/76/100* ", "A/76/100", ""),
        ("https://undocs.org/zh/A/76/100%2A%2A", "A/76/100", "zh"),
        ("https://docs.un.org/zh-cn/A/76/100?direct=true#page=3", "A/76/100", "zh"),
        ("https://undocs.org/en/A/76/100.", "A/76/100", "en"),
        ("https://undocs.org/en/A/76/6(Sect.3)/Corr.1", "A/76/6(Sect. 3)/Corr.1", "en"),
        ("https://docs.un.org/en/A/RES/79/218%20A", "A/RES/79/218 A", "en"),
        (
            "http://daccess-ods.un.org/access.nsf/Get?OpenAgent&amp;DS=A/63/100&amp;Lang=C",
            "A/63/100",
            "zh",
        ),
        ("https://documents.un.org/api/symbol/access?S=A/76/100&L=ZH&T=PDF", "A/76/100", "zh"),
        ("https://docs.un.org/fr/S/RES/2600+(2021)", "S/RES/2600(2021)", "fr"),
        ("https://undocs.org/en/A/76/100.pdf", "A/76/100", "en"),
        (
            "https://tbinternet.ohchr.org/_layouts/15/treatybodyexternal/Download.aspx"
            "?symbolno=CCPR%2FC%2FCHN-HKG%2FCO%2F4&Lang=zh",
            "CCPR/C/CHN-HKG/CO/4",
            "zh",
        ),
    ],
)
def test_a_link_says_which_document_and_in_which_language(
    url: str, symbol: str, language: str
) -> None:
    assert Target(symbol, language) == target(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://documents-dds-ny.un.org/doc/UNDOC/GEN/N21/136/00/PDF/N2113600.pdf?OpenElement",
        "https://documents.un.org/doc/undoc/gen/n21/136/00/pdf/n2113600.pdf",
        "https://documents.un.org/api/symbol/access?j=N2113600&t=pdf&i=A%2F76%2F100_1",
        "http://documents-dds-ny.un.org/doc/RESOLUTION/GEN/N21/136/00/IMG/N2113600.pdf?OpenElement",
    ],
)
def test_a_file_of_one_language_is_known_by_its_job_number(url: str) -> None:
    assert Target("", "", "N2113600") == target(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://undocs.org/",
        "https://undocs.org/rss/gadocs.xml",
        "https://www.un.org/en/ga/76/meetings/",
        "https://example.org/A/76/100",
        "https://undocs.org.example.org/A/76/100",
        "https://digitallibrary.un.org/record/1489495?ln=zh_CN",
        "http://[bad",
        "mailto:desk@un.org",
    ],
)
def test_other_links_lead_to_no_document(url: str) -> None:
    assert target(url) is None


@pytest.mark.parametrize(
    ("name", "language"),
    [("C", "zh"), ("zh_CN", "zh"), ("EN", "en"), ("O", ""), ("de", ""), ("english", ""), ("", "")],
)
def test_a_language_is_named_by_letter_or_by_code(name: str, language: str) -> None:
    assert language == language_of(name)
