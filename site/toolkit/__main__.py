"""`python -m toolkit` does what the `toolkit` command does."""

from toolkit.cli import main

if __name__ == "__main__":
    main()
