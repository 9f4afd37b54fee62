"""The detectors beside others, each in a process of its own, on the labelled texts of `benchmarks/data`.

The others lie in an environment of their own (`environment.py`, `requirements.txt`, `model.txt`), so that nothing of
theirs ever comes near the auditor's. No process that reads texts can reach a network.
"""
