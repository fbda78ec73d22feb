"""The daemon: APScheduler and Scrapy in one asyncio process."""
