"""Gatewise: looks at a site, judges what it saw, and says it in plain words."""
