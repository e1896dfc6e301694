"""Looking: what a person typed becomes a `Target`, a `Target` becomes an `Observation`.

The one door to the network for anything a person can name. Says what happened, never what it means.
"""
