"""What travels between the steps, in the order it travels."""
