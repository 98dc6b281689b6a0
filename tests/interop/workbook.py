"""Every sheet of a workbook, as openpyxl reads it: JSON, name to rows."""

import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps({sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}, ensure_ascii=False))
