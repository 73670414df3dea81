"""Sổ Chi Bộ: records of party-cell meetings in git, checked, counted and compiled into a site."""

__version__ = "0.1.0"
