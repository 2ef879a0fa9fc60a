"""Writes the .npy files of this folder, as NumPy itself saves them.

Each holds the same 2 x 3 array, in the type and order that its name says, or
as close to it as the type allows. Run: python3 make.py (NumPy 2 or later).
"""
import warnings

import numpy as np

warnings.simplefilter("ignore")  # version 2.0 and 3.0 warn on being written
values = np.array([[0, 1, 2], [3, 100, 120]])

for order in "CF":
    for t in ["i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8"]:
        for end in "<>" if t[1] != "1" else "|":
            name = {"<": "le", ">": "be", "|": ""}[end]
            np.save(f"{t}{name}-{order}.npy", np.asarray(values, dtype=end + t, order=order))
    np.save(f"b1-{order}.npy", np.asarray(values, dtype="?", order=order))

for version in (2, 0), (3, 0):
    with open(f"version{version[0]}.npy", "wb") as f:
        np.lib.format.write_array(f, values.astype("<f8"), version=version)

special = np.array([[np.nan, np.inf, -np.inf], [-0.0, 5e-324, 1.7976931348623157e308]])
np.save("special.npy", special)
np.save("special-f2.npy", np.array([[np.nan, np.inf, -np.inf], [-0.0, 6e-8, 65504]], dtype="<f2"))
np.save("one-dimension.npy", np.arange(5.0))
np.save("no-dimension.npy", np.array(7.0))
np.save("three-dimensions.npy", np.zeros((2, 3, 4)))
np.save("empty.npy", np.zeros((0, 5)))
np.save("complex.npy", values + 1j)
np.save("text.npy", np.array([["a", "b"]]))
np.save("structured.npy", np.zeros(2, dtype=[("x", "f8"), ("y", "i4")]))
np.save("object.npy", np.array([[None]], dtype=object))
np.save("dates.npy", np.array([["2024-01-01"]], dtype="M8[D]"))
np.save("long-double.npy", np.zeros((1, 1), dtype=np.longdouble))
