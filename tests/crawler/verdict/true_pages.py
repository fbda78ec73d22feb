"""True pages on the very matters by which failure pages are known: all of them are `ok`."""

from tests.crawler.verdict.failure_pages import FOOT, MENU, Case, framed, page

SENTENCE = "美国国务院今天就人权问题发表声明，呼吁各方保持克制，并尊重国际法所规定的义务。"
ENGLISH = (
    "The embassy issued a statement on human rights today and called on all sides "
    "to respect their obligations under international law. "
)
LONG = f"<p>{SENTENCE}</p>" * 40
TURNSTILE = (
    "<form id='comment'><textarea></textarea>"
    "<div class='cf-turnstile' data-sitekey='0x4'></div>"
    "<script src='https://challenges.cloudflare.com/turnstile/v0/api.js' async>"
    "</script></form>"
)
RECAPTCHA = (
    "<form><textarea name='comment'></textarea>"
    "<div class='g-recaptcha' data-sitekey='6Lc'></div>"
    "<script src='https://www.google.com/recaptcha/api.js' async defer></script>"
    "</form>"
)
COOKIES = (
    "<div class='cookie-banner'>This website uses cookies to improve your "
    "experience. You can enable or disable cookies in your browser. "
    "<button>Accept</button></div>"
)


def _about(title: str, *sentences: str) -> Case:
    """A news piece of ordinary length, without any of the elements that only articles have."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return Case("ok", page(title, f"<h1>{title}</h1>{paragraphs}{LONG}"))


def _brief(title: str, *sentences: str) -> Case:
    """A few sentences and nothing else."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return Case("ok", page(title, f"<h1>{title}</h1>{paragraphs}"))


ABOUT = {
    "an outage of Cloudflare": _about(
        "Cloudflare 全球故障，多国政府网站无法访问",
        "周二晚间，访问者看到的是“Just a moment...”和“Error 522”的页面，"
        "部分网站显示“502 Bad Gateway”。",
        "Cloudflare 表示，故障由一次配置变更引起。",
    ),
    "an outage, in English": _about(
        "Cloudflare outage takes ministries offline",
        'Visitors saw "Sorry, you have been blocked" or "Error 520: Web server is '
        'returning an unknown error", the company said.',
    ),
    "Access Denied": _about(
        "Access Denied: 记者被拒绝入境的一年",
        "网站上写着 Access Denied. You don't have permission to access this page on "
        "this server. Reference #18.2f1c1702.1700000000.1a2b3c",
    ),
    "页面不存在": _about(
        "官网文章消失：点开后显示页面不存在",
        "记者点开链接，页面显示“您访问的页面不存在或已被删除”，网站未作说明。",
    ),
    "a deleted article": _about("该文章已被删除之后", "该文章已被删除，读者却仍在转发。"),
    "a firewall": _about(
        "网站防火墙选购指南",
        "您的请求带有不合法参数，已被网站管理员设置拦截！——这类提示常令访客困惑。",
    ),
    "WordPress maintenance": _about(
        "Fixing WordPress stuck in maintenance mode",
        "The message reads: Briefly unavailable for scheduled maintenance. Check back in a minute.",
    ),
    "a database": _about(
        "How to fix “Error establishing a database connection”",
        "Error establishing a database connection means that wp-config.php is wrong.",
    ),
    "PHP's fatal error, in code": _about(
        "PHP 致命错误排查",
        "<pre><code>Fatal error: Uncaught Error in /var/www/html/index.php on line 12</code></pre>",
        "<pre>&lt;br /&gt;&lt;b&gt;Fatal error&lt;/b&gt;: x in &lt;b&gt;a.php&lt;/b&gt;"
        " on line &lt;b&gt;7&lt;/b&gt;</pre>",
    ),
    "PHP's fatal error, in bold": _about(
        "PHP 8 升级记",
        "<b>Fatal error</b>: Uncaught TypeError in <b>/www/a.php</b> on line "
        "<b>7</b> 是最常见的一种。",
    ),
    "a PHP warning above a whole page": Case(
        "ok",
        "<br />\n<b>Warning</b>:  Undefined array key 1 in <b>/www/a.php</b> on line "
        "<b>7</b><br />" + page("声明", f"<article><h1>声明</h1>{LONG}</article>"),
    ),
    "technical difficulties": _about(
        "Technical Difficulties in the Talks",
        "We're sorry, this site is currently experiencing technical difficulties, the "
        "page said for ten weeks.",
    ),
    "a captcha": _about(
        "验证码的历史", "请输入验证码、请按住滑块拖动到最右边：人机验证走过了二十年。"
    ),
    "maintenance of an archive": _about(
        "系统维护公告汇编", "网站升级改造中，敬请谅解。这样的公告，一年有三百条。"
    ),
    "a login": _about("使用统一身份认证平台登录的说明", "请登录后查看。用户名与密码由管理员发放。"),
    "a domain": _about("域名变更公告", "本网站域名已变更，旧域名将保留一年，届时自动跳转。"),
    "404": _about("404 days in custody", "She was held for 404 days, her lawyer said."),
    "500": _about("500 天之后", "服务器错误、系统繁忙，他在窗口前等了 500 天。"),
    "nginx": _about(
        "Welcome to nginx!",
        "If you see this page, the nginx web server is successfully installed, says "
        "the page that thousands of sites show by mistake.",
    ),
}

