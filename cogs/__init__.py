"""The thin Discord surface: read what was asked, call one function, send one rendered result."""
