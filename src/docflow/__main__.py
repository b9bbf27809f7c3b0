"""`python -m docflow` is `docflow`."""

from docflow.cli import main

main()
