"""The rules: one file each, found not listed."""
