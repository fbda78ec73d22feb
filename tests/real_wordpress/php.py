"""What is written into a fresh WordPress: its configuration, two languages, and the first posts."""

CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '{home}'); define('WP_SITEURL', '{home}');
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
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
# What a plugin for languages does on the missions' sites: Chinese posts, their listing and their
# feed have addresses that begin with /zh/; a page names its language and its twin. And the editor
# that works without a script, so that a form can be filled in as a person does.
LANGUAGES = """<?php
add_filter('use_block_editor_for_post', '__return_false');
function docwatch_language($post = null) { return in_category('zh', $post) ? 'zh' : 'en'; }
add_action('init', function () {
    $top = fn($from, $to) => add_rewrite_rule($from, "index.php?$to", 'top');
    $places = ['zh' => ['zh/news-zh', 'zh/feed'], 'en' => ['news', 'feed']];
    foreach ($places as $tag => [$news, $feed]) {
        $top("^$news/?$", "category_name=$tag");
        $top("^$news/page/(\\\\d+)/?$", "category_name=$tag&paged=\\$matches[1]");
        $top("^$feed/?$", "category_name=$tag&feed=rss2");
    }
    $top('^zh/([^/]+)/?$', 'name=$matches[1]');
});
add_filter('redirect_canonical', fn($to) => is_category() || is_feed() ? false : $to);
add_filter('post_link', fn($url, $post) => docwatch_language($post) === 'zh'
    && $post->post_name ? home_url("/zh/$post->post_name/") : $url, 10, 2);
add_filter('language_attributes', function () {
    $is_zh = is_singular() ? docwatch_language() === 'zh' : is_category('zh');
    return $is_zh ? 'lang="zh-CN"' : 'lang="en-US"';
});
add_action('wp_head', function () {
    if (!is_single()) { return; }
    $slug = get_post()->post_name; $is_zh = docwatch_language() === 'zh';
    $other = $is_zh ? "$slug-en" : preg_replace('/-en$/', '', $slug);
    $found = get_posts(['name' => $other, 'post_status' => 'publish']);
    if ($found) { printf('<link rel="alternate" hreflang="%s" href="%s">',
        $is_zh ? 'en' : 'zh', esc_url(get_permalink($found[0]))); }
});
"""
# Sitemaps say when a page was modified: plugins' do, WordPress's own does from 6.5 on.
LASTMOD = """<?php
add_filter('wp_sitemaps_posts_entry', function ($entry, $post) {
    return $entry + ['lastmod' => mysql2date(DATE_W3C, $post->post_modified_gmt . '+00:00', false)];
}, 10, 2);
"""
INSTALL = """<?php
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '{host}'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require __DIR__ . '/wp-load.php'; require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('使馆', 'editor', 'editor@example.org', true, '', '{password}');
switch_theme('twentytwentythree'); update_option('timezone_string', 'Asia/Shanghai');
update_option('permalink_structure', '/%postname%/'); update_option('posts_per_page', 10);
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
