"""`python -m tests.mutation stv/gregory …`: tries every mutant of these modules, and prints who survives."""

import sys

from tests.mutation.scoring import TESTS, mutants, surviving


def main() -> None:
    for module in sys.argv[1:] or TESTS:
        tried = killed = 0
        for mutant, survives in surviving(mutants([module])):
            tried, killed = tried + 1, killed + (not survives)
            if survives:
                print(f"  {mutant}", flush=True)
        print(f"{module}: {killed} of {tried} noticed", flush=True)


if __name__ == "__main__":
    main()
