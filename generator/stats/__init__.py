"""The statistics: one file each, found not listed."""
