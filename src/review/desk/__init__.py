"""How does a person code? A page on this machine that shows a text, proposes rows, and writes those accepted."""
