"""Findings to what people look at: the HTML map, the tables, the words in two languages."""
