"""Compile the templates once, so that no command has to: what installing a package does for Python's own modules."""

import datetime as dt
import sys
from pathlib import Path

from generator import pages
from generator.options import Options

sys.dont_write_bytecode = False  # this is asked for, whatever the surroundings say
pages.prepare(Options(Path(), languages=("vi", "en")).sites(dt.date.min))
