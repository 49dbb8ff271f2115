"""`python -m review.cli`: the commands without the program that the installation makes."""

from review.cli import main

main()
