"""The plugin of Datasette that shows the record: pages to read it by, and a lock on raw bodies.

It is at work in every Datasette of this environment, also in one that serves other databases
beside the record, and leaves those alone.
"""

from monitor.browse.hooks import (
    extra_css_urls,
    get_metadata,
    menu_links,
    permission_allowed,
    permission_resources_sql,
    prepare_connection,
    register_routes,
    render_cell,
)

__all__ = [
    "extra_css_urls",
    "get_metadata",
    "menu_links",
    "permission_allowed",
    "permission_resources_sql",
    "prepare_connection",
    "register_routes",
    "render_cell",
]
