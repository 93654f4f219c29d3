"""One benchmark by itself: `python -m bench.alone printing` prints each of its figures as a line of JSON."""

import sys
from importlib import import_module


def main(name: str) -> None:
    for figure in import_module(f"bench.{name}").run():
        print(figure.dumps(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
