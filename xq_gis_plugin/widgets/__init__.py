"""Panels and models in plain Qt: they show what io, core and export make, and compute nothing."""
