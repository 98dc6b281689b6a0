"""Lists of members as other programs write and read them: workbooks by
openpyxl, tables by Python's csv in six encodings and three separators.

write FOLDER   writes the files; prints their names, one to a line
read FILE      prints the rows of a workbook or table as JSON
"""

import csv
import datetime
import io
import json
import pathlib
import sys

import openpyxl

HEAD = ["Nom", "Numéro d'entreprise", "Phase", "Date de création", "Effectif (ETP)", "E-mail", "Note"]
GOOD = [
    ["Zoé Robotics", "0403.019.261", "lancement", datetime.date(2025, 2, 1), 2.5, "zoe@zoe-robotics.example", "deux\nlignes"],
    ["Éclair & fils", None, "idee", datetime.date(2024, 12, 31), 12, "info@eclair.example", "a;b,c\td"],
]
BAD = [
    [f"Bad {n}", "0403.019.262" if n % 2 else None, "lancement" if n % 2 else "énorme", None, n, None, None]
    for n in range(50)
]


def text(cell):
    if cell is None:
        return ""
    if isinstance(cell, datetime.date):
        return cell.strftime("%d/%m/%Y")
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def write(folder):
    folder = pathlib.Path(folder)
    rows = [HEAD, *GOOD, *BAD]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    # A formula is read as what it last came to, which openpyxl never knows.
    book.active.append(["=1+1", None, "lancement", None, None, None, '=HYPERLINK("http://evil.example")'])
    book.save(folder / "members.xlsx")
    for separator, name in ((",", "comma"), (";", "semicolon"), ("\t", "tab")):
        out = io.StringIO()
        csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows([[text(cell) for cell in row] for row in rows])
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"):
            (folder / f"{name}-{encoding}.csv").write_bytes(out.getvalue().encode(encoding))
    print("\n".join(sorted(path.name for path in folder.iterdir())))


def read(file):
    if file.endswith(".xlsx"):
        sheet = openpyxl.load_workbook(file).active
        # What is a formula to a spreadsheet has this type.
        rows = [[("FORMULA" if cell.data_type == "f" else cell.value) for cell in row] for row in sheet.iter_rows()]
    else:
        with open(file, encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
    print(json.dumps(rows, ensure_ascii=False))


{"write": write, "read": read}[sys.argv[1]](sys.argv[2])
