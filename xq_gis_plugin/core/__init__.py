"""The domain: words, rules, distances and verdicts. No Qt, no QGIS, no file formats."""
