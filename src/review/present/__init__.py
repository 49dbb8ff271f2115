"""How is it shown? Charts, tables, sentences, number formats and the palette."""
