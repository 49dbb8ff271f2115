"""The evidence for other programs: a data package, Parquet files, a spreadsheet."""
