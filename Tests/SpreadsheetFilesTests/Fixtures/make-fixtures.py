"""Writes the workbooks of this folder anew: `pip install openpyxl XlsxWriter && python3 make-fixtures.py`.

Two libraries are used on purpose, since they write sheets in different ways: openpyxl shares its texts and stores no
value beside a formula; XlsxWriter stores values, and writes rich text and 1904 dates.
"""

import datetime
import pathlib

import openpyxl
import xlsxwriter
from openpyxl.styles import PatternFill

HERE = pathlib.Path(__file__).parent
HEADER = ["MST", "Tên doanh nghiệp", "Ngày ký", "Số tiền", "Có nợ"]


def openpyxl_kinds():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet.append(["DANH SÁCH DOANH NGHIỆP"])
    sheet.append([])
    sheet.append(HEADER)
    sheet.append(["0100109106", "Công ty A, \"B\" và C", datetime.date(2026, 10, 5), 1234567, True])
    sheet.append([100109107, "Công ty\nhai dòng", datetime.datetime(2026, 10, 6, 13, 5, 7), 5.431, False])
    sheet.append(["0100109108-001", " khoảng trắng ", "07/10/2026", "1.234.567", None])
    sheet.append([None, None, None, "=SUM(D4:D5)", "=1/0"])
    sheet["A5"].number_format = "0000000000"
    sheet["C4"].number_format = "dd/mm/yyyy"
    sheet["C5"].number_format = "dd/mm/yyyy hh:mm"
    sheet["D4"].number_format = "#,##0 \"đồng\""
    sheet["D5"].number_format = "0.00"
    # A cell without value, but with a style, as spreadsheet programs write by the thousand.
    sheet["Z4"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["B"].hidden = True
    hidden = book.create_sheet("Nháp")
    hidden.append(HEADER)
    hidden.sheet_state = "hidden"
    book.save(HERE / "openpyxl-kinds.xlsx")


def writer_1904():
    book = xlsxwriter.Workbook(HERE / "xlsxwriter-1904.xlsx", {"date_1904": True})
    sheet = book.add_worksheet("Tháng 10")
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    percent = book.add_format({"num_format": "0.0%"})
    thousands = book.add_format({"num_format": "#,##0,"})
    sheet.merge_range("A1:A2", "MST")
    sheet.merge_range("B1:C1", "Bảo hiểm xã hội")
    sheet.write("B2", "Số tiền nợ")
    sheet.write("C2", "Ngày đôn đốc")
    sheet.merge_range("D1:D2", "Tỷ lệ")
    sheet.merge_range("E1:E2", "Nghìn đồng")
    sheet.merge_range("A3:A5", "0100109106")
    sheet.merge_range("B3:B5", 900, None)
    for row in range(2, 5):
        sheet.write_datetime(row, 2, datetime.datetime(2026, 1, 1 + row), day)
        sheet.write_number(row, 3, 0.085, percent)
        sheet.write_number(row, 4, 1234567, thousands)
    sheet.write_rich_string("A6", "01001", bold, "09107")
    sheet.write_formula("B6", "=B3*2", None, 1800.5)
    sheet.write_formula("C6", '=TEXT(1,"0")', None, "chưa")
    sheet.write_formula("D6", "=NA()", None, "#N/A")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "='Tháng 10'!$B$3:$B$6"})
    book.add_chartsheet("Biểu đồ").set_chart(chart)
    book.close()


def two_lists():
    book = xlsxwriter.Workbook(HERE / "two-months.xlsx")
    for month in ["T09", "T10"]:
        sheet = book.add_worksheet(month)
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ["0100109106", "Công ty " + month, "", 5, "x"])
    notes = book.add_worksheet("Ghi chú")
    notes.write_row(0, 0, ["Người lập", "Điện thoại"])
    book.close()


openpyxl_kinds()
writer_1904()
two_lists()
