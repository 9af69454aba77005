"""Making the scorer's weights from labelled entries. Needs the extra `train`; no page imports it.

`entries.py` reads the entries, `evidence.py` turns them into features by the scorer's own code,
`fit.py` fits the models, `building.py` puts them together.
"""
