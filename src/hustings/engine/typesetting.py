"""Setting long lists: each document in a process of its own, a few at a time, in order.

The typesetter keeps what it allocates, so a process that ends gives it back: memory is that of the largest
documents under way, however many there are. The processes need nothing but the document and the fonts; no names
are written to disk on the way.
"""

import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from hustings.core.printing.document import Document
from hustings.core.printing.typesetting import check_fonts

LONGEST = 300.0
"""Seconds after which a document is given up."""


class TypesettingError(RuntimeError):
    """A document could not be set; the message is the typesetter's own."""


def typeset_each(
    documents: Iterable[Document],
    fonts: Path,
    *,
    workers: int = 2,
    longest: float = LONGEST,
) -> Iterator[bytes]:
    """The PDF of each document, in order, as each is ready.

    Documents are taken from the iterable only as there is room to set them.
    """
    check_fonts(fonts)
    with ThreadPoolExecutor(workers) as pool:
        under_way: deque[Future[bytes]] = deque()
        try:
            for document in documents:
                under_way.append(pool.submit(_typeset, document, fonts, longest))
                if len(under_way) > workers:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _typeset(document: Document, fonts: Path, longest: float) -> bytes:
    command = [sys.executable, "-m", "hustings.core.printing", str(fonts)]
    try:
        done = subprocess.run(
            command,
            input=document.dumps(),
            capture_output=True,
            timeout=longest,
            check=True,
        )
    except subprocess.CalledProcessError as failed:
        raise TypesettingError(
            failed.stderr.decode(errors="replace")[-2000:]
        ) from failed
    except subprocess.TimeoutExpired as late:
        raise TypesettingError(f"not set within {longest:.0f} seconds") from late
    return done.stdout
