import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.render.safe import printable

# Formats that may stay: the joiners, the three direction marks, and signs that can be seen.
HARMLESS = set(
    "\u200c\u200d\u200e\u200f\u061c\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u0890\u0891\u08e2"
)
HARMLESS |= {"\U000110bd", "\U000110cd"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b[31mred", "␛[2J␛[31mred"),
        ("\x9b2J", "⟨U+009B⟩2J"),
        ("first\nINFO all is well\r", "first␊INFO all is well␍"),
        ("one\u2028two\x85three", "one⟨U+2028⟩two⟨U+0085⟩three"),
        ("\u202egnp.exe\u202c", "⟨U+202E⟩gnp.exe⟨U+202C⟩"),
        ("\u2066a\u2069", "⟨U+2066⟩a⟨U+2069⟩"),
        ("pay\u200bpal\x7f", "pay⟨U+200B⟩pal␡"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("\ud800", "⟨U+D800⟩"),
    ],
)
def test_what_would_act_is_shown_instead(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "各国人权，“声明”。　",
        "می\u200cخواهم",
        "👩\u200d🌾",
        "don't naïve e\u0301",
        "שלום\u200f!",
        "",
    ],
)
def test_what_people_write_stays(text):
    assert printable(text) == text


def test_no_control_or_format_character_of_unicode_comes_through():
    everything = printable("".join(map(chr, range(0x110000))))
    acting = {
        char for char in everything if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    }
    assert acting == HARMLESS


@given(st.text(st.characters()))
def test_the_result_is_one_encodable_line_and_stays_as_it_is(text):
    shown = printable(text)
    shown.encode()
    assert len(shown.splitlines()) <= 1
    assert printable(shown) == shown
