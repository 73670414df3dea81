"""Writing: the bytes of data files, and the site put in place at one stroke."""