BRIEFS = {
    "blocked abroad": _brief(
        "使馆网站一度无法打开", "周三，部分访客看到“您访问的页面不存在”的提示，数小时后恢复。"
    ),
    "denied, in English": _brief(
        "Website restored",
        'For three hours visitors saw "Access Denied" '
        "instead of the visa page, the embassy said. Service is back.",
    ),
    "firewall": _brief(
        "关于访问受限的说明", "个别读者反映您的访问被拦截的情况，大使馆表示正在了解。"
    ),
    "deleted post": _brief("声明", "大使馆表示，该帖子已被删除，微博方面未作解释。"),
    "removed document": _brief("通知", "2019年发布的《出口指南》文件已被移除，请参阅新版本。"),
    "no such record": _brief("答复", "经查，您申请公开的信息不存在。"),
    "article removed": _brief(
        "Notice", "The ministry said that this article has been removed from the law."
    ),
    "maintenance to come": _brief(
        "系统维护通知", "签证预约系统将于周六进行系统升级，届时暂停访问，敬请谅解。"
    ),
    "maintenance to come, in English": _brief(
        "Notice",
        "The visa appointment system will undergo maintenance on Saturday. Please "
        "check back later.",
    ),
    "maintenance past": _brief(
        "Notice", "The website was down for maintenance last night and is available again."
    ),
    "banned": _brief("Notice", "Your application was denied? You may appeal within thirty days."),
    "forbidden things": _brief("Forbidden items", "Phones are forbidden inside the embassy."),
    "too many requests": _brief("Requests", "We received too many requests and will reply in May."),
    "security check": _brief("安全检查", "进入使馆须接受安全检查，请提前十五分钟到达。"),
    "one more step": _brief(
        "One more step", "We thank Cloudflare for one more step towards safety."
    ),
    "unavailable": _brief("Consular services", "Notarial services are unavailable on 3 May."),
    "closed": _brief("闭馆", "周一闭馆。"),
    "closed for a holiday": _brief(
        "放假通知", "大使馆领事处于5月1日至3日关闭，5月4日恢复对外服务。"
    ),
    "one sentence": _brief("声明", SENTENCE),
    "a page of one word": Case("ok", page("Index", "<p>Statement.</p>")),
    "plain text": Case(
        "ok", "Statement of 3 May: the talks go on.\n", headers={"content-type": "text/plain"}
    ),
    "gone": _brief("Gone but not forgotten", "We remember those who are gone."),
    "not found": _brief(
        "Not Found in Translation", "A phrase could not be found in either language."
    ),
    "a missing person": _brief("寻人启事", "他于三月离家，至今未找到。有消息者请与本馆联系。"),
    "error": _brief(
        "Errors and omissions", "An error in the statement of 3 May has been corrected."
    ),
    "redirect": _brief("网址变更", "自六月一日起，请使用新网址访问本馆。"),
    "log in": _brief("Online forms", "You can log in to the portal to follow your application."),
    "wifi": _brief("Visitor services", "Free Wi-Fi is available in the reading room."),
    "you are leaving": _brief("Travel advice", "If you are leaving the country, register with us."),
    "domain": _brief("Public domain", "This work is in the public domain; the domain is for all."),
    "under construction": _brief("新馆", "新馆舍正在建设，预计明年启用。"),
    "server": _brief("招标公告", "本馆采购服务器维护服务，请供应商于周五前报名。"),
    "database": _brief("Open data", "The database connects twelve ministries and is open to all."),
    "robot": _brief("Robots in court", "Are you a robot? A judge asked, and the room laughed."),
    "attack": _brief("网络攻击", "外交部网站疑似遭受攻击，发言人表示已恢复。"),
    "your region": _brief("Events", "Find an event in your region. Not available on Sundays."),
}

