"""Load: where bytes come from, how YAML becomes records, and where each value stands."""
