"""Problems to plan from, as JSON: the Brussels data, and copies of it elsewhere.

    plan_instance.py WEEKS REGIONS SEED STEPS > problem.json

What is invented here (demand, absences, what stands today) follows the seed.
"""

import datetime
import json
import random
import sys
from pathlib import Path

FILES = Path(__file__).resolve().parents[2] / "infra" / "data" / "files"
MONDAY = datetime.date(2027, 1, 11)
# Parties a week at a place of each fit, all agencies together: an assumption.
PARTIES = {"core": 6.0, "adjacent": 3.0, "marginal": 1.0}
# Which agency they want.
SHARES = {"innoviris": 0.28, "hub": 0.30, "finance": 0.12, "citydev": 0.07, "info1819": 0.10, "actiris": 0.08, "bee": 0.05}
CADENCE = {"core": "weekly", "adjacent": "fortnightly", "marginal": "monthly"}
WINDOWS = [("09:30:00", 180), ("13:30:00", 180)]
CLOSED = ["2027-03-29"]  # Easter Monday
WEIGHTS = {"demand": 10.0, "aims": 20.0, "languages": 4.0, "fairness": 2.0, "travel": 3.0, "steadiness": 4.0, "joint": 3.0}


def load(name):
    return json.loads((FILES / name).read_text(encoding="utf-8"))


def day(week, weekday):
    return (MONDAY + datetime.timedelta(days=7 * week + weekday)).isoformat()


def region(number, weeks, dice):
    """One copy of Brussels, each three degrees (some 210 km) further east, with its own demand."""
    ending = "" if number == 0 else f"-{number}"
    east = 3.0 * number
    places = []
    for one in load("locations.json"):
        if one["open_to"] and one["open_to"] < MONDAY.isoformat():
            continue
        fit = one["ict_fit"]
        places.append({
            "id": one["id"] + ending, "building": one["building"] + ending if one.get("building") else None,
            "point": {"lat": one["lat"], "lon": one["lon"] + east}, "languages": one["languages_demo"],
            "desks": one["desks_demo"], "open": [0, 1], "closed": CLOSED, "aim": CADENCE.get(fit),
            "quarterly": "hub" + ending if one["recognised_coworking"] else None, "fit": fit,
        })
    advisers = []
    for one in load("advisers_demo.json"):
        away = []
        if weeks > 2 and dice.random() < 0.6:
            week = dice.randrange(weeks)
            away = [{"day": day(week, weekday), "window": window} for weekday in range(5) for window in (0, 1)]
        advisers.append({
            "id": one["id"] + ending, "agency": one["agency"] + ending, "languages": one["languages"],
            "half_days": one["half_days"], "away": away, "most_a_week": one["max_permanences_per_week"],
            "starts_at": {"lat": 50.84 + dice.uniform(-0.02, 0.02), "lon": 4.36 + east + dice.uniform(-0.03, 0.03)},
        })
    demand = []
    for place in places:
        for agency, share in SHARES.items():
            level = PARTIES[place["fit"]] * share * dice.gammavariate(2.0, 0.5)
            for week in range(weeks):
                parties = round(level * dice.gammavariate(6.0, 1 / 6.0), 2)
                if parties >= 0.05:
                    demand.append({"place": place["id"], "agency": agency + ending, "week": week, "parties": parties,
                                   "known": int(parties) if week < 2 else 0})
    return places, advisers, demand


