"""The book file: the only place with SQL."""
