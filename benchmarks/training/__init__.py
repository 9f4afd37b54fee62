"""Learns what the two detectors of `auditor.language` know, from the labelled text in `benchmarks/data`.

`./run train` writes the lists, weights and the encoder that ship with the package; `./run train --folds` judges each
author by models that never read that author, which is what the sums, the thresholds and the published figures stand on.
"""
