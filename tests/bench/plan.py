"""The planner against HiGHS, on the same model written a second time.

    plan.py PROGRAM [SECONDS]

PROGRAM is shared/planner's example `propose`, built for release. For each
problem: the plan is made in a process of its own and measured, held against
every hard rule and added up again here; then HiGHS has SECONDS (60) on one core.
"""

import json
import os
import resource
import subprocess
import sys
import time

import plan_check
import plan_facts
import plan_instance
import plan_model

# Weeks, regions, moves of the search, and what is aimed at: seconds of two cores, and share off the best bound.
PROBLEMS = [(4, 1, 3_000_000, 5, 1.0), (13, 1, 2_500_000, 5, 1.0), (13, 4, 38_000_000, 60, 3.0)]
CORES = 2
SEED = 7
MEBIBYTES_MOST = 512


def run(program, problem):
    """The plan, seconds of the clock and of the processor, and MiB at most."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run([program], input=json.dumps(problem), capture_output=True, text=True, check=True)
    clock, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # Its own word: the kernel counts what was there before the program began as well.
    memory = int(done.stderr.split()[1]) / 1024 if done.stderr.startswith("VmHWM:") else 0.0
    return json.loads(done.stdout), clock, processor, memory


def off(plan, most):
    return 100 * (most - plan) / plan


def compare(program, seconds, of):
    weeks, regions, steps, seconds_aim, share_aim = of
    problem = plan_instance.problem(weeks, regions, SEED, steps)
    plan, clock, processor, memory = run(program, problem)
    facts = plan_facts.Facts(problem)
    visits = plan_check.visits_of(plan)
    broken = plan_check.broken(facts, visits)
    total, again = plan["score"]["total"], plan_check.score(facts, visits)
    assert not broken, broken[:5]
    assert abs(total - again) < 0.01, f"the plan says {total}, added up here it is {again}"
    name = f"{'Brussels' if regions == 1 else f'{regions} regions'}, {weeks} weeks"
    print(f"{name}: {len(visits)} visits, every hard rule kept, worth {total:.1f} here and there;"
          f" {clock:.1f} s ({processor:.1f} s of the processor, both threads together), {memory:.0f} MiB", flush=True)
    print(f"  own bound {plan['bound']:.1f}: at most {off(total, plan['bound']):.2f} % off the best plan", flush=True)
    least = plan["bound"]
    if seconds > 0:
        highs = plan_model.build(facts).solve(seconds)
        found = "nothing" if highs["found"] is None else f"{highs['found']:.1f} ({off(total, highs['found']):+.2f} %)"
        print(f"  HiGHS, {highs['seconds']:.0f} s, {highs['columns']} columns, {highs['rows']} rows: found {found},"
              f" bound {highs['bound']:.1f} ({off(total, highs['bound']):.2f} %), {highs['status']}", flush=True)
        if highs["found"] is not None:
            assert highs["found"] <= plan["bound"] + 0.01, "HiGHS found more than is proven to be possible"
        assert total <= highs["bound"] + 0.01, "the plan is worth more than HiGHS proves to be possible"
        least = min(least, highs["bound"])
    missed = [text for text, is_missed in [
        (f"{processor:.1f} s of the processor, {CORES} times {seconds_aim} aimed at", processor > CORES * seconds_aim),
        (f"{off(total, least):.2f} % off the best bound, {share_aim} % aimed at", off(total, least) > share_aim),
        (f"{memory:.0f} MiB of {MEBIBYTES_MOST}", memory > MEBIBYTES_MOST),
    ] if is_missed]
    print("  aims: " + ("; missed: ".join([""] + missed).lstrip("; ") if missed else "met"), flush=True)


if __name__ == "__main__":
    for one in PROBLEMS:
        compare(os.path.abspath(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 60.0, one)
