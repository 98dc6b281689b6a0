#!/usr/bin/env python3
"""The tables of docs/cost.md, from measured figures, prices and a year.

    table.py                  prints them
    table.py --write FILE     writes them between the marks of a page
    table.py --check FILE     fails where a page says otherwise
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
MINUTES = 365 * 24 * 60

NAMES = {
    "need_by_api": "a need by API, one agency asked",
    "need_by_webhook": "a need by signed webhook",
    "dispatch_of_two_needs": "dispatch of two needs: planning and four mails",
    "dispatch_idle_minute": "the timer, when nothing waits",
    "answer_page": "an agency opens its answer page",
    "referral_accepted": "an agency accepts",
    "referral_done": "an agency reports the outcome",
    "survey_response": "a survey answer",
    "survey_counting_of_51_at_once": "counting 51 answers",
    "slots_page": "the times to choose from at a place",
    "booking_made": "a booking",
    "dispatch_of_a_booking": "dispatch of a booking: planning and two mails",
    "booking_page": "a booking's own page",
    "booking_moved": "a booking moved",
    "booking_cancelled": "a booking cancelled",
    "calendar_unchanged": "a calendar that looks again, nothing new",
    "location_page": "a location's page",
    "home_page": "the home page",
    "service_list": "the list of services",
    "sessions_of_a_place": "four weeks of sessions of one place",
    "need_list": "a page of needs in the console",
    "referral_read": "one referral",
    "survey_page": "a survey's page",
    "survey_results": "a survey's results",
    "overview": "the overview",
}


def load(name):
    return json.loads((HERE / name).read_text())


def use_cases(measured):
    yield "| use case | read units | write units | round trips |"
    yield "|---|---|---|---|"
    for key, name in NAMES.items():
        figure = measured[key]
        yield f"| {name} | {figure['reads']:g} | {figure['writes']:g} | {figure['round_trips']:g} |"


def year_of(measured, year, regions):
    """Units, calls and mails of a year of so many regions as large as Brussels."""
    needs = year["needs"] * regions
    referrals = needs * year["referrals_per_need"]
    answers = needs * year["survey_responses_per_need"]
    pages = needs * year["pages_per_need"]
    console = year["console_pages_per_day"] * 365 * regions
    bookings = needs * year["bookings_per_need"]
    changed = bookings * year["share_of_bookings_changed"]
    calendars = year["calendar_reads_per_day"] * 365 * regions
    hooks = needs * year["share_by_webhook"]
    answered = referrals * year["share_answered"]
    times = {
        "need_by_api": needs - hooks,
        "need_by_webhook": hooks,
        "dispatch_of_two_needs": needs / 2,
        "dispatch_idle_minute": MINUTES,
        "answer_page": referrals * year["answers_read_per_referral"],
        "referral_accepted": answered,
        "referral_done": answered,
        "survey_page": answers,
        "survey_response": answers,
        "survey_counting_of_51_at_once": answers / 51,
        "slots_page": bookings,
        "booking_made": bookings,
        # A change has its mails as a new one has.
        "dispatch_of_a_booking": bookings + changed,
        "booking_page": bookings,
        "booking_moved": changed / 2,
        "booking_cancelled": changed / 2,
        "calendar_unchanged": calendars,
        "location_page": pages,
        "need_list": console,
    }
    reads = sum(measured[case]["reads"] * count for case, count in times.items())
    writes = sum(measured[case]["writes"] * count for case, count in times.items())
    http = needs + referrals * year["answers_read_per_referral"] + 2 * answered + 2 * answers + pages + console
    http += 3 * bookings + changed + calendars
    return {
        "reads": reads,
        "writes": writes,
        "http": http,
        "invocations": http + MINUTES + needs + answered * 2 + answers + bookings + changed,
        "mails": needs * year["mails_per_need"] + bookings * year["mails_per_booking"],
        "gb": (needs * year["row_kilobytes_per_need"] + bookings * year["row_kilobytes_per_booking"]) / 1e6 * 2,
    }


def bill(use, year, prices, regions):
    """US dollars a month, by service; one stack, however many regions."""
    month = 1 / 12
    seconds = use["invocations"] * month * year["lambda_ms"] / 1000
    alarms = (HERE.parent / "template.yaml").read_text().count("Type: AWS::CloudWatch::Alarm")
    return {
        "DynamoDB reads": use["reads"] * month / 1e6 * prices["dynamodb_read_million"],
        "DynamoDB writes": use["writes"] * month / 1e6 * prices["dynamodb_write_million"],
        "DynamoDB storage and recovery": use["gb"]
        * (prices["dynamodb_storage_gb_month"] + prices["dynamodb_pitr_gb_month"]),
        "Lambda": use["invocations"] * month / 1e6 * prices["lambda_request_million"]
        + seconds * year["lambda_mb"] / 1024 * prices["lambda_arm_gb_second"],
        "API Gateway": use["http"] * month / 1e6 * prices["http_api_million"],
        "SES": use["mails"] * month / 1000 * prices["ses_thousand"],
        "logs": use["invocations"] * month * year["log_bytes_per_request"] / 1e9 * prices["logs_gb"],
        "secrets and alarms": 2 * prices["secret_month"]
        + max(0, alarms - prices["alarms_free"]) * prices["alarm_month"],
    }


def bills(measured, year, prices):
    scales = [("Brussels", 1), ("100 such regions", 100), ("10,000", 10_000)]
    columns = [bill(year_of(measured, year, count), year, prices, count) for _, count in scales]
    yield "| US dollars a month | " + " | ".join(name for name, _ in scales) + " |"
    yield "|---" * (len(scales) + 1) + "|"
    for service in columns[0]:
        yield f"| {service} | " + " | ".join(f"{column[service]:,.2f}" for column in columns) + " |"
    yield "| **together** | " + " | ".join(f"**{sum(column.values()):,.2f}**" for column in columns) + " |"


def rates(measured, year):
    yield "| at the busiest hour (ten times the mean) | Brussels | 100 such regions | 10,000 |"
    yield "|---|---|---|---|"
    seconds = 365 * 24 * 3600 / 10
    uses = [year_of(measured, year, count) for count in (1, 100, 10_000)]
    for name, key in (("write units a second", "writes"), ("read units a second", "reads"), ("mails a second", "mails")):
        yield f"| {name} | " + " | ".join(f"{use[key] / seconds:,.1f}" for use in uses) + " |"


def made():
    measured, year, prices = load("measured.json"), load("year.json"), load("prices.json")
    parts = [use_cases(measured), bills(measured, year, prices), rates(measured, year)]
    return "\n\n".join("\n".join(part) for part in parts)


def main():
    if len(sys.argv) < 3:
        print(made())
        return
    path = pathlib.Path(sys.argv[2])
    text = path.read_text()
    head, rest = text.split(BEGIN)
    _, tail = rest.split(END)
    whole = f"{head}{BEGIN}\n{made()}\n{END}{tail}"
    if sys.argv[1] == "--write":
        path.write_text(whole)
    elif whole != text:
        sys.exit(f"{path} differs from the measured figures; python3 infra/aws/cost/table.py --write {path}")


main()
