"""Open the console: `python -m streams`."""

from streams.console import main

if __name__ == "__main__":
    main()
