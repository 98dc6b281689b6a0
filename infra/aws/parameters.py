#!/usr/bin/env python3
"""A stage's parameters, for `sam deploy --parameter-overrides`.

    parameters.py FILE NAME=VALUE...   one NAME="VALUE" a line, the file's first
    parameters.py --get NAME FILE      the value of one; empty where it has none

A line of the file is NAME=VALUE, the value as it is up to the end of the line.
SAM cuts a value at its first blank unless it stands in quotation marks, and
takes an empty one only in them. An empty value is handed on: one that is left
out keeps what the stack had before.
"""

import re
import sys


def parameters(lines):
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, equals, value = line.partition("=")
        if not equals or not re.fullmatch("[A-Za-z0-9]+", name.strip()):
            sys.exit(f"parameters: line {number}: expected NAME=VALUE, got: {line}")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if "\\" in value:
            sys.exit(f"parameters: line {number}: {name}: SAM can't take a backslash")
        yield name.strip(), value


def main(arguments):
    if arguments[0] == "--get":
        with open(arguments[2]) as file:
            print(dict(parameters(file)).get(arguments[1], ""))
        return
    with open(arguments[0]) as file:
        given = list(parameters(file)) + list(parameters(arguments[1:]))
    for name, value in given:
        escaped = value.replace('"', '\\"')
        print(f'{name}="{escaped}"')


main(sys.argv[1:])
