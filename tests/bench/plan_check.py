"""What a plan breaks and what it is worth, worked out a second time."""

from collections import Counter, defaultdict


def visits_of(plan):
    return [(one["adviser"], one["place"], cell["day"], cell["window"])
            for one in plan["assignments"] for cell in one["cells"]]


def broken(facts, visits):
    """Each hard rule that the visits break, in words."""
    found = []
    can = set(facts.can)
    found += [f"can't be: {visit}" for visit in visits if visit not in can]
    found += [f"pinned and not there: {visit}" for visit in facts.pinned - set(visits)]
    count = Counter()
    for adviser, place, day, window in visits:
        agency = facts.advisers[adviser]["agency"]
        count["at once", adviser, day, window] += 1
        count["week", adviser, facts.week(day)] += 1
        count["there", place, day, window] += 1
        count["of", agency, place, day, window] += 1
    for key, times in count.items():
        most = 1
        if key[0] == "week":
            most = facts.visits_a_week(facts.advisers[key[1]])
        if key[0] == "there":
            desks = facts.places[key[1]]["desks"]
            most = min(facts.problem["visit"]["agencies_most"], desks if desks is not None else 99)
        if times > most:
            found.append(f"{times} times {key}")
    days = by_day(visits)
    for (adviser, day), own in days.items():
        for (_, morning), (_, afternoon) in zip(own, own[1:]):
            if not facts.together(morning, afternoon):
                found.append(f"no time for the way: {adviser} on {day}")
    return found


def by_day(visits):
    days = defaultdict(list)
    for adviser, place, day, window in sorted(visits, key=lambda one: one[3]):
        days[adviser, day].append((window, place))
    return days


def score(facts, visits):
    """What visits are worth, added up from nothing."""
    weights = facts.problem["weights"]
    points = weights["demand"] * served(facts, visits)
    points += weights["aims"] * sum(any(facts.meets(aim, visit) for visit in visits) for aim in facts.aims)
    meetings = defaultdict(list)
    for adviser, place, day, window in visits:
        meetings[place, day, window].append(facts.advisers[adviser])
    for who in meetings.values():
        spoken = {language for one in who for language in one["languages"]}
        points += weights["languages"] * ({"fr", "nl"} <= spoken)
        points += weights["joint"] * (len({one["agency"] for one in who}) > 1)
    load = Counter(visit[0] for visit in visits)
    agency = Counter(facts.advisers[visit[0]]["agency"] for visit in visits)
    points -= weights["fairness"] / 4 * sum(times**2 / facts.most[one] for one, times in load.items())
    points -= weights["fairness"] / 4 * sum(times**2 / facts.agency_most[one] for one, times in agency.items())
    for (adviser, _), own in by_day(visits).items():
        minutes = facts.sets_out(adviser, own[0][1])
        minutes += sum(facts.way(one, other) for (_, one), (_, other) in zip(own, own[1:]))
        points -= weights["travel"] * minutes / 60
    new = sum(visit not in facts.today for visit in visits)
    rhythms = {(adviser, place, facts.weekday(day), window) for adviser, place, day, window in visits} - facts.rhythms
    points -= weights["steadiness"] * (new / 4 + len(rhythms) * facts.weeks / 26)
    there = {(facts.advisers[adviser]["agency"], place, day, window) for adviser, place, day, window in visits}
    return points - sum(cost for key, cost in facts.going.items() if key not in there)


def served(facts, visits):
    """Parties served in time; who would soonest be too late goes first."""
    rule = facts.problem["visit"]
    came = Counter((facts.advisers[adviser]["agency"], place, facts.week(day)) for adviser, place, day, _ in visits)
    total = 0.0
    for (agency, place), parties in facts.demand.items():
        left = dict(parties)
        for week in range(facts.weeks):
            room = rule["parties"] * came[agency, place, week]
            for arisen in range(max(0, week - rule["served_within_weeks"]), week + 1):
                taken = min(room, left.get(arisen, 0.0))
                if taken:
                    left[arisen] -= taken
                room -= taken
                total += taken
    return total
