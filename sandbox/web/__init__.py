"""The page: a local Discord with a face, for people who have only a browser."""

from sandbox.web.page import Page

__all__ = ["Page"]
