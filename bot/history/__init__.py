"""What happened, added up: uptime, outages, bars and sentences. Pure arithmetic."""
