"""What a page or a data file shows: frozen values made from records and summaries."""
