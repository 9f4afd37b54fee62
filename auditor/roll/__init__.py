"""Reading a pupil roll: a CSV as SIMS, Arbor or Bromcom export it in, keyed hashes of forms of names out.

A pupil's name lives in memory alone, from the file to the hash. No message names one: what is wrong is told by columns
and line numbers, and what was read by counts. The file itself is only read.
"""

from auditor.roll.columns import Given, given_columns
from auditor.roll.pupils import Pupil, ReadRoll, read_roll
from auditor.roll.spelling import names_of

__all__ = ["Given", "Pupil", "ReadRoll", "given_columns", "names_of", "read_roll"]
