"""`python -m review`: the commands without the program that the installation makes."""

from review.cli import main

main()
