"""Records how pandas 3.1.1 with pyarrow 26.0.1 stores an index in Parquet.

Run in this folder: python index.py
"""
import pandas as pd

frame = pd.DataFrame({"a": [1.5, 2.5], "word": ["x", "y"], "b": [3, 4]})
frame.to_parquet("pandas-range.parquet")
frame.set_index(pd.Index(["g1", "g2"], name="gene")).to_parquet("pandas-named.parquet")
frame.set_index(pd.Index([7.5, 9.0])).to_parquet("pandas-blank.parquet")
frame.set_index(pd.MultiIndex.from_tuples([("g1", 10), ("g2", 20)], names=["gene", "entrez"])).to_parquet("pandas-levels.parquet")
