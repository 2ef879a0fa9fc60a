"""Records small files of every format that heat reads, and what pandas 3.0.0, pyarrow 26.0.1,
openpyxl 3.1.5 and scipy 1.17.1 make of them (numpy 2.4.6, Python 3).

Run in this folder: python record.py
"""
import datetime as dt
import json
import math
import decimal

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import scipy.io
import scipy.sparse

rng = np.random.default_rng(1)
n = 300
table = pa.table({
    "float": pa.array([None if i % 17 == 3 else float(v) for i, v in enumerate(rng.normal(size=n))]),
    "single": pa.array(rng.normal(size=n).astype("f4")),
    "int": pa.array([None if i % 11 == 0 else int(v) for i, v in enumerate(rng.integers(-2**40, 2**40, n))]),
    "small": pa.array(rng.integers(-100, 100, n).astype("i1")),
    "unsigned": pa.array(rng.integers(0, 2**32, n).astype("u4")),
    "truth": pa.array([None if i % 7 == 0 else bool(i % 3) for i in range(n)]),
    "word": pa.array([None if i % 13 == 0 else ["red", "green", "bl\u00fce", ""][i % 4] for i in range(n)]),
    "long": pa.array([f"prefix/{i//10}/{i}" for i in range(n)]),
    "day": pa.array([None if i == 5 else dt.date(1969, 12, 1) + dt.timedelta(days=i) for i in range(n)]),
    "moment": pa.array([dt.datetime(2024, 3, 1, tzinfo=dt.timezone.utc) + dt.timedelta(milliseconds=1234567 * i) for i in range(n)], pa.timestamp("ms", tz="UTC")),
    "clock": pa.array([dt.datetime(1960, 3, 1) + dt.timedelta(microseconds=987654321 * i) for i in range(n)], pa.timestamp("us")),
    "price": pa.array([decimal.Decimal(i) / 100 - 1 for i in range(n)], pa.decimal128(9, 2)),
    "half": pa.array(rng.normal(size=n).astype("f2")),
    "same": pa.array([7.5] * n),
    "none": pa.array([None] * n, pa.float64()),
    "inner": pa.array([None if i % 5 == 0 else {"x": None if i % 5 == 1 else i} for i in range(n)]),
    "list": pa.array([[i, i + 1] for i in range(n)]),
})


def plain(v):
    if v is None or isinstance(v, float) and math.isnan(v):
        return None
    if isinstance(v, (dt.datetime, dt.date)):
        return v.isoformat()
    if isinstance(v, decimal.Decimal):
        return float(v)
    if isinstance(v, dict):
        return v["x"]
    if isinstance(v, np.generic):
        return v.item()
    return v


want = {name: [plain(v) for v in table.column(name).to_pylist()] for name in table.column_names if name != "list"}
want["single"] = [float(v) for v in table.column("single").to_numpy()]
want["half"] = [float(v) for v in table.column("half").to_numpy()]
with open("parquet.json", "w") as f:
    json.dump(want, f)

pq.write_table(table, "snappy.parquet")
pq.write_table(table, "zstd2.parquet", compression="zstd", data_page_version="2.0", row_group_size=100, use_dictionary=["word"])
pq.write_table(table, "gzip.parquet", compression="gzip", use_dictionary=False, data_page_size=500, use_byte_stream_split=["float", "single"],
               column_encoding=None)
pq.write_table(table, "delta.parquet", compression="lz4", use_dictionary=False, data_page_version="2.0", column_encoding={
    "int": "DELTA_BINARY_PACKED", "small": "DELTA_BINARY_PACKED", "day": "DELTA_BINARY_PACKED", "long": "DELTA_BYTE_ARRAY",
    "word": "DELTA_LENGTH_BYTE_ARRAY", "moment": "DELTA_BINARY_PACKED", "float": "BYTE_STREAM_SPLIT", "truth": "RLE"})
pq.write_table(table, "int96.parquet", compression="none", use_deprecated_int96_timestamps=True)

pq.write_table(pa.table({"a": [1.5, None, 2], "b": ["x", "y", "x"]}), "small.parquet", store_schema=False, write_statistics=False)

book = openpyxl.Workbook()
book.active.title = "Empty"
sheet = book.create_sheet("Data & more")
sheet.append(["Team", "Mon", "When", "Moment", "OK", "Formula"])
sheet.append(["A", 1.5, dt.date(2024, 1, 31), dt.datetime(2024, 1, 31, 12, 30, 15), True, "=1/0"])
sheet.append(["B <&>", None, dt.date(1900, 3, 1), dt.datetime(1999, 12, 31, 23, 59, 59), False, 3])
sheet.append([])
sheet.append([" C\nD", -3e-7, None, None, None, None])
other = book.create_sheet("Other")
other["C4"], other["D4"], other["C5"], other["D5"] = "x", "y", 1, 2
other["B1"] = "A title"
book.save("book.xlsx")

dense = np.array([[1.5, 0, -2], [0, 0, 1e-300]])
scipy.io.mmwrite("general.mtx", scipy.sparse.coo_array(dense), comment="a comment")
scipy.io.mmwrite("array.mtx", dense)
sym = np.array([[1, 2, 0], [2, 0, -4], [0, -4, 5.25]])
scipy.io.mmwrite("symmetric.mtx", scipy.sparse.coo_array(sym), symmetry="symmetric")
scipy.io.mmwrite("skew.mtx", np.array([[0, 2, -3], [-2, 0, 1], [3, -1, 0]]), symmetry="skew-symmetric", field="integer")
scipy.io.mmwrite("pattern.mtx", scipy.sparse.coo_array(dense), field="pattern")
np.savez_compressed("arrays.npz", one=np.arange(3), two=np.arange(6).reshape(2, 3) / 7, cube=np.zeros((2, 2, 2)))
with open("matrices.json", "w") as f:
    json.dump({"general.mtx": dense.tolist(), "array.mtx": dense.tolist(), "symmetric.mtx": sym.tolist(),
               "skew.mtx": [[0, 2, -3], [-2, 0, 1], [3, -1, 0]], "pattern.mtx": (dense != 0).astype(int).tolist(),
               "arrays.npz": (np.arange(6).reshape(2, 3) / 7).tolist()}, f)
