"""Open311 GeoReport v2, to read: discovery, services and requests, as XML and as JSON."""
