"""The catalogue of mistakes, each a change to an equation; slips; planting."""
