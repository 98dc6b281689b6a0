#!/usr/bin/env python3
"""One program as Lambda takes it: zip.py PROGRAM PACKAGE.

The archive is written by hand around what Zopfli compressed, as zipfile has no
way in for a stream that is compressed already; then it is read back.
"""

import binascii
import struct
import sys
import zipfile

from zopfli.zlib import compress

NAME = b"bootstrap"
DEFLATED = 8
MADE_BY_UNIX = 3 << 8 | 20
EXECUTABLE = 0o100755 << 16
# 1 January 2020, midnight: the same program makes the same package.
TIME, DATE = 0, (2020 - 1980) << 9 | 1 << 5 | 1


def package(program):
    # Without zlib's own two bytes before and checksum behind.
    packed = compress(program, numiterations=1)[2:-4]
    shared = struct.pack(
        "<HHHHHIIIHH", 20, 0, DEFLATED, TIME, DATE, binascii.crc32(program), len(packed), len(program), len(NAME), 0
    )
    local = b"PK\x03\x04" + shared + NAME + packed
    central = b"PK\x01\x02" + struct.pack("<H", MADE_BY_UNIX) + shared
    central += struct.pack("<HHHII", 0, 0, 0, EXECUTABLE, 0) + NAME
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def main():
    source, target = sys.argv[1:]
    with open(source, "rb") as file:
        program = file.read()
    with open(target, "wb") as file:
        file.write(package(program))
    with zipfile.ZipFile(target) as made:
        if made.testzip() is not None or made.read(NAME.decode()) != program:
            sys.exit(f"{target} does not hold {source}")


main()
