"""Other programs at the same wards, run by an environment of their own: `python bench/_peers.py NAME FILE…`.

Prints for each file of BLT the milliseconds of reading into the program's own objects, and of the count alone. It uses
nothing of ours; each program's papers are made as its own guide makes them.
"""

import json
import sys
from collections.abc import Callable
from importlib import import_module
from time import perf_counter
from typing import Any

Paper = tuple[int, list[int]]


def rows(path: str) -> tuple[int, int, list[Paper]]:
    """Candidates, seats, and (how many, numbers in order)."""
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - nothing but the standard library's quickest
        candidates, seats = map(int, file.readline().split())
        papers = []
        for line in file:
            if line.strip() == "0":
                break
            many, *numbers = map(int, line.split())
            papers.append((many, numbers[:-1]))
    return candidates, seats, papers


def pref_voting(path: str) -> tuple[Any, Callable[[Any], object]]:
    profile_of = import_module("pref_voting.profiles_with_ties").ProfileWithTies
    stv_scottish = import_module("pref_voting.proportional_methods").stv_scottish
    _, seats, papers = rows(path)
    rankings = [{name: n for n, name in enumerate(p, 1)} for _, p in papers]
    profile = profile_of(rankings, [many for many, _ in papers])
    return profile, lambda given: stv_scottish(given, num_seats=seats)


def pyrankvote(path: str) -> tuple[Any, Callable[[Any], object]]:
    module = import_module("pyrankvote")
    size, seats, papers = rows(path)
    names = [module.Candidate(str(number)) for number in range(1, size + 1)]
    ballots = [
        ballot
        for many, numbers in papers
        for ballot in [module.Ballot([names[n - 1] for n in numbers])] * many
    ]
    return ballots, lambda given: module.single_transferable_vote(names, given, seats)


def votekit(path: str) -> tuple[Any, Callable[[Any], object]]:
    ballot_of = import_module("votekit.ballot").RankBallot
    profile_of = import_module("votekit.pref_profile").RankProfile
    elections = import_module("votekit.elections")
    size, seats, papers = rows(path)
    ballots = tuple(
        ballot_of(ranking=[{str(n)} for n in numbers], weight=many)
        for many, numbers in papers
    )
    names = tuple(str(number) for number in range(1, size + 1))
    profile = profile_of(ballots=ballots, candidates=names, max_ranking_length=size)
    return profile, lambda given: elections.FastSTV(given, n_seats=seats)


PROGRAMS = {
    "pref_voting": pref_voting,
    "pyrankvote": pyrankvote,
    "votekit": votekit,
}


def main(name: str, paths: list[str]) -> None:
    program = PROGRAMS[name]
    count = program(paths[0])
    count[1](count[0])  # what is loaded and compiled at the first call is not the count
    for path in paths:
        started = perf_counter()
        papers, counted = program(path)
        read = perf_counter()
        counted(papers)
        done = perf_counter()
        print(json.dumps([(read - started) * 1000, (done - read) * 1000]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
