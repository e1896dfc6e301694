"""Pictures of a history: SVG of our own, painted as PNG by a process of its own."""
