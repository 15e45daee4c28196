"""Measure the demand room on real shops: `python -m bench.demand --data FOLDER [--quick] [--prototype FILE]`."""
