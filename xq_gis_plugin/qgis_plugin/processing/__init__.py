"""The Processing provider: the work of the command line, for the toolbox, models and qgis_process."""
