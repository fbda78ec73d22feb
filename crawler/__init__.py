"""How a site is read: a plain Scrapy project that knows nothing of the monitor."""
