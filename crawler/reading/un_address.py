"""Where UN documents are asked for, and which document an address of ours asks for."""

import re
from urllib.parse import quote, unquote

from crawler.addresses import canonical
from crawler.options import UnDocumentsOptions
from crawler.reading import symbols


def address(
    options: UnDocumentsOptions, symbol: str, language: str, form: str | None = None
) -> str:
    """Where `symbol` is to be had in `language`, in the first format unless another is said."""
    encoded = quote(symbols.official(symbol), safe="")
    template = options.template.replace("{format}", form or options.formats[0])
    return template.replace("{symbol}", encoded).replace("{language}", language)


def asked(url: str, options: UnDocumentsOptions) -> tuple[str, str]:
    """The symbol and the language that an address of ours asks for; empty for any other."""
    # The template as the address is spelled when it is asked, its gaps marked by letters.
    gaps = {"symbol": r"(?P<symbol>.+?)", "language": r"(?P<language>[a-z]{2})", "format": r"\w+"}
    template = options.template
    for gap in gaps:
        template = template.replace(f"{{{gap}}}", f"{gap.upper()}GAP")
    form = re.escape(canonical(template))
    for gap, pattern in gaps.items():
        form = form.replace(f"{gap.upper()}GAP", pattern, 1)
    found = re.fullmatch(form, url)
    if found is None:
        return "", ""
    try:
        return symbols.canonical(unquote(found["symbol"])), found["language"]
    except ValueError:
        return "", found["language"]
