"""The generated parts of the documents, one file each.

Every module has `part(demo, detail) -> str`: the Markdown that stands between `<!-- begin NAME -->` and
`<!-- end NAME -->`, where NAME is the module's name; what follows a colon (`NAME:DETAIL`) is handed over as `detail`.
It is the same text on every machine and every day.
"""
