"""Views to HTML: one Jinja environment, filters that format, minutes made safe, small charts."""
