"""Flows, drawn as SVG by ourselves, as Vega has no mark for them: whom sources credit, as wide as what they credit."""
