"""PDFs without a text layer: what their pages show, so that another scan is known as another one.

PDFium is not thread-safe and a PDF is hostile input: this is only called in the worker process.
"""

from hashlib import sha256

import pypdfium2
from pypdfium2 import raw

from crawler.reading.patience import page_read
from crawler.reading.pdf import opened

_WIDEST = 1000.0  # dots of a page that is drawn, so that a huge one fits into memory


def pictures(body: bytes) -> str:
    """What the pages of a PDF without text show, as one hash: the same whatever the file around it.

    Of a page with pictures it is these, unpacked as far as no pixel changes; of any other what is
    drawn there.
    """
    document = opened(body)
    found = sha256()
    try:
        for number in range(len(document)):
            page = document[number]
            shown = [_picture(each) for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])]
            for part in shown or [_drawn(page)]:
                found.update(sha256(part).digest())
            found.update(b"page")
            page.close()
            page_read(number + 1, len(document))
    except pypdfium2.PdfiumError:
        return sha256(body).hexdigest()
    finally:
        document.close()
    return found.hexdigest()


def _picture(picture: pypdfium2.PdfObject) -> bytes:
    """A picture's size and data, without the packing that loses nothing."""
    width, height = picture.get_px_size()
    return b"%d %d " % (width, height) + bytes(picture.get_data(decode_simple=True))


def _drawn(page: pypdfium2.PdfPage) -> bytes:
    """What is to be seen of a page, in grey: letters as outlines, say."""
    bitmap = page.render(scale=min(1.0, _WIDEST / max(*page.get_size(), 1)), grayscale=True)
    return b"%d %d " % (bitmap.width, bitmap.height) + bytes(bitmap.buffer)
