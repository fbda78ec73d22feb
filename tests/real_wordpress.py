"""docwatch against a real WordPress: `python -m tests.real_wordpress`, on demand, as root.

It needs Debian's packages:

    apt install wordpress wordpress-theme-twentytwentythree php-cli php-mysql mariadb-server

A site of its own, with Chinese posts and some of their English versions, is set up in a temporary
folder with a database of its own, served on loopback, and watched by every interface alone and by
all together, while it is edited as its own editor does it.
"""

import argparse
import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from crawler.options import EmbassyOptions
from monitor.check import check
from monitor.crawl import Crawl
from monitor.model import CheckReport, Confirmation, Source
from monitor.store import Store

PACKAGED = Path("/usr/share/wordpress")
PATIENCE = 60.0  # seconds for a server to come up
PASSWORD = "only-on-loopback"
_AUTHENTICATION = "--auth-root-authentication-method=normal"
WAYS = ("listing", "feed", "api", "sitemap")

CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '{home}'); define('WP_SITEURL', '{home}');
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {{ define('ABSPATH', __DIR__ . '/'); }}
require_once ABSPATH . 'wp-settings.php';
"""
ROUTER = """<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && is_file(__DIR__ . $path)) { return false; }
if (is_file(__DIR__ . rtrim($path, '/') . '/index.php') && $path !== '/') { return false; }
$_SERVER['SCRIPT_NAME'] = '/index.php'; $_SERVER['PHP_SELF'] = '/index.php';
require __DIR__ . '/index.php';
"""
# What a plugin for languages does on the missions' sites: the language of a page, and its twin.
LANGUAGES = """<?php
function docwatch_language() { return is_singular() && in_category('en') ? 'en' : 'zh'; }
add_filter('language_attributes', fn() => 'lang="' . docwatch_language() . '"');
add_action('wp_head', function () {
    if (!is_singular()) { return; }
    $slug = get_post()->post_name; $other = docwatch_language() === 'zh' ? "$slug-en"
        : preg_replace('/-en$/', '', $slug);
    $found = get_posts(['name' => $other, 'post_status' => 'publish']);
    if ($found) { printf('<link rel="alternate" hreflang="%s" href="%s">',
        docwatch_language() === 'zh' ? 'en' : 'zh', esc_url(get_permalink($found[0]))); }
});
"""
INSTALL = """<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '{host}'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require __DIR__ . '/wp-load.php'; require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('使馆', 'editor', 'editor@example.org', true, '', '{password}');
switch_theme('twentytwentythree'); update_option('timezone_string', 'Asia/Shanghai');
update_option('permalink_structure', '/%category%/%postname%/');
update_option('posts_per_page', 10);
foreach (get_posts(['numberposts' => -1]) as $post) {{ wp_delete_post($post->ID, true); }}
foreach (['zh' => '新闻', 'en' => 'News'] as $slug => $name) {{
    $made = wp_insert_term($name, 'category', ['slug' => $slug]); $terms[$slug] = $made['term_id'];
}}
for ($n = 1; $n <= {posts}; $n++) {{
    $at = gmdate('Y-m-d H:i:s', strtotime('2021-02-08 01:30:00') + $n * 3600);
    foreach ($n % 5 ? ['zh'] : ['zh', 'en'] as $language) {{
        wp_insert_post(['post_status' => 'publish', 'post_date_gmt' => $at,
            'post_date' => get_date_from_gmt($at), 'post_category' => [$terms[$language]],
            'post_name' => $language === 'zh' ? "statement-$n" : "statement-$n-en",
            'post_title' => $language === 'zh' ? "第{{$n}}号声明" : "Statement No. $n",
            'post_content' => $language === 'zh'
                ? "<p>第{{$n}}号声明：双方就水文数据的交换达成一致。</p><p>共计{{$n}}项。</p>"
                : "<p>The text of statement No. $n.</p>"]);
    }}
}}
flush_rewrite_rules(); echo get_bloginfo('version');
"""


class WordPress:
    """A site of its own."""

    def __init__(self, folder: Path, port: int, posts: int) -> None:
        self.folder, self.port, self.posts = folder, port, posts
        self.home = f"http://127.0.0.1:{port}"
        self.root = folder / "site"
        self.socket = folder / "mysql.sock"
        self.version = ""
        self._client = httpx.Client(base_url=self.home, timeout=60, follow_redirects=True)

    @contextmanager
    def running(self) -> Iterator["WordPress"]:
        """The database and the site, until the block ends."""
        with ExitStack() as stack:
            data = self.folder / "data"
            data.mkdir()
            _do(
                "mariadb-install-db",
                f"--datadir={data}",
                "--user=root",
                _AUTHENTICATION,
            )
            stack.enter_context(_process(
                "mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={self.socket}",
                "--skip-networking", "--user=root", f"--pid-file={self.folder}/pid",
            ))  # fmt: skip
            _wait(self.socket.exists)
            _wait(lambda: self._sql("create database if not exists wordpress"))
            self._install()
            stack.enter_context(_process(
                "php", "-S", f"127.0.0.1:{self.port}", "-t", str(self.root),
                        str(self.root / "router.php"),
                env={"PHP_CLI_SERVER_WORKERS": "3", "PATH": "/usr/bin:/bin"},
            ))  # fmt: skip
            _wait(lambda: _answers(self.port))
            yield self

    def _sql(self, text: str) -> bool:
        command = ["mariadb", "--no-defaults", f"--socket={self.socket}", "-uroot", "-e", text]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def _install(self) -> None:
        shutil.copytree(PACKAGED, self.root, ignore_dangling_symlinks=True)
        (self.root / "wp-content" / "mu-plugins").mkdir(parents=True)
        files = {
            "wp-config.php": CONFIG.format(socket=self.socket, home=self.home),
            "router.php": ROUTER,
            "wp-content/mu-plugins/languages.php": LANGUAGES,
            "install.php": INSTALL.format(
                host=f"127.0.0.1:{self.port}", password=PASSWORD, posts=self.posts
            ),
        }
        for name, text in files.items():
            (self.root / name).write_text(text, encoding="utf-8")
        self.version = _do("php", str(self.root / "install.php")).splitlines()[-1]

    def sign_in(self) -> None:
        """As an editor does; what the editor's pages then ask with is kept."""
        form = {"log": "editor", "pwd": PASSWORD, "testcookie": "1", "redirect_to": f"{self.home}/"}
        self._client.get("/wp-login.php")
        self._client.post("/wp-login.php", data=form)
        nonce = self._client.get("/wp-admin/admin-ajax.php?action=rest-nonce").text
        self._client.headers["X-WP-Nonce"] = nonce

    def save(self, which: str, **values: Any) -> None:
        """What the editor's button "update" does to a post; without a slug, "publish"."""
        where = "/wp-json/wp/v2/posts"
        if which:
            (found,) = self._client.get(where, params={"slug": which}).json()
            where = f"{where}/{found['id']}"
        self._client.post(where, json=values).raise_for_status()

    def bin(self, slug: str) -> None:
        """What the button "move to trash" does."""
        (found,) = self._client.get("/wp-json/wp/v2/posts", params={"slug": slug}).json()
        self._client.delete(f"/wp-json/wp/v2/posts/{found['id']}").raise_for_status()

    def category(self, slug: str) -> int:
        (found,) = self._client.get("/wp-json/wp/v2/categories", params={"slug": slug}).json()
        return int(found["id"])


