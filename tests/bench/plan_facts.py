"""What a problem says, worked out a second time and independently of
shared/planner: who can come where, ways, aims and what is there today."""

import datetime
import math
from collections import defaultdict


def minutes_of(text):
    return int(text[:2]) * 60 + int(text[3:5])


class Facts:
    """A problem, by names; a cell is (day, window)."""

    def __init__(self, problem):
        self.problem = problem
        self.monday = datetime.date.fromisoformat(problem["from"])
        self.weeks = problem["weeks"]
        self.windows = [(minutes_of(one["start"]), one["minutes"]) for one in problem["windows"]]
        assert len(self.windows) == 2, "what the bench compares has two windows"
        assert not any(one.get("outside") for one in problem["advisers"])
        assert all(not one["kept"] and one["advisers"] for one in problem["standing"])
        assert all((minutes_of(one["start"]), one["minutes"]) in self.windows for one in problem["standing"])
        self.advisers = {one["id"]: one for one in problem["advisers"]}
        self.places = {one["id"]: one for one in problem["places"]}
        self.days = [self.monday + datetime.timedelta(days=number) for number in range(7 * self.weeks)]
        self.working = [day for day in self.days if day.weekday() < 5]
        self.forbidden, self.pinned = set(self.ruled("forbidden")), set(self.ruled("pinned"))
        self.can = sorted(self.who_can())
        assert self.pinned <= set(self.can), "what the bench pins can be"
        self.demand = defaultdict(dict)
        for line in problem["demand"]:
            self.demand[line["agency"], line["place"]][line["week"]] = line["parties"]
        self.today = {(adviser, one["place"], cell["day"], cell["window"])
                      for one in problem["standing"] for adviser in one["advisers"] for cell in one["cells"]}
        self.rhythms = {(adviser, place, datetime.date.fromisoformat(day).weekday(), window)
                        for adviser, place, day, window in self.today}
        self.going = defaultdict(float)
        for one in problem["standing"]:
            booked = dict(map(tuple, one["booked"]))
            for cell in one["cells"]:
                key = one["agency"], one["place"], cell["day"], cell["window"]
                first = 0 if key in self.going else 1
                self.going[key] += problem["weights"]["steadiness"] * (first + booked.get(cell["day"], 0))
        self.aims = list(self.every_aim())
        self.most = {id: max(1, self.could(one)) for id, one in self.advisers.items()}
        self.agency_most = defaultdict(int)
        for id, one in self.advisers.items():
            self.agency_most[one["agency"]] += self.most[id]

    def week(self, day):
        return (datetime.date.fromisoformat(day) - self.monday).days // 7

    def weekday(self, day):
        return datetime.date.fromisoformat(day).weekday()

    def free(self, adviser, day, window):
        half_day = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day.weekday()] + ("-AM" if window == 0 else "-PM")
        return half_day in adviser["half_days"] and {"day": day.isoformat(), "window": window} not in adviser["away"]

    def ruled(self, wish):
        for one in self.problem["rulings"]:
            if one["wish"] == wish:
                for cell in one["cells"]:
                    yield one["adviser"], one["place"], cell["day"], cell["window"]

    def who_can(self):
        for adviser in self.problem["advisers"]:
            for day in self.working:
                for window in (0, 1):
                    if not self.free(adviser, day, window):
                        continue
                    for place in self.problem["places"]:
                        visits = [(adviser["id"], where, day.isoformat(), window) for where in (place["id"], None)]
                        is_open = window in place["open"] and day.isoformat() not in place["closed"]
                        if is_open and place["desks"] != 0 and self.forbidden.isdisjoint(visits):
                            yield visits[0]

    def visits_a_week(self, adviser):
        minutes = self.problem["visit"]["week_minutes_most"] + adviser.get("minutes_more", 0)
        return min(adviser["most_a_week"], minutes // min(window[1] for window in self.windows))

    def could(self, adviser):
        free = defaultdict(int)
        for day in self.working:
            free[(day - self.monday).days // 7] += sum(self.free(adviser, day, window) for window in (0, 1))
        return sum(min(count, self.visits_a_week(adviser)) for count in free.values())

    def stop(self, place):
        return self.places[place]["building"] or place

    def way(self, one, other):
        travel = self.problem["visit"]["travel"]
        if self.stop(one) == self.stop(other):
            return travel["same_building_minutes"]
        return self.minutes(self.places[one]["point"], self.places[other]["point"])

    def sets_out(self, adviser, place):
        starts = self.advisers[adviser].get("starts_at")
        return self.minutes(starts, self.places[place]["point"]) if starts else 0

    def minutes(self, one, other):
        travel = self.problem["visit"]["travel"]
        a, b, c, d = (math.radians(value) for value in (one["lat"], one["lon"], other["lat"], other["lon"]))
        across = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
        kilometres = 2 * 6371.0088 * math.asin(math.sqrt(across))
        estimate = travel["base_minutes"] + travel["minutes_per_km"] * kilometres
        step = max(1, travel["round_up_to"])
        return max(travel["min_gap_minutes"], math.ceil((estimate - 0.001) / step) * step)

    def together(self, morning, afternoon):
        gap = self.windows[1][0] - self.windows[0][0] - self.windows[0][1]
        return gap >= self.problem["visit"]["lunch_minutes"] + self.way(morning, afternoon)

    def every_aim(self):
        """Each aim: the place, the agency that owes it or None, the days."""
        weeks = [[day for day in self.days if (day - self.monday).days // 7 == week] for week in range(self.weeks)]
        for place in self.problem["places"]:
            kinds = [(place.get("aim"), None)] if place.get("aim") else []
            if place.get("quarterly"):
                kinds.append(("quarterly", place["quarterly"]))
            for kind, agency in kinds:
                for begins, days in self.periods(kind, weeks):
                    is_open = any(day.weekday() < 5 and day.isoformat() not in place["closed"] for day in days)
                    if is_open and place["open"] and not self.was_there(place, agency, begins):
                        yield place["id"], agency, {day.isoformat() for day in days}

    def was_there(self, place, agency, begins):
        """Whether the aim of a period that began before the weeks was met by then."""
        if agency:
            last = [place.get("before", {}).get(agency)]
        else:
            stop = self.stop(place["id"])
            last = [day for one in self.problem["places"] if self.stop(one["id"]) == stop
                    for day in one.get("before", {}).values()]
        return any(day is not None and begins.isoformat() <= day for day in last)

    def periods(self, kind, weeks):
        """Each period: its first day, which may be before the weeks, and those of its days that are planned."""
        if kind == "weekly":
            return [(week[0], week) for week in weeks]
        if kind == "fortnightly" and len(weeks) == 1:
            return [(self.monday - datetime.timedelta(days=7), weeks[0])]
        if kind == "fortnightly":
            return [(one[0], one + other) for one, other in zip(weeks, weeks[1:])]

        def name(day):
            return day.replace(day=1, month=day.month if kind == "monthly" else (day.month - 1) // 3 * 3 + 1)

        count = defaultdict(int)
        for week in weeks:
            count[name(week[3])] += 1
        enough = min(2 if kind == "monthly" else 6, max(count.values()))
        return [(one, [day for day in self.days if name(day) == one]) for one, of in sorted(count.items()) if of >= enough]

    def meets(self, aim, visit):
        place, agency, days = aim
        adviser, at, day, _ = visit
        if agency:
            return at == place and self.advisers[adviser]["agency"] == agency and day in days
        return self.stop(at) == self.stop(place) and day in days