STRUCTURED = {
    "a comment form with Turnstile": Case("ok", page("声明", f"<p>{SENTENCE}</p>", TURNSTILE)),
    "a comment form with reCAPTCHA": Case("ok", page("Statement", f"<p>{ENGLISH}</p>", RECAPTCHA)),
    "a long page with Turnstile": Case("ok", page("声明", LONG, TURNSTILE)),
    "a cookie banner": Case("ok", page("Statement", COOKIES, f"<main><p>{ENGLISH}</p></main>")),
    "a short page and a cookie banner": Case("ok", page("Statement", f"<p>{ENGLISH}</p>", COOKIES)),
    "Cloudflare's script on an ordinary page": Case(
        "ok",
        page(
            "声明",
            f"<p>{SENTENCE}</p>"
            "<script>(function(){window.__CF$cv$params=1;var a=document.createElement("
            "'script');a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';})()"
            "</script>",
        ),
    ),
    "Incapsula's script on an ordinary page": Case(
        "ok",
        page("声明", f"<p>{SENTENCE}</p><script src='/_Incapsula_Resource?SWJIYLWA=7'></script>"),
    ),
    "DataDome's script on an ordinary page": Case(
        "ok",
        page(
            "Statement",
            "<script src='https://js.datadome.co/tags.js'></script>",
            f"<p>{ENGLISH}</p>",
        ),
    ),
    "aliyun's script on an ordinary page": Case(
        "ok",
        page(
            "声明",
            "<script src='https://g.alicdn.com/sd/ncpc/nc.js'></script>",
            f"<p>{SENTENCE}</p>",
        ),
    ),
    "a noscript note": Case(
        "ok",
        page(
            "Statement",
            "<noscript>You need to enable JavaScript to run this app.</noscript>",
            f"<p>{ENGLISH}</p>",
        ),
    ),
    "a script that goes to the mobile site": Case(
        "ok",
        page(
            "声明",
            "<script>if (mobile) { window.location.href = '/m/'; }</script>",
            f"<h1>声明</h1><p>{SENTENCE * 3}</p>",
        ),
    ),
    "a login box beside the text": Case(
        "ok",
        page(
            "某某局",
            "<form>用户名<input name=u>密码<input type=password><button>登录</button></form>",
            f"<div class='content'><h1>公告</h1><p>发布时间：2026-05-03</p><p>{SENTENCE}</p></div>",
        ),
    ),
    "a refreshing page": Case(
        "ok",
        page(
            "实时数据",
            f"<h1>实时数据</h1><p>{SENTENCE}</p><p>{SENTENCE}</p>",
            head="<meta http-equiv='refresh' content='300'>",
        ),
    ),
    "a 404 in the title of an article": Case(
        "ok",
        page(
            "404 - 一个失踪者的故事", f"<main><p>他的下落至今未找到，案卷不存在。</p>{LONG}</main>"
        ),
    ),
    "an article in a frame": Case(
        "ok",
        framed(
            "关于页面不存在问题的说明",
            "<div class='content'><p>发布时间：2026-05-03</p>"
            "<p>近日有网友反映“您访问的页面不存在”，经查系链接变更所致。</p></div>",
        ),
    ),
    "a short notice in a frame": Case(
        "ok", framed("关于闭馆的通知", f"<h1>关于闭馆的通知</h1><p>{SENTENCE}</p>")
    ),
    "a list of headlines": Case(
        "ok",
        page(
            "新闻",
            f"<ul>{MENU}</ul><ul>"
            + "".join(
                f"<li><a href='/{n}'>{title}</a></li>"
                for n, title in enumerate(
                    (
                        "网站系统升级维护公告",
                        "您访问的页面不存在怎么办",
                        "Access Denied 之谜",
                        "服务器故障致数据库错误",
                    )
                )
            )
            + "</ul>"
            + FOOT,
        ),
    ),
    "exit warning hidden in a page": Case(
        "ok",
        page(
            "Statement",
            f"<h1>Statement</h1><p>{ENGLISH * 3}</p><div style='display:none'>You are now "
            "leaving an official website. Continue?</div>",
        ),
    ),
    "HTML without end tags": Case(
        "ok", "<!doctype html><title>声明</title><h1>声明</h1><p>" + SENTENCE
    ),
    "minified": Case(
        "ok",
        "<!doctype html><html lang=zh><meta charset=utf-8><title>声明</title>"
        f"<body class=x><main><h1>声明</h1><p>{SENTENCE}</main>",
    ),
    "no </html>, but all else": Case("ok", page("声明", LONG).removesuffix("</html>")),
    "statistics behind the end": Case(
        "ok", page("声明", LONG) + "<!-- served in 0.12 s -->\n<script>x</script>"
    ),
    "packed to more than it was": Case("ok", page("声明", LONG), headers={"content-length": "120"}),
    "an image and nothing else": Case("ok", page("海报", "<img src='/poster.jpg' alt=''>")),
    "gb18030": Case("ok", page("声明", LONG), charset="gb18030"),
    "a feed": Case(
        "ok",
        "<?xml version='1.0'?><rss><channel><title>Access Denied</title><item>"
        "<title>页面不存在</title></item></channel></rss>",
        headers={"content-type": "application/rss+xml"},
    ),
    "an empty feed": Case(
        "ok",
        "<?xml version='1.0'?><rss version='2.0'/>",
        headers={"content-type": "application/rss+xml"},
    ),
}

TRUE: dict[str, Case] = {
    f"{kind}: {name}": case
    for kind, cases in (("about", ABOUT), ("brief", BRIEFS), ("structured", STRUCTURED))
    for name, case in cases.items()
}
