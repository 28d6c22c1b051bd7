"""The plugin in QGIS: a thin face over io, core and export."""
