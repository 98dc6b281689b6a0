"""The planner against HiGHS, on the same model written a second time.

    plan.py PROGRAM [SECONDS]

PROGRAM is shared/planner's example `propose`, built for release. For each
problem: the plan is made in a process of its own and measured, held against
every hard rule and added up again here; then HiGHS has SECONDS (60) on one core.
What Brussels is is also planned with as many moves as a plan has that somebody
asks for, and once more where people pinned and forbade some of it. Ends with 1
where an aim is missed, after all was measured.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections import namedtuple

import plan_check
import plan_facts
import plan_instance
import plan_model

# Weeks, regions, moves of the search, and what is aimed at: seconds by the clock, on two cores, and share off the
# best bound.
PROBLEMS = [(4, 1, 3_000_000, 5, 1.0), (13, 1, 2_500_000, 5, 1.0), (13, 4, 38_000_000, 60, 3.0)]
SEED = 7
MEBIBYTES_MOST = 512

Made = namedtuple("Made", "name plan clock memory")


def run(command, problem):
    """The plan, seconds of the clock and of the processor, and MiB at most."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, input=json.dumps(problem), capture_output=True, text=True, check=True)
    clock, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # Its own word: the kernel counts what was there before the program began as well.
    memory = int(done.stderr.split()[1]) / 1024 if done.stderr.startswith("VmHWM:") else 0.0
    return json.loads(done.stdout), clock, processor, memory


def off(plan, most):
    return 100 * (most - plan) / plan


def made(name, command, facts):
    """A plan, measured, held against every hard rule and added up again."""
    plan, clock, processor, memory = run(command, facts.problem)
    visits = plan_check.visits_of(plan)
    broken = plan_check.broken(facts, visits)
    total, again = plan["score"]["total"], plan_check.score(facts, visits)
    assert not broken, broken[:5]
    assert abs(total - again) < 0.01, f"the plan says {total}, added up here it is {again}"
    print(f"{name}: {plan['steps']} steps, {len(visits)} visits, every hard rule kept, worth {total:.1f} here and there;"
          f" {clock:.1f} s ({processor:.1f} s of the processor, both threads together), {memory:.0f} MiB", flush=True)
    print(f"  own bound {plan['bound']:.1f}: at most {off(total, plan['bound']):.2f} % off the best plan", flush=True)
    return Made(name, plan, clock, memory)


def bounded(facts, plans, seconds):
    """The least that no plan is worth more than: by the planner, and by HiGHS where it has time."""
    least = min(one.plan["bound"] for one in plans)
    if seconds <= 0:
        return least
    highs = plan_model.build(facts).solve(seconds)
    best = max(one.plan["score"]["total"] for one in plans)
    found = "nothing" if highs["found"] is None else f"{highs['found']:.1f} ({off(best, highs['found']):+.2f} %)"
    print(f"  HiGHS, {highs['seconds']:.0f} s, {highs['columns']} columns, {highs['rows']} rows: found {found},"
          f" bound {highs['bound']:.1f} ({off(best, highs['bound']):.2f} %), {highs['status']}", flush=True)
    if highs["found"] is not None:
        assert highs["found"] <= least + 0.01, "HiGHS found more than is proven to be possible"
    assert best <= highs["bound"] + 0.01, "the plan is worth more than HiGHS proves to be possible"
    return min(least, highs["bound"])


def is_met(one, least, seconds_aim, share_aim):
    """Whether a plan is what is aimed at; what is missed is said."""
    share = off(one.plan["score"]["total"], least)
    missed = [text for text, is_missed in [
        (f"{one.clock:.1f} s by the clock, {seconds_aim} aimed at", one.clock > seconds_aim),
        (f"{share:.2f} % off the best bound, {share_aim} % aimed at", share > share_aim),
        (f"{one.memory:.0f} MiB of {MEBIBYTES_MOST}", one.memory > MEBIBYTES_MOST),
    ] if is_missed]
    print(f"  aims of {one.name}: " + ("missed: " + "; ".join(missed) if missed else "met"), flush=True)
    return not missed


def compare(program, seconds, of):
    """Whether what is aimed at is met."""
    weeks, regions, steps, seconds_aim, share_aim = of
    facts = plan_facts.Facts(plan_instance.problem(weeks, regions, SEED, steps))
    name = f"{'Brussels' if regions == 1 else f'{regions} regions'}, {weeks} weeks"
    plans = [made(name, [program], facts)]
    if regions == 1:
        plans.append(made(f"{name}, as somebody asks for it", [program, "--usual-steps"], facts))
    least = bounded(facts, plans, seconds)
    return all([is_met(one, least, seconds_aim, share_aim) for one in plans])


def settled(program, seconds):
    """Rules that people make are kept, and bounds hold beside them."""
    problem = plan_instance.problem(4, 1, SEED, 1_000_000)
    problem = plan_instance.settled(problem, plan_facts.Facts(problem).can, SEED)
    facts = plan_facts.Facts(problem)
    name = f"Brussels, 4 weeks, {len(facts.pinned)} visits pinned, {len(facts.forbidden)} times or places forbidden"
    bounded(facts, [made(name, [program], facts)], seconds)


if __name__ == "__main__":
    PROGRAM, SECONDS = os.path.abspath(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    MET = [compare(PROGRAM, SECONDS, one) for one in PROBLEMS]
    settled(PROGRAM, SECONDS)
    sys.exit(0 if all(MET) else 1)
