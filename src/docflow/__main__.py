"""`python -m docflow` is `docflow`."""

from docflow.cli import main

if __name__ == "__main__":
    main()
