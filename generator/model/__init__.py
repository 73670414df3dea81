"""The words of the field: one frozen model per record kind, and the values they are made of."""
