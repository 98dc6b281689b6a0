"""Figures of surveys and waves, counted again from the raw answers by another
program: intervals by statsmodels, everything else by the definitions of
questionnaire.json. Reads cases as JSON, prints how many numbers it compared.

recount.py QUESTIONNAIRE < cases

A case: {"variant", "eligible", "answers": [{question: value}], "results"}; of a
wave each answer also names "@place" and "@agency", and "before" are the answers
of the wave before it.
"""

import json
import math
import sys

from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

NEAR = 1e-6
SMALLEST = 5
compared = 0


def same(ours, theirs, where):
    global compared
    assert theirs is not None, f"{where}: null, and not said to be suppressed; expected {ours}"
    assert math.isclose(ours, theirs, rel_tol=0, abs_tol=NEAR), f"{where}: {theirs}, counted again {ours}"
    compared += 1


def null(figure, where):
    assert figure is None, f"{where}: {figure} is shown of nobody, or of too few"


def same_share(hits, n, theirs, where):
    low, high = proportion_confint(hits, n, alpha=0.05, method="wilson")
    assert theirs is not None, f"{where}: null"
    for name, ours in (("value", hits / n), ("low", low), ("high", high)):
        same(ours, theirs[name], f"{where}/{name}")


def wilson(hits, n):
    return proportion_confint(hits, n, alpha=0.05, method="wilson")


def count(given, holds):
    return sum(1 for value in given if holds(value))


def figures_of(question, kind):
    """The names of a question's figures."""
    metric = question.get("metric")
    names = [] if kind == "text" else ["distribution"]
    if kind in ("ordinal", "nps") and metric != "followup_wait":
        names.append("mean")
    return names + [m for m in ("csat", "followup_csat", "ces", "nps", "awareness", "followup_wait") if m == metric]


def question_again(question, scale, given, theirs, where):
    names, n = figures_of(question, scale["type"]), len(given)
    assert set(theirs) - {"n", "suppressed"} == set(names), f"{where}: {sorted(theirs)}, expected {names}"
    if theirs.get("suppressed") or n < SMALLEST:
        assert bool(theirs.get("suppressed")) == (n > 0), f"{where}: {n} answers, {theirs}"
        for name in names:
            # What is hidden of one figure may leave another of the same question.
            if n < SMALLEST or theirs[name] is None:
                null(theirs[name], f"{where}/{name}")
        if n < SMALLEST:
            assert theirs["n"] == (0 if n == 0 else None), f"{where}: n {theirs['n']}"
            return
    else:
        same(n, theirs["n"], f"{where}/n")
    for name in names:
        figure, at = theirs[name], f"{where}/{name}"
        if figure is None and theirs.get("suppressed"):
            continue
        if name == "distribution":
            several = scale["type"] == "multi"
            for option, share in figure.items():
                same(count(given, lambda value: option in (value if several else [str(value)])) / n, share, f"{at}/{option}")
            chosen = {str(option) for value in given for option in (value if several else [value])}
            assert chosen <= set(figure), f"{at}: {chosen - set(figure)} is missing"
        elif name == "mean":
            same(sum(given) / n, figure, at)
        elif name in ("csat", "followup_csat"):
            same_share(count(given, lambda value: value in (4, 5)), n, figure, at)
        elif name == "ces":
            same(sum(given) / n, figure["value"], at)
        elif name == "awareness":
            same(sum(count(value, lambda code: code != "none") for value in given) / n, figure["value"], at)
        elif name == "nps":
            promoters, detractors = count(given, lambda value: value >= 9), count(given, lambda value: value <= 6)
            same(100 * (promoters - detractors) / n, figure["value"], f"{at}/value")
            same_share(promoters, n, figure["promoters"], f"{at}/promoters")
            same_share(detractors, n, figure["detractors"], f"{at}/detractors")
            same(100 * (wilson(promoters, n)[0] - wilson(detractors, n)[1]), figure["low"], f"{at}/low")
            same(100 * (wilson(promoters, n)[1] - wilson(detractors, n)[0]), figure["high"], f"{at}/high")
        elif name == "followup_wait":
            promised = [value for value in given if value != 0]
            if len(promised) < SMALLEST:
                null(figure, at)
            else:
                same_share(count(promised, lambda value: value in (1, 2)), len(promised), figure, at)


def satisfied(answers):
    given = [answer["overall"] for answer in answers if "overall" in answer]
    return count(given, lambda value: value in (4, 5)), len(given)


def groups_again(answers, by, theirs, where):
    of = {}
    for answer in answers:
        of.setdefault(answer[by], []).append(answer)
    assert {group["id"] for group in theirs} == set(of), f"{where}: {theirs}"
    for group in theirs:
        own = of[group["id"]]
        if group["n"] is None:
            assert group.get("suppressed") and group["csat"] is None, f"{where}: {group}"
            continue
        assert len(own) >= SMALLEST, f"{where}: {len(own)} are too few: {group}"
        same(len(own), group["n"], f"{where}/{group['id']}/n")
        if group["csat"] is not None:
            same_share(*satisfied(own), group["csat"], f"{where}/{group['id']}/csat")


def before_again(now, then, theirs, where):
    (hits, n), (earlier, m) = satisfied(now), satisfied(then)
    if m < SMALLEST:
        null(theirs["csat"], f"{where}/csat")
    else:
        same_share(earlier, m, theirs["csat"], f"{where}/csat")
    if min(n, m) < SMALLEST:
        null(theirs["change"], f"{where}/change")
        return
    low, high = confint_proportions_2indep(hits, n, earlier, m, method="newcomb", compare="diff", alpha=0.05)
    for name, ours in (("value", hits / n - earlier / m), ("low", low), ("high", high)):
        same(ours, theirs["change"][name], f"{where}/change/{name}")


def again(questionnaire, case, where):
    answers, results, eligible = case["answers"], case["results"], case["eligible"]
    questions = {question["id"]: question for question in questionnaire["questions"]}
    scales = {scale["id"]: scale for scale in questionnaire["scales"]}
    assert set(results["questions"]) == set(questionnaire["variants"][case["variant"]]), where
    same(len(answers), results["n"], f"{where}/n")
    assert results["eligible"] == eligible, f"{where}/eligible: {results['eligible']}"
    if not eligible or eligible < len(answers):
        null(results["response_rate"], f"{where}/response_rate")
    else:
        same(len(answers) / eligible, results["response_rate"], f"{where}/response_rate")
    for name, theirs in results["questions"].items():
        given = [answer[name] for answer in answers if name in answer]
        question_again(questions[name], scales[questions[name]["scale"]], given, theirs, f"{where}/{name}")
    if "by_agency" in results:
        groups_again(answers, "@agency", results["by_agency"], f"{where}/by_agency")
        groups_again(answers, "@place", results["by_location"], f"{where}/by_location")
    if "before" in case:
        before_again(answers, case["before"], results["before"], f"{where}/before")


questionnaire = json.load(open(sys.argv[1], encoding="utf-8"))
for number, case in enumerate(json.load(sys.stdin)):
    again(questionnaire, case, f"case {number}")
print(compared)
