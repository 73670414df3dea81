"""What an earlier run found out, kept as data in `.cache/chibo/`: never needed, never able to change a result."""
