#!/usr/bin/env python3
"""Writes a labour list whose names try to run or to break a page: python3 Tests/Browser/hostile.py FOLDER"""
import csv
import sys

names = [
    "<script>window.ran = 1</script>", "</script><img src=x onerror='window.ran = 2'>", '=HYPERLINK("http://example.invalid","x")',
    "+1+1", "@SUM(A1)", "-2+3", 'Công ty "Nháy kép" & \'nháy đơn\'', "Công ty 😀👩‍👩‍👧‍👦 vui", "Công ty \u202eđảo ngược\u202c \u2066x\u2069",
    "Dài " * 75, "Liền" * 75, "javascript:alert(1)", "${7*7} {{7*7}} <!-- -->", "a|b|c `mã` [x](http://example.invalid)",
    "\u0000\u0007 điều khiển", "‮مرحبا", "]]> &amp; &#60;b&#62;", "</td></tr></table><h1>x",
]
with open(sys.argv[1] + "/labour.csv", "w", encoding="utf-8", newline="") as file:
    table = csv.writer(file)
    table.writerow(["MST", "Tên doanh nghiệp", "Xã/phường", "Ngành nghề", "Số lao động", "Lương thấp nhất", "Đã khai trình lao động"])
    for place, name in enumerate(names):
        digits = f"99{place:07}"
        check = (10 - sum(int(d) * w for d, w in zip(digits, (31, 29, 23, 19, 17, 13, 7, 5, 3))) % 11) % 11 % 10
        table.writerow([digits + str(check), name, names[(place + 1) % len(names)], names[(place + 5) % len(names)], 30 + place, 3000000, "không"])
with open(sys.argv[1] + "/lists.txt", "w", encoding="utf-8") as file:
    file.write("as of 2026-10-31\nlabour date 2026-10-31\n")
