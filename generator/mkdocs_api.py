"""Picks MkDocs, or ProperDocs standing in for it, before anything imports `mkdocs`."""

try:
    import mkdocs
except ModuleNotFoundError:  # ProperDocs, the maintained continuation, answers to the same name
    import properdocs.replacement  # noqa: F401 - importing it is what makes `import mkdocs` work
else:
    del mkdocs
