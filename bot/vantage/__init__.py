"""The view from other places: the same page asked for by computers that are not ours."""
