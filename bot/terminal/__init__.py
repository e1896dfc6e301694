"""The operator's own command line: the same looking, judging and explaining, without Discord."""
