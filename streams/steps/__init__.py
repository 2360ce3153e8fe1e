"""One verb each, pure: same input, same output, no clock, no network, no logging."""
