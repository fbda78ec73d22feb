"""docwatch against a real WordPress, on demand: `python -m tests.real_wordpress`."""
