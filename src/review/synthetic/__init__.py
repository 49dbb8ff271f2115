"""What does a review with a thousand sources ask of the library? An invented one of any size, to measure it with."""
