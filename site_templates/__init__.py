"""The theme of the site: layout, pages, parts, macros and assets. It holds no code."""
