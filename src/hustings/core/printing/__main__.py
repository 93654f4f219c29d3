"""Sets one document in a process of its own: `python -m hustings.core.printing FONTS`, JSON in, PDF out.

The typesetter keeps what it has allocated, so a list of thousands of pages is set by one such process a district.
"""

import sys
from pathlib import Path

from hustings.core.printing.document import Document
from hustings.core.printing.typesetting import render


def main() -> None:
    document = Document.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(render(document, Path(sys.argv[1])))


if __name__ == "__main__":
    main()