class Watch:
    """One source on the site, with a record and a clock of its own."""

    def __init__(self, folder: Path, wordpress: WordPress, name: str, **options: Any) -> None:
        home = wordpress.home
        given = {
            "url": f"{home}/category/zh/",
            "default_language": "zh",
            "languages": ["zh", "en"],
            "feeds": [f"{home}/category/zh/feed/"],
            "pages": -(-wordpress.posts // 10) + 1,
            **options,
        }
        checked = EmbassyOptions.model_validate(given).model_dump(mode="json")
        self.source = Source(
            name=name,
            spider="embassy",
            options=checked,
            delay=timedelta(0),
            confirm=Confirmation(times=3, apart=timedelta(0)),
        )
        self.store = Store(folder / f"{name}.db")
        self.now = datetime.now(UTC)

    def look(self, after: timedelta = timedelta(hours=1)) -> CheckReport:
        self.now += after
        crawl = Crawl(clock=lambda: self.now)
        return asyncio.run(check(self.source, self.store, crawl, clock=lambda: self.now))

    def happened(self, times: int = 1) -> list[tuple[str, str]]:
        reports = [self.look() for _ in range(times)]
        return [(str(c.kind), c.title) for report in reports for c in report.changes if c.told]


def main() -> None:
    """Set the site up, go through the list, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--posts", type=int, default=120, metavar="N")
    posts = parser.parse_args().posts
    if not PACKAGED.exists():
        sys.exit("WordPress is not here: see the packages at the top of this file")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with WordPress(folder, _free_port(), posts).running() as wordpress:
            print(f"WordPress {wordpress.version}: {posts} Chinese posts, {posts // 5} English")
            wordpress.sign_in()
            _go_through(folder, wordpress)


def _go_through(folder: Path, wordpress: WordPress) -> None:
    watches = {way: Watch(folder, wordpress, way, interfaces=[way]) for way in WAYS}
    watches["listing"] = Watch(
        folder, wordpress, "listing", interfaces=["listing"], languages=["zh"]
    )
    watches["all"] = Watch(folder, wordpress, "all")
    for name, watch in watches.items():
        began = time.monotonic()
        report = watch.look()
        took = time.monotonic() - began
        print(f"{name:8} first look: {report.outcome}, {report.baseline} documents, "
              f"{report.asked} pages, {took:.0f} s {report.message}")  # fmt: skip
    _print_interfaces(watches["all"])
    print(f"after {_quiet_for(watches)} quiet looks nothing was told")
    last = wordpress.posts
    wordpress.save(f"statement-{last}", content="<p>正文改了：双方没有达成一致。</p>")
    _print("an edit in the editor", watches)
    new = {"title": "新的声明", "content": "<p>今天发表的声明。</p>", "slug": "new-statement"}
    wordpress.save("", **new, status="publish", categories=[wordpress.category("zh")])
    _print("a new post", watches)
    wordpress.save(f"statement-{last - 1}", slug="renamed-statement")
    _print("a renamed slug", watches)
    wordpress.bin(f"statement-{last - 2}")
    _print("a post in the bin", watches, looks=4)
    first = {name: watch.look(timedelta(days=40)) for name, watch in watches.items()}
    assert first
    wordpress.save("statement-1", content="<p>旧声明被悄悄改了。</p>")
    _print("an edit of the oldest post, which is not due", watches)


def _quiet_for(watches: Mapping[str, Watch]) -> int:
    told = [watch.happened(2) for watch in watches.values()]
    assert not any(told), told
    return 2


def _print(what: str, watches: Mapping[str, Watch], looks: int = 1) -> None:
    print(f"\n{what}")
    for name, watch in watches.items():
        print(f"  {name:8} {json.dumps(watch.happened(looks), ensure_ascii=False)}")


def _print_interfaces(watch: Watch) -> None:
    for each in watch.store.sources.interfaces(watch.source.name):
        print(f"  {each.name:12} {'fails: ' + each.message if each.failures else 'ok'}")
    twins = [one for one in watch.store.documents.of_source("all") if one.language == "en"]
    print(f"  {len(twins)} documents in English")


# Processes ----------------------------------------------------------------------------------------


def _do(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stdout[-500:]} {done.stderr[-500:]}")
    return done.stdout


@contextmanager
def _process(*command: str, env: Mapping[str, str] | None = None) -> Iterator[None]:
    with subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a server's workers end with it
    ) as process:
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def _wait(is_there: Any) -> None:
    end = time.monotonic() + PATIENCE
    while not is_there():
        if time.monotonic() > end:
            sys.exit("a server did not come up")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    with closing(socket.socket()) as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    main()