def standing(places, advisers, weeks, dice):
    """A rota by hand: two thirds of what advisers can, each week at one core or adjacent place."""
    series, taken = [], set()
    wanted = [place for place in places if place["fit"] != "marginal"]
    for adviser in advisers:
        for half_day in dice.sample(adviser["half_days"], 2)[: 1 if dice.random() < 0.6 else 2]:
            weekday, window = ["MO", "TU", "WE", "TH", "FR"].index(half_day[:2]), int(half_day.endswith("PM"))
            near = [place for place in wanted
                    if abs(place["point"]["lon"] - adviser["starts_at"]["lon"]) < 0.5
                    and (place["id"], weekday, window) not in taken
                    and (adviser["id"], weekday) not in taken]
            if not near:
                continue
            place = dice.choice(near)
            taken |= {(place["id"], weekday, window), (adviser["id"], weekday)}
            gone = {cell["day"] for cell in adviser["away"]} | set(CLOSED)
            cells = [{"day": day(week, weekday), "window": window} for week in range(weeks)]
            cells = [cell for cell in cells if cell["day"] not in gone]
            booked = [[cell["day"], dice.randrange(1, 4)] for cell in cells[:2] if dice.random() < 0.5]
            series.append({
                "permanence": f"rota-{adviser['id']}-{half_day.lower()}", "agency": adviser["agency"],
                "place": place["id"], "advisers": [adviser["id"]], "start": WINDOWS[window][0],
                "minutes": WINDOWS[window][1], "cells": cells, "booked": booked, "kept": False,
            })
    return sorted(series, key=lambda one: one["permanence"])


def problem(weeks, regions, seed, steps):
    dice = random.Random(f"{seed} {weeks} {regions}")
    places, advisers, demand = [], [], []
    for number in range(regions):
        more = region(number, weeks, dice)
        places += more[0]
        advisers += more[1]
        demand += more[2]
    today = standing(places, advisers, weeks, dice)
    for place in places:
        del place["fit"]
    rules = load("working_rules.json")
    return {
        "from": MONDAY.isoformat(), "weeks": weeks,
        "windows": [{"start": start, "minutes": minutes} for start, minutes in WINDOWS],
        "visit": {
            "parties": rules["slots"]["max_slots_per_adviser_per_half_day"],
            "agencies_most": rules["permanence"]["agencies_per_visit"]["max"],
            "lunch_minutes": rules["travel"]["lunch_break_minutes"],
            "week_minutes_most": 60 * rules["staff"]["adviser_max_hours_per_week_on_site"],
            "served_within_weeks": 1,
            "travel": {"base_minutes": 10.0, "minutes_per_km": 5.0, "round_up_to": 5, "min_gap_minutes": 20,
                       "same_building_minutes": 0},
        },
        "advisers": sorted(advisers, key=lambda one: one["id"]), "places": sorted(places, key=lambda one: one["id"]),
        "demand": sorted(demand, key=lambda one: (one["place"], one["agency"], one["week"])), "standing": today,
        "rulings": [], "weights": WEIGHTS, "seed": seed, "steps": steps,
    }


def settled(problem, can, seed):
    """The same where people settled some of it: visits that can be pinned beside each other, times and places
    forbidden, and places where somebody was just before the weeks."""
    dice = random.Random(f"{seed} settled")
    rulings, taken = [], set()
    for number, adviser in enumerate(sorted({visit[0] for visit in can})):
        own = [visit for visit in can if visit[0] == adviser and visit[1:3] not in taken]
        _, place, on, window = dice.choice(own)
        ruling = {"wish": "forbidden", "adviser": adviser, "place": place}
        if number % 3 == 0:
            taken.add((place, on))
            ruling.update(wish="pinned", cells=[{"day": on, "window": window}])
        else:
            weekday = datetime.date.fromisoformat(on).weekday()
            ruling["cells"] = [{"day": day(week, weekday), "window": window} for week in range(problem["weeks"])]
            # Everywhere, or there.
            ruling["place"] = place if number % 3 == 1 else None
        rulings.append(ruling)
    last = (MONDAY - datetime.timedelta(days=3)).isoformat()
    places = [{**one, "before": {"hub": last}} if number % 2 == 0 else one for number, one in enumerate(problem["places"])]
    return {**problem, "rulings": rulings, "places": places}


if __name__ == "__main__":
    json.dump(problem(*map(int, sys.argv[1:5])), sys.stdout)
