"""The separation engine: pairs of hazards and objects nearer than asked, by grid, box and exact distance."""
