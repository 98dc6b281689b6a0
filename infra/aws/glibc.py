#!/usr/bin/env python3
"""Warns where a program needs a newer C library than Lambda's machines have.

    glibc.py PROGRAM...

A program is linked against the symbols of the machine that built it. Amazon
Linux 2023, which the runtime `provided.al2023` is, has glibc 2.34; a program
that asks for more ends at its start, before it can say anything.
"""

import re
import sys

THERE = (2, 34)


def needed(program):
    """The highest version of glibc that the program's symbols name."""
    with open(program, "rb") as file:
        found = re.findall(rb"\0GLIBC_(\d+)\.(\d+)(?=[.\0])", file.read())
    return max(((int(major), int(minor)) for major, minor in found), default=(0, 0))


def main(programs):
    for program in programs:
        version = needed(program)
        if version > THERE:
            print(
                "package: WARNING: {} needs glibc {}.{}, and Lambda has {}.{}: it will not start there; "
                "package on a machine with an older one, such as the image "
                "public.ecr.aws/amazonlinux/amazonlinux:2023".format(program, *version, *THERE),
                file=sys.stderr,
            )


main(sys.argv[1:])
