"""Documents to bytes, one module a format; the formats do not know each other."""
