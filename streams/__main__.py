"""Open the console: `python -m streams`."""

if __name__ == "__main__":
    # Processes that a worker spawns read this file anew: they have no use for the console.
    from streams.console import main

    main()
