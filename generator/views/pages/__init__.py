"""Pages of a district, one file each, found by their names: see `generator.views.kinds`."""
