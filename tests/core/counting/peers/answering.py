"""Answers for another program: `python answering.py < polls` in the peers' environment, a JSON line each way.

Nothing of ours is loaded. Each poll is counted in a fork; one that takes more seconds of the processor is said to hang.
"""

import json
import os
import random
import resource
import sys
from fractions import Fraction
from importlib import import_module
from importlib.metadata import version
from typing import Any

SECONDS = 10
LOADED_ONCE = (
    "votelib.evaluate.proportional",
    "votelib.evaluate.sequential",
    "votelib.component.divisor",
    "pref_voting.profiles_with_ties",
    "pref_voting.iterative_methods",
    "pref_voting.proportional_methods",
)
Poll = dict[str, Any]


def lists(law: str, poll: Poll) -> dict[str, int]:
    """votelib's seats of each list."""
    proportional = import_module("votelib.evaluate.proportional")
    divisors = import_module("votelib.component.divisor")
    dearer = divisors.modified_first_coef(divisors.sainte_lague, Fraction(7, 5))
    evaluator = {
        "dhondt": lambda: proportional.HighestAverages("d_hondt"),
        "sainte-lague": lambda: proportional.HighestAverages("sainte_lague"),
        "sainte-lague-modified": lambda: proportional.HighestAverages(dearer),
        "hare": lambda: proportional.LargestRemainder("hare"),
        "droop": lambda: proportional.LargestRemainder("droop"),
    }[law]()
    votes = {str(names[0]): many for many, names in poll["papers"]}
    won = evaluator.evaluate(votes, poll["seats"])
    return {str(name): seats for name, seats in won.items() if seats}


def votelib_stv(_: str, poll: Poll) -> list[int]:
    sequential = import_module("votelib.evaluate.sequential")
    selector = sequential.TransferableVoteSelector(
        transferer="Gregory", quota_function="droop"
    )
    votes = {tuple(names): many for many, names in poll["papers"]}
    return sorted(selector.evaluate(votes, poll["seats"]))


def pref_voting(name: str, poll: Poll) -> list[int]:
    """Its Scottish count draws lots itself, here from a fixed seed."""
    profiles = import_module("pref_voting.profiles_with_ties")
    ranks = [
        {each: n for n, each in enumerate(names, 1)} for _, names in poll["papers"]
    ]
    many = [many for many, _ in poll["papers"]]
    profile = profiles.ProfileWithTies(
        ranks, many, candidates=list(range(poll["size"]))
    )
    if name == "instant_runoff_put":
        profile.use_extended_strict_preference()
        methods = import_module("pref_voting.iterative_methods")
        return sorted(map(int, methods.instant_runoff_put(profile)))
    method = getattr(import_module("pref_voting.proportional_methods"), name)
    drawn = {"rng": random.Random(1)} if name == "stv_scottish" else {}
    return sorted(map(int, method(profile, num_seats=poll["seats"], **drawn)))


PROGRAMS = {"votelib-lists": lists, "votelib-stv": votelib_stv, "pref_voting": pref_voting}  # fmt: skip


def answered(poll: Poll) -> dict[str, Any]:
    """What the program says, in a fork: its result, what it failed with, or that it hangs."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        os.write(theirs, json.dumps(_result(poll)).encode())
        os._exit(0)
    os.close(theirs)
    with open(ours, "rb") as pipe:  # noqa: PTH123 - no path
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(said) if not status else {"hangs": SECONDS}


def _result(poll: Poll) -> dict[str, Any]:
    program, _, method = poll["ask"].partition(" ")
    try:
        return {"result": PROGRAMS[program](method, poll)}
    except Exception as problem:  # noqa: BLE001 - whatever the program fails with is its answer
        return {"failed": f"{type(problem).__name__}: {problem}"[:200]}


def main() -> None:
    for module in LOADED_ONCE:
        import_module(module)
    versions = {name: version(name) for name in ("votelib", "pref_voting")}
    print(json.dumps(versions), flush=True)
    for line in sys.stdin:
        print(json.dumps(answered(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
