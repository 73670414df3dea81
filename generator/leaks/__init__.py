"""The publish gate: a public site is searched, in every encoding, for what only the internal profile may show."""
