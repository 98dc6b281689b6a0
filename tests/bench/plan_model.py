"""The planner's model a second time, as a mixed integer program for HiGHS."""

from collections import defaultdict

import highspy
import numpy


class Model:
    """Columns and rows, gathered; what is maximised."""

    def __init__(self):
        self.cost, self.upper, self.whole, self.rows, self.constant = [], [], [], [], 0.0

    def column(self, points, upper=1.0, whole=False):
        self.cost.append(points)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.cost) - 1

    def at_most(self, terms, most):
        self.rows.append((terms, most))

    def solve(self, seconds):
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("time_limit", float(seconds))
        solver.setOptionValue("mip_rel_gap", 1e-4)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.rows)
        lp.col_cost_ = numpy.array(self.cost)
        lp.col_lower_ = numpy.zeros(len(self.cost))
        lp.col_upper_ = numpy.array(self.upper)
        lp.row_lower_ = numpy.full(len(self.rows), -highspy.kHighsInf)
        lp.row_upper_ = numpy.array([most for _, most in self.rows], dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = numpy.cumsum([0] + [len(terms) for terms, _ in self.rows])
        lp.a_matrix_.index_ = numpy.array([column for terms, _ in self.rows for column in terms])
        lp.a_matrix_.value_ = numpy.array([value for terms, _ in self.rows for value in terms.values()], dtype=float)
        kind = highspy.HighsVarType
        lp.integrality_ = [kind.kInteger if whole else kind.kContinuous for whole in self.whole]
        lp.sense_ = highspy.ObjSense.kMaximize
        solver.passModel(lp)
        solver.run()
        info = solver.getInfo()
        found = info.primal_solution_status == 2
        return {
            "found": info.objective_function_value + self.constant if found else None,
            "bound": info.mip_dual_bound + self.constant, "seconds": solver.getRunTime(),
            "status": solver.modelStatusToString(solver.getModelStatus()), "columns": len(self.cost), "rows": len(self.rows),
        }


def less(*parts):
    """Terms of a sum of columns, each with its sign."""
    terms = defaultdict(float)
    for sign, columns in parts:
        for column in columns:
            terms[column] += sign
    return terms


def build(facts):
    problem, weights = facts.problem, facts.problem["weights"]
    model = Model()
    x = {visit: model.column(newness(facts, visit) - weights["travel"] / 60 * facts.sets_out(visit[0], visit[1]), whole=True)
         for visit in facts.can}
    by = defaultdict(list)
    for visit, column in x.items():
        adviser, place, day, window = visit
        who, week = facts.advisers[adviser], facts.week(day)
        agency = who["agency"]
        weekday = facts.weekday(day)
        for key in [("cell", adviser, day, window), ("week", adviser, week), ("load", adviser), ("agency", agency),
                    ("served", agency, place, week), ("there", place, day, window), ("of", agency, place, day, window),
                    ("rhythm", adviser, place, weekday, window)]:
            by[key].append(column)
        for language in ("fr", "nl"):
            if language in who["languages"]:
                by["speaks", language, place, day, window].append(column)
    hard(facts, model, x, by)
    days(facts, model, x)
    demand(facts, model, by)
    at = defaultdict(list)
    for (adviser, place, day, _), column in x.items():
        at[facts.stop(place), day].append(((adviser, place, day, None), column))
    for aim in facts.aims:
        met = model.column(weights["aims"])
        near = [pair for day in sorted(aim[2]) for pair in at[facts.stop(aim[0]), day]]
        model.at_most(less((1, [met]), (-1, [column for visit, column in near if facts.meets(aim, visit)])), 0)
    company(facts, model, by)
    fairness(facts, model, by)
    steadiness(facts, model, by)
    return model


def newness(facts, visit):
    return 0.0 if visit in facts.today else -facts.problem["weights"]["steadiness"] / 4


def hard(facts, model, x, by):
    for visit in facts.pinned:
        model.at_most({x[visit]: -1.0}, -1)
    for key, columns in list(by.items()):
        if key[0] in ("cell", "of"):
            model.at_most(less((1, columns)), 1)
        elif key[0] == "week":
            model.at_most(less((1, columns)), facts.visits_a_week(facts.advisers[key[1]]))
        elif key[0] == "there":
            desks = facts.places[key[1]]["desks"]
            most = facts.problem["visit"]["agencies_most"]
            model.at_most(less((1, columns)), most if desks is None else min(most, desks))


def days(facts, model, x):
    """Two visits of an adviser on one day: which go together, and what way that is."""
    halves = defaultdict(lambda: ({}, {}))
    for (adviser, place, day, window), column in x.items():
        halves[adviser, day][window][place] = column
    hour = facts.problem["weights"]["travel"] / 60
    for (adviser, _), (mornings, afternoons) in halves.items():
        if not mornings or not afternoons:
            continue
        for place, column in mornings.items():
            apart = [other for at, other in afternoons.items() if not facts.together(place, at)]
            model.at_most(less((1, [column] + apart)), 1)
            for at, other in afternoons.items():
                if facts.together(place, at):
                    saved = hour * (facts.sets_out(adviser, at) - facts.way(place, at))
                    both = model.column(saved)
                    model.at_most(less((1, [both]), (-1, [column])), 0)
                    model.at_most(less((1, [both]), (-1, [other])), 0)
                    model.at_most(less((1, [column, other]), (-1, [both])), 1)


def demand(facts, model, by):
    parties, within = facts.problem["visit"]["parties"], facts.problem["visit"]["served_within_weeks"]
    for (agency, place), weeks in facts.demand.items():
        received = defaultdict(list)
        for week, wanted in weeks.items():
            own = []
            for later in range(week, min(week + within + 1, facts.weeks)):
                visits = by.get(("served", agency, place, later))
                if not visits:
                    continue
                served = model.column(facts.problem["weights"]["demand"], upper=wanted)
                own.append(served)
                received[later].append(served)
                terms = less((-min(wanted, parties), visits))
                terms[served] += 1
                model.at_most(terms, 0)
            if len(own) > 1:
                model.at_most(less((1, own)), wanted)
        for week, served in received.items():
            model.at_most(less((1, served), (-parties, by["served", agency, place, week])), 0)


def company(facts, model, by):
    weights = facts.problem["weights"]
    agencies = sorted(facts.agency_most)
    for key in [key for key in by if key[0] == "there"]:
        at = key[1:]
        both = model.column(weights["languages"])
        for language in ("fr", "nl"):
            model.at_most(less((1, [both]), (-1, by.get(("speaks", language, *at), []))), 0)
        of = {agency: by[("of", agency, *at)] for agency in agencies if ("of", agency, *at) in by}
        if len(of) > 1 and facts.places[at[0]]["desks"] != 1:
            joint = model.column(weights["joint"])
            model.at_most(less((2, [joint]), *((-1, columns) for columns in of.values())), 0)
            for agency in of:
                others = [column for other, columns in of.items() if other != agency for column in columns]
                model.at_most(less((1, [joint]), (-1, others)), 0)


def fairness(facts, model, by):
    quarter = facts.problem["weights"]["fairness"] / 4
    for kind, most in (("load", facts.most), ("agency", facts.agency_most)):
        for name, could in most.items():
            columns = by.get((kind, name), [])
            steps = [model.column(-quarter * (2 * number + 1) / could) for number in range(could)]
            model.at_most(less((1, columns), (-1, steps)), 0)


def steadiness(facts, model, by):
    weight = facts.problem["weights"]["steadiness"]
    for key, columns in list(by.items()):
        if key[0] == "rhythm" and key[1:] not in facts.rhythms:
            begins = model.column(-weight * facts.weeks / 26)
            for column in columns:
                model.at_most(less((1, [column]), (-1, [begins])), 0)
    for key, cost in facts.going.items():
        model.constant -= cost
        stays = model.column(cost)
        model.at_most(less((1, [stays]), (-1, by.get(("of", *key), []))), 0)
