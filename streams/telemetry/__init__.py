"""What a worker tells about itself: metrics and logs."""
