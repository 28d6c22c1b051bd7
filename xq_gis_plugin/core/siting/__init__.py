"""The siting plan: where fireworks shops may stand, the best set of them, and why each other one is out."""
