"""Commands around pull requests and the forge that hosts them."""

from __future__ import annotations

import click

COMMANDS: tuple[click.Command, ...] = ()
