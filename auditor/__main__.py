"""`python -m auditor`: the same as `auditor`."""

from auditor.cli import main

if __name__ == "__main__":
    main()
