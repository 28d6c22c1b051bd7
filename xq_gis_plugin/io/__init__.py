"""Files and services to and from the core's frames."""
