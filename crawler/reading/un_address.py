"""Where UN documents are asked for, and which document an address of ours asks for."""

import re
from urllib.parse import quote, unquote

from crawler.addresses import canonical
from crawler.options import UnDocumentsOptions
from crawler.reading import symbols, un_links

_OFFICIAL = "(OR)"  # behind the symbol of what was printed as an official record alone


def address(
    options: UnDocumentsOptions,
    symbol: str,
    language: str,
    form: str | None = None,
    suffix: str = "",
) -> str:
    """Where `symbol` is to be had in `language`, in the first format unless another is said."""
    gaps = {
        "symbol": quote(symbols.official(symbol) + suffix, safe=""),
        "language": language,
        "letter": un_links.letter_of(language),
        "format": form or options.formats[0],
    }
    url = options.template
    for gap, value in gaps.items():
        url = url.replace(f"{{{gap}}}", value)
    return url


def places(options: UnDocumentsOptions, symbol: str, language: str) -> list[str]:
    """Every address at which a document may be had, the preferred format first."""
    suffixes = ("", _OFFICIAL) if options.official_records else ("",)
    found = (
        canonical(address(options, symbol, language, form, suffix))
        for suffix in suffixes
        for form in options.formats
    )
    return list(dict.fromkeys(found))


def asked(url: str, options: UnDocumentsOptions) -> tuple[str, str]:
    """The symbol and the language that an address of ours asks for; empty for any other."""
    # The template as the address is spelled when it is asked, its gaps marked by letters.
    gaps = {
        "symbol": r"(?P<symbol>.+?)",
        "language": r"(?P<language>[a-z]{2})",
        "letter": r"(?P<letter>[A-Z])",
        "format": r"\w+",
    }
    template = options.template
    for gap in gaps:
        template = template.replace(f"{{{gap}}}", f"{gap.upper()}GAP")
    form = re.escape(canonical(template))
    for gap, pattern in gaps.items():
        form = form.replace(f"{gap.upper()}GAP", pattern, 1)
    found = re.fullmatch(form, url)
    if found is None:
        return "", ""
    said = found.groupdict()
    language = said.get("language") or un_links.language_of(said.get("letter", ""))
    return _symbol(unquote(said["symbol"]), options), language


def _symbol(said: str, options: UnDocumentsOptions) -> str:
    try:
        symbol = symbols.canonical(said)
    except ValueError:
        return ""
    return symbol.removesuffix(_OFFICIAL) if options.official_records else symbol
