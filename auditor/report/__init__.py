"""What is told about a week, a run or a finding: plain data first, then words."""
