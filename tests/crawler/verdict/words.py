"""Failure pages by their words, and true pages that have the same words in them."""

from tests.crawler.verdict.failure_pages import page

REPLY = "外交部发言人就有关问题答记者问时表示，中方对此表示严重关切，并已提出交涉。"

FAILING: tuple[tuple[str, str], ...] = (
    (
        "blocked",
        page("安全检测中", "<div>浏览器安全检查中...</div><p>还剩 5 秒</p><script>go()</script>"),
    ),
    (
        "blocked",
        page(
            "Access Denied",
            "<h1>Access Denied</h1><p>Your request was blocked by the security policy. "
            "Please contact support with ID 123.</p>",
        ),
    ),
    (
        "blocked",
        page("Error", "<h2>Sorry, your request has been denied.</h2><p>Event ID: 12-34</p>"),
    ),
    ("blocked", page("系统拦截", "<p>对不起，您的访问行为异常，已被系统拦截，请联系管理员。</p>")),
    ("blocked", page("安全威胁", "<h1>您的访问请求存在安全威胁，已被阻断</h1><p>事件编号 a2 </p>")),
    ("blocked", page("WAF拦截", "<p>抱歉！您提交的内容含有攻击代码，已被防火墙拦截</p>")),
    ("blocked", page("403", "<p>非法访问，您的IP已被记录！</p>")),
    (
        "blocked",
        page(
            "403 Forbidden",
            "<h1>Forbidden</h1><p>You don't have permission to access this resource.</p>"
            "<hr><address>Apache/2.4.41 (Ubuntu) Server at www.x.cn Port 443</address>",
        ),
    ),
    (
        "blocked",
        page(
            "身份核实",
            "<p>为了保障您的访问安全，请拖动滑块完成验证</p><div id=slider></div>"
            "<script>x</script>",
        ),
    ),
    (
        "blocked",
        page(
            "Security check",
            "<p>We need to check that you are not a robot. Please tick the box below.</p>"
            "<script src='https://hcaptcha.com/1/api.js'></script>",
        ),
    ),
    (
        "blocked",
        page(
            "www.example.gov",
            "<p>Please turn JavaScript on and reload the page.</p><p>DDoS protection by "
            "X</p><script>a</script>",
        ),
    ),
    (
        "blocked",
        page(
            "Checking your Browser…",
            "<p>Please stand by, while we are checking your browser...</p><script>x</script>",
        ),
    ),
    (
        "blocked",
        page("Blocked", "<h1>This request has been blocked by the Web Application Firewall</h1>"),
    ),
    (
        "blocked",
        page(
            "滑动验证",
            "<p>访问需要验证，请向右滑动滑块</p>"
            "<script src='//g.alicdn.com/AWSC/AWSC/awsc.js'></script>",
        ),
    ),
    (
        "blocked",
        "<html><head><script>function a(){var c='EO_Bot_Ssid=1';document.cookie=c;"
        "location.href=location.href}a()</script></head><body></body></html>",
    ),
    ("blocked", page("提示", "<p>当前IP请求次数过多，请稍后再试</p>")),
    ("blocked", page("访问太频繁", "<h3>您的访问太频繁，请休息一下再来</h3>")),
    (
        "blocked",
        page(
            "Radware Captcha Page",
            "<p>We apologize for the inconvenience... but your activity and behavior on "
            "this site made us think that you are a bot.</p>",
        ),
    ),
    (
        "error",
        page(
            "Maintenance",
            "<h1>Scheduled maintenance</h1><p>This website is temporarily unavailable "
            "while we carry out essential work. Please try again later.</p>",
        ),
    ),
    (
        "error",
        page("系统升级公告", "<p>因系统升级，本网站暂停服务，升级期间给您带来不便，敬请谅解。</p>"),
    ),
    ("error", page("网站维护", "<p>网站维护中</p>")),
    (
        "error",
        page(
            "维护公告",
            "<div>尊敬的用户，您好！为了给您提供更好的服务，我们正在对网站进行升级维护，"
            "请稍后访问。</div>",
        ),
    ),
    ("error", page("改版升级", "<img src=a.png><p>全新改版，敬请期待</p>")),
    ("error", page("系统错误", "<p>:( </p><h1>页面错误！请稍后再试～</h1><p>ThinkPHP V5.0</p>")),
    ("error", page("出错了", "<h1>抱歉，出错了！</h1><p>服务器内部错误，请联系管理员。</p>")),
    ("error", page("500", "<h1>500</h1><p>Oops! Something went wrong on our end.</p>")),
    ("error", page("Server Error", "<h1>Server Error (500)</h1>")),
    (
        "error",
        page(
            "504 Gateway Time-out",
            "<center><h1>504 Gateway Time-out</h1></center><hr><center>openresty</center>",
        ),
    ),
    ("error", page("502", "<h1>502 错误网关</h1><p>Tengine</p>")),
    ("error", "<h1>Internal Server Error</h1>"),
    ("error", "Service Unavailable"),
    (
        "error",
        page(
            "Database error",
            "<p>A fatal error has occurred: could not connect to the database. Please try "
            "again later.</p>",
        ),
    ),
    ("error", "Error: 1040 Too many connections"),
    (
        "error",
        "mysql_connect(): Can't connect to local MySQL server through socket '/tmp/mysql.sock' (2)",
    ),
    ("error", page("WordPress › Error", "<p>该站点出现技术问题。</p>")),
    ("error", page("提示信息 - Powered by Discuz!", "<p>抱歉，站点暂时关闭，请稍后访问</p>")),
    (
        "error",
        page(
            "Account Suspended",
            "<h1>Account Suspended</h1><p>This Account has been suspended.</p>"
            "<p>Contact your hosting provider for more information.</p>",
        ),
    ),
    (
        "error",
        page("站点已暂停", "<h1>抱歉！该站点已经被管理员停止运行，请联系管理员了解详情！</h1>"),
    ),
    (
        "error",
        page(
            "Test Page for the HTTP Server on AlmaLinux",
            "<h1>AlmaLinux Test Page</h1><p>This page is used to test the proper operation "
            "of the HTTP server after it has been installed.</p>",
        ),
    ),
    (
        "error",
        page(
            "恭喜，站点创建成功！",
            "<h1>恭喜, 站点创建成功！</h1><h3>这是默认index.html，本页面由系统自动生成</h3>",
        ),
    ),
    (
        "error",
        page(
            "Welcome to OpenResty!",
            "<h1>Welcome to OpenResty!</h1><p>If you see this page, the OpenResty web "
            "platform is successfully installed and working.</p>",
        ),
    ),
    (
        "tombstone",
        page("错误提示", "<div>对不起，您要查看的信息已被删除或者您没有权限查看。</div>"),
    ),
    (
        "tombstone",
        page(
            "Page Not Found | U.S. Department of X",
            f"<nav>{'<a>menu</a>' * 40}</nav><main><h1>Page Not Found</h1><p>Sorry, we can't "
            "find the page you're looking for. It might have been removed, had its name "
            "changed, or is otherwise unavailable.</p></main>",
        ),
    ),
    ("tombstone", page("404", "<p>您访问的页面找不到了</p><a href=/>返回首页</a>")),
    ("tombstone", page("页面没有找到", "<p>抱歉，页面没有找到。请检查网址是否正确</p>")),
    (
        "tombstone",
        page(
            "人民网",
            "<p>您查看的文章已删除或不存在，5秒后自动返回首页</p>"
            "<script>setTimeout(function(){location='/'},5000)</script>",
        ),
    ),
    ("tombstone", page("微信公众平台", "<p>该内容已被发布者删除</p>")),
    (
        "tombstone",
        page("此内容因违规无法查看", "<p>此内容因违规无法查看</p><p>由用户投诉并经平台审核</p>"),
    ),
    ("tombstone", page("Sorry", "<h1>Sorry, this content is no longer available.</h1>")),
    (
        "tombstone",
        page(
            "Error 404 (Not Found)!!1",
            "<p><b>404.</b> <ins>That’s an error.</ins></p><p>The requested URL /x was not "
            "found on this server. <ins>That’s all we know.</ins></p>",
        ),
    ),
    (
        "tombstone",
        page("Oops", "<h1>Oops! We can't seem to find the page you're looking for.</h1>"),
    ),
    ("tombstone", page("404 - 您访问的页面不存在", "<p>可能已删除或更改</p>")),
    ("tombstone", page("無法找到網頁", "<p>抱歉，您要找的頁面不存在。</p>")),
    ("wrong_type", page("登录 - OA", "<form><input type=text><input type=password></form>")),
    (
        "wrong_type",
        page(
            "正在跳转",
            "<p>页面正在跳转，请稍候...</p><script>location.href='http://x.cn/'</script>",
        ),
    ),
    (
        "wrong_type",
        page(
            "Redirecting...",
            "<a href='/en/'>Click here if you are not redirected.</a>"
            "<script>location='/en/'</script>",
        ),
    ),
    (
        "wrong_type",
        page(
            "安全提示",
            "<p>您即将离开外交部网站，跳转至第三方网站，请注意信息安全</p><a>继续访问</a>",
        ),
    ),
    (
        "wrong_type",
        page(
            "Leaving our site",
            "<p>You are leaving our website and will be directed to an external site. "
            "Continue / Cancel</p>",
        ),
    ),
    (
        "wrong_type",
        page(
            "WiFi Login",
            "<p>Welcome to Airport Free WiFi</p><form><input type=checkbox> I accept the "
            "terms <button>Connect</button></form>",
        ),
    ),
    (
        "wrong_type",
        page("mfa.example - 域名出售", "<p>mfa.example 域名正在出售中，联系QQ 12345</p>"),
    ),
    (
        "wrong_type",
        page("mfa.example", "<p>The domain mfa.example is for sale. Buy now at Afternic</p>"),
    ),
    (
        "wrong_type",
        page(
            "Index of /wp-content",
            "<h1>Index of /wp-content</h1><table><tr><th>Name</th>"
            "<th>Last modified</th></tr><tr><td>Parent Directory</td></tr></table>",
        ),
    ),
    ("wrong_type", page("会话过期", "<p>会话已过期，请重新登录</p>")),
    ("empty", page("", "")),
)

TRUE: tuple[str, ...] = (
    page(
        "就网站无法访问答记者问",
        "<h1>答记者问</h1>",
        f"<p>问：使馆网站昨日显示“系统维护中”，请问原因？</p><p>答：{REPLY}</p>",
    ),
    page(
        "外交部发言人谈网站遭攻击",
        "<h1>发言人谈网站遭攻击</h1><p>5月3日，本馆网站遭到DDoS攻击，"
        "部分用户的访问请求被拦截。目前网站已恢复正常。</p>",
    ),
    page(
        "Statement on the website",
        "<h1>Statement</h1><p>On 3 May our website was unavailable for six hours "
        "because of a failure at our hosting company. We apologise.</p>",
    ),
    page(
        "关于网站升级改版的公告",
        "<h1>关于网站升级改版的公告</h1><p>本网站新版已于今日上线，欢迎访问。"
        "旧版网站将保留至年底。</p><p>大使馆</p><p>2026年5月3日</p>",
    ),
    page(
        "网站维护通知",
        "<h1>网站维护通知</h1><p>因机房检修，本网站将于5月3日20时至5月4日6时暂停服务。"
        "</p><p>发布日期：2026-05-01</p>",
    ),
    page(
        "关于启用新域名的公告",
        "<h1>关于启用新域名的公告</h1><p>自2026年6月1日起，本馆网站启用新域名，"
        "原域名同时停用。请更新您的收藏夹。</p>",
    ),
    page(
        "Page not found: the lost archives",
        "<h1>Page not found: the lost archives</h1><p>Historians look for pages torn "
        "out of the ministry's registers.</p>" + "<p>Another page was found in 2019.</p>" * 30,
    ),
    page(
        "禁止入境人员名单",
        "<h1>禁止入境人员名单</h1><p>依据法律，禁止下列人员入境。</p><table><tr>"
        "<td>甲</td></tr></table>",
    ),
    page("访问", "<h1>部长访问日本</h1><p>部长今日启程访问日本，访问期间将举行会谈。</p>"),
    page(
        "安全提醒",
        "<h1>安全提醒</h1><p>当前存在安全风险，请中国公民谨慎前往，加强防范。"
        "遇紧急情况请及时报警。</p>",
    ),
    page(
        "安全提示",
        "<h1>提醒在当地中国公民注意安全</h1><p>近期当地发生恶意攻击事件，"
        "请您的出行避开人群密集场所。</p>",
    ),
    page(
        "Travel advisory",
        "<h1>Travel advisory</h1><p>Access to the northern provinces is restricted. "
        "You do not have permission to enter without a permit.</p>",
    ),
    page(
        "Visa denied?",
        "<h1>Visa denied?</h1><p>If your request was denied you may apply again.</p>",
    ),
    page(
        "Security check",
        "<h1>Security check at the embassy</h1><p>All visitors pass a security check. "
        "Please arrive early.</p>",
    ),
    page(
        "Verification of documents",
        "<h1>Verification of documents</h1><p>Please complete the form and bring two "
        "copies to verify your identity.</p><form><input name=q></form>"
        "<script src=/a.js></script>",
    ),
    page(
        "登录新系统的通知",
        "<h1>登录新系统的通知</h1><p>自下月起，申请人须登录新系统预约签证，原账号继续有效。</p>",
    ),
    page(
        "寻找失踪人员",
        "<h1>寻找失踪人员</h1><p>家属称无法找到其下落，手机已失效。如有线索请联系。</p>",
    ),
    page(
        "文件废止公告",
        "<h1>文件废止公告</h1><p>下列文件已失效或被废止，不再执行：《暂行办法》。</p>",
    ),
    page(
        "关于删除不实信息的说明",
        "<h1>说明</h1><p>网上流传的有关信息不实，相关平台已删除该信息。</p>",
    ),
    page("辟谣", "<p>该信息已被证实为谣言，请勿转发。</p>"),
    page(
        "撤稿声明", "<h1>撤稿声明</h1><p>本报5月2日所刊文章存在事实错误，现予撤稿，特此说明。</p>"
    ),
    page("招聘", "<p>本馆招聘网站维护人员一名，负责服务器与数据库日常维护。</p>"),
    page("Notice", "<p>The consulate is closed for maintenance of the building until Monday.</p>"),
    page(
        "System upgrade completed",
        "<p>The upgrade of the appointment system is complete. You can book again.</p>",
    ),
    page(
        "Coming soon",
        "<h1>New passport design coming soon</h1><p>The ministry will present the new "
        "passport in June. It has forty pages and a chip.</p>",
    ),
    page(
        "We'll be back",
        "<h1>We'll be back</h1><p>Thank you for visiting our booth at the fair. We "
        "will be back next year.</p>",
    ),
    page(
        "Error correction",
        "<h1>Erratum</h1><p>An error occurred in the printing of the report. Reference "
        "A/76/100. The corrected text follows.</p>",
    ),
    page(
        "Index of legal acts", "<h1>Index of legal acts</h1><ul><li>Act 1</li><li>Act 2</li></ul>"
    ),
    page(
        "Wi-Fi in libraries",
        "<h1>Wi-Fi in libraries</h1><p>Free Wi-Fi is available. Ask the staff for "
        "access to the network.</p><form><input name=s><button>Search</button></form>",
    ),
    page("Sign in sheet", "<h1>Sign in sheet</h1><p>Delegates sign in at the door.</p>"),
    page(
        "500 Internal refugees registered",
        "<h1>500 internal refugees registered</h1><p>The agency registered 500 people; "
        "the service is available in three towns.</p>",
    ),
    page(
        "服务器采购中标公告",
        "<h1>服务器采购中标公告</h1><p>中标单位：某公司。服务器数量：20台。</p>",
    ),
    page("A note", "<p>Short but true.</p>"),
    page("图片新闻", "<p>会见</p><img src=a.jpg>"),
    page(
        "域名注册管理办法",
        "<h1>域名注册管理办法</h1><p>第一条 域名到期后，注册人应当续费。域名出售、"
        "转让应当备案。</p>",
    ),
    page(
        "Captcha",
        "<h1>Online appointment</h1><p>Enter the code shown in the picture when you "
        "book an appointment.</p><script src=/x.js></script>",
    ),
    page("人机对弈", "<h1>人机对弈</h1><p>人机大战第三局，请进行投票。</p><script>a</script>"),
    page("通知", "<p>请未登录的用户先行注册。</p>"),
    page("通知", "<p>您的申请正在检查中，请耐心等待。</p><script src=/a.js></script>"),
    page("领事保护", "<p>如您的护照被扣，或您的行动被限制，请立即联系本馆。</p>"),
    page("关于网络谣言", "<p>您的访问权限、账号安全由您本人负责，请勿泄露。</p>"),
)


# The same with menus and a foot around, which say nothing of the page.
NAV = "<div class=nav>" + "".join(f"<a href=/{n}>栏目{n}</a>" for n in range(25)) + "</div>"
NAVE = "<header><nav>" + "".join(f"<a href=/{n}>Item {n}</a>" for n in range(25)) + "</nav></heade"
"r>"
FT = (
    "<div class=footer>主办单位：某某部 网站标识码bm00000001 京ICP备06000000号 "
    "地址：北京市某某大街1号 邮编100000 联系我们</div>"
)
POSTS = "".join(
    f"<h3><a href=/{n}>Remarks by the Ambassador, {n}</a></h3><p>She spoke of trade today.</p>"
    for n in range(15)
)
D = "<p>发布时间：2026-05-03 来源：本馆</p>"

FAILING_MORE: tuple[tuple[str, str], ...] = (
    (
        "tombstone",
        page("某某部", NAV, "<div class=main><p>您访问的页面不存在或已删除！</p></div>", FT),
    ),
    (
        "tombstone",
        page(
            "404页面",
            NAV,
            "<div class=c><h2>404</h2><p>抱歉，您访问的页面出现错误或不存在，请返回首页</p></div>",
            FT,
        ),
    ),
    (
        "tombstone",
        page(
            "U.S. Embassy",
            NAVE,
            "<h1>404 Error</h1><p>The page you requested could not be found.</p>"
            "<footer>© 2026 Embassy</footer>",
        ),
    ),
    (
        "tombstone",
        page(
            "Page Not Found - U.S. Embassy in X",
            NAVE,
            "<h1>Page Not Found</h1><p>The page you are looking for may have moved or does "
            "not exist.</p><h2>Recent Posts</h2>" + POSTS,
        ),
    ),
    ("tombstone", page("国务院部门文件", NAV, "<div>该信息不存在或已过期</div>", FT)),
    ("tombstone", page("提示页", "<div class='msg'>您要查看的文章不存在或未通过审核</div>")),
    (
        "tombstone",
        page(
            "出错了！",
            "<h1>哎呀，页面丢失了</h1><p>您访问的页面已经不在了，5秒后将自动跳转到首页</p>",
        ),
    ),
    (
        "tombstone",
        page(
            "We can't find that page",
            "<h1>We can’t find that page</h1><p>Try searching, or go to the homepage.</p>",
        ),
    ),
    ("error", page("网站正在维护", NAV, "<p>网站正在维护中，请稍后再来。</p>")),
    (
        "error",
        page(
            "系统维护",
            "<div><h2>系统维护通知</h2><p>系统正在进行例行维护，"
            "预计2026年5月4日8:00恢复访问，请您稍后再试。</p></div>",
        ),
    ),
    (
        "error",
        page(
            "暂停服务公告",
            "<p>本网站正在进行系统迁移，暂停服务，预计5月6日恢复。不便之处，敬请谅解。</p>",
        ),
    ),
    ("error", page("網站維護中", "<p>網站維護中，造成不便，敬請見諒。</p>")),
    (
        "error",
        page(
            "Temporarily Unavailable",
            "<h1>This site is temporarily unavailable</h1><p>We are working to restore "
            "service as soon as possible.</p>",
        ),
    ),
    (
        "error",
        page(
            "Site under maintenance",
            "<div>Sorry, we're doing some work on the site. Thank you for being patient. "
            "We are doing some work on the site and will be back shortly.</div>",
        ),
    ),
    (
        "error",
        page("Offline", "<p>This site is down for maintenance. Please check back again soon.</p>"),
    ),
    (
        "error",
        page(
            "Oops! An Error Occurred",
            '<h1>Oops! An Error Occurred</h1><h2>The server returned a "500 Internal '
            'Server Error".</h2><p>Something is broken. Please let us know.</p>',
        ),
    ),
    (
        "error",
        page(
            "HTTP 错误 503",
            "<h2>Service Unavailable</h2><p>HTTP Error 503. The service is unavailable.</p>",
        ),
    ),
    (
        "error",
        page(
            "IIS 10.0 详细错误 - 500.19 - Internal Server Error",
            "<h2>HTTP 错误 500.19 - Internal Server Error</h2><p>无法访问请求的页面，"
            "因为该页的相关配置数据无效。</p>",
        ),
    ),
    ("error", page("数据库出错", "<p>数据库发生错误，错误编号：1203</p>")),
    ("error", page("", "<p>DB Error: connect failed</p>")),
    (
        "error",
        page(
            "Database Connection Error",
            "<p>Sorry, we're having some database trouble. Please try again later.</p>",
        ),
    ),
    (
        "error",
        "<br />\n<b>Parse error</b>:  syntax error, unexpected '}' in "
        "<b>/home/www/wp-config.php</b> on line <b>33</b><br />\n",
    ),
    (
        "error",
        "PHP Fatal error:  Uncaught Error: Class 'X' not found in /var/www/a.php:3 "
        "Stack trace: #0 {main} thrown in /var/www/a.php on line 3",
    ),
    ("error", page("Exception", "<h1>Whoops, looks like something went wrong.</h1>")),
    ("error", page("网站无法访问", "<p>无法连接到源站服务器，请稍后重试。错误代码 522</p>")),
    ("error", page("CDN节点请求失败", "<p>抱歉，CDN 节点请求源站超时。Error 504</p>")),
    (
        "error",
        page(
            "Loading",
            "<h1>HTTP Status 503</h1><p>The requested service is not currently available.</p>",
        ),
    ),
    ("blocked", page("拦截提示", "<p>您的请求存在安全风险，已被云防护拦截</p>")),
    ("blocked", page("创宇盾", "<p>您的访问请求被识别为恶意请求，已被拦截。拦截ID：ab</p>")),
    (
        "blocked",
        page(
            "网站访问报错",
            "<h1>网站访问报错</h1><p>可能原因：您访问的内容存在安全威胁，被云锁拦截</p>",
        ),
    ),
    (
        "blocked",
        page(
            "请进行安全验证",
            "<p>为了您的账号安全，请完成以下验证</p><div id=captcha></div>"
            "<script src=/tcaptcha.js></script>",
        ),
    ),
    (
        "blocked",
        page("訪問驗證", "<p>系統檢測到您的訪問異常，請完成驗證後繼續</p><script>1</script>"),
    ),
    (
        "blocked",
        page(
            "Access Restricted",
            "<h1>Access Restricted</h1><p>Access to this site from your location is "
            "restricted.</p>",
        ),
    ),
    ("blocked", page("Not available", "<p>This service is not available in your country.</p>")),
    ("blocked", page("Error 1015", "<h1>Error 1015</h1><h2>You are being rate limited</h2>")),
    (
        "blocked",
        page(
            "403 - 禁止访问: 访问被拒绝。",
            "<h2>403 - 禁止访问: 访问被拒绝。</h2>"
            "<h3>您无权使用所提供的凭据查看此目录或页面。</h3>",
        ),
    ),
    (
        "blocked",
        page(
            "Client Challenge",
            "<noscript>JavaScript is disabled in your browser. Please enable JavaScript to "
            "proceed.</noscript><script src='/_fs-ch-1T1wmsGaOgGaSxcX/script.js'></script>"
            "<p>A required part of this site couldn’t load. This may be due to a browser "
            "extension, network issues, or browser settings.</p>",
        ),
    ),
    (
        "blocked",
        "<html><head><script>eval(function(p,a,c,k,e,d){return "
        "p}('document.cookie=\"waf=1\";location.reload()'))</script></head></html>",
    ),
    (
        "blocked",
        page(
            "Verify",
            "<p>Please verify you are a human to continue.</p><div class=g-recaptcha></div>"
            "<script src=https://www.google.com/recaptcha/api.js></script>",
        ),
    ),
    (
        "wrong_type",
        page(
            "页面跳转",
            "<p>页面已迁移至新网站，3秒后自动跳转</p>"
            "<script>setTimeout(\"location.href='https://new.cn'\",3000)</script>",
        ),
    ),
    (
        "wrong_type",
        page("提示", "<div>您正在离开某某部官方网站，即将访问外部网站</div><button>继续</button>"),
    ),
    (
        "wrong_type",
        page(
            "Exit notice",
            "<p>You are about to leave a U.S. government website. The link will take you "
            "to an external page.</p>",
        ),
    ),
    (
        "wrong_type",
        page(
            "用户登录",
            '<form><label>账号</label><input><label>密码</label><input type="password">'
            "<input type=submit value=登录></form>",
        ),
    ),
    ("wrong_type", page("Login required", "<p>You must be logged in to view this page.</p>")),
    (
        "wrong_type",
        page("欢迎使用校园网", "<p>请登录校园网认证系统</p><form><input type=password></form>"),
    ),
    (
        "wrong_type",
        page("example.com", "<p>This Web page is parked for FREE, courtesy of GoDaddy.com.</p>"),
    ),
    (
        "wrong_type",
        page(
            "Moved",
            "<p>This page has moved to a new address. You will be redirected "
            "automatically.</p><meta http-equiv=refresh content='5;url=/new'>",
        ),
    ),
    (
        "error",
        page(
            "Apache HTTP Server Test Page powered by CentOS",
            "<h1>Testing 123..</h1><p>This page is used to test the proper operation of "
            "the Apache HTTP server after it has been installed.</p>",
        ),
    ),
    (
        "error",
        page(
            "Web Server's Default Page",
            "<p>This page is generated by Plesk. There is no website at this address.</p>",
        ),
    ),
    (
        "error",
        page(
            "Default Web Site Page",
            "<h1>SORRY!</h1><p>If you are the owner of this website, please contact your "
            "hosting provider.</p>",
        ),
    ),
    (
        "truncated",
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>声明</title></head>"
        "<body><h1>声明</h1><p>第一段，说明了有关情况。</p><p>第二段，未完",
    ),
    (
        "truncated",
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>声明</title><script>var "
        "a = 1; functi",
    ),
    (
        "truncated",
        page("t", "<div class=a><table><tr><td>第一行</td></tr>" * 20).split("</body>")[0],
    ),
    (
        "truncated",
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><item><title>a</ti',
    ),
    ("empty", page("声明", "<div class=container></div><script>var x=1</script>")),
)

TRUE_MORE: tuple[str, ...] = (
    page(
        "驻外使馆提醒",
        f"{NAV}<h1>提醒</h1>{D}<p>近期有不法分子冒充使馆，发送您的请求已被拦截等短信，"
        f"请勿轻信。</p>{FT}",
    ),
    page(
        "发言人：对网站被屏蔽表示遗憾",
        f"{NAV}<h1>发言人谈话</h1><p>使馆网站在当地被屏蔽，访问者看到访问被拒绝的页面。"
        f"我们呼吁恢复访问。</p>{FT}",
    ),
    page(
        "通知公告",
        f"{NAV}<ul><li><a href=1>系统维护公告</a> 05-03</li><li>"
        f"<a href=2>关于网站暂停服务的通知</a> 05-01</li></ul>{FT}",
    ),
    page(
        "Outage post-mortem",
        "<h1>Outage post-mortem</h1><p>At 10:02 UTC the database refused connections: "
        "too many connections. Requests returned 503 Service Unavailable. Service was "
        "restored at 11:40 UTC.</p>"
        + "<p>We changed the connection pool and added an alarm.</p>"
        * 8,
    ),
    page(
        "How we handle errors",
        "<h1>How we handle errors</h1><p>When an error occurs, the server shows an "
        "error page with a reference number. Report it to the service desk.</p>",
    ),
    page("Short statement", "<p>The Ambassador regrets the incident.</p>"),
    page("短讯", "<p>大使会见外长。</p><p>双方就双边关系交换意见。</p>"),
    page("更正", "<p>本馆5月2日发布的通知中电话号码有误，现予更正。</p>"),
    page(
        "Closed",
        "<h1>Embassy closed on 4 July</h1><p>The Embassy will be closed for the "
        "holiday. Emergency service is available.</p>",
    ),
    page(
        "Visa services suspended",
        "<h1>Visa services suspended</h1><p>Routine visa services are temporarily "
        "unavailable at this consulate. Please try again later for appointments.</p>",
    ),
    page(
        "签证业务暂停",
        "<h1>签证业务暂停公告</h1><p>因系统升级，签证业务暂停办理，敬请谅解。</p>"
        "<p>发布时间：2026-05-03</p>",
    ),
    page(
        "关于暂停办理业务的通知",
        "<h1>关于暂停办理业务的通知</h1><p>受停电影响，我处5月3日暂停对外服务，"
        "给您带来不便敬请谅解。</p>",
    ),
    page("停电通知", "<p>因线路检修，本区域将于周三停电。</p>"),
    page("数据库开放", "<h1>数据库</h1><p>本数据库收录文件三千份，连接失败时请联系管理员。</p>"),
    page(
        "Request for comments",
        "<h1>Request for comments</h1><p>Your request has been received. Requests that "
        "are rejected may be appealed.</p>",
    ),
    page(
        "Blocked accounts in Germany",
        "<h1>Blocked accounts</h1><p>Students need a blocked account. Your access to "
        "the account is limited to a monthly sum.</p>",
    ),
    page(
        "Accessibility",
        "<h1>Accessibility</h1><p>If the page you are looking for is not accessible, "
        "write to us.</p>",
    ),
    page("Sitemap", "<h1>Sitemap</h1><ul><li>Home</li><li>404 policy</li></ul>"),
    page("Court ruling", "<p>The court ruled that the document has been removed lawfully.</p>"),
    page(
        "Missing persons",
        "<p>This page lists persons who could not be found after the flood.</p><ul><li>A</li></ul>",
    ),
    page("直播预告", "<p>直播将于15时开始，敬请期待。</p>"),
    page("新书预告", "<p>《外交史》即将出版，敬请期待。</p>"),
    page("防火墙", "<h1>森林防火墙建设</h1><p>林区建成防火墙三十公里，阻断火势蔓延。</p>"),
    page("验证码诈骗", "<h1>警惕验证码诈骗</h1><p>骗子要求输入验证码，请勿提供。</p>"),
    page(
        "网络安全宣传周",
        "<p>网络安全为人民。请拖动图片完成拼图，赢取纪念品。</p><script src=/g.js></script>",
    ),
    page("人员拦截", "<p>海警拦截可疑船只，船上人员被禁止入境。</p>"),
    page("限制出境", "<p>依法对您的出境申请予以限制的，书面告知理由。</p>"),
    page(
        "Redirecting aid",
        "<h1>Redirecting aid to the north</h1><p>The agency is redirecting supplies; "
        "click here for the plan.</p>",
    ),
    page("Leaving home", "<p>You are now leaving the city limits, the sign reads.</p>"),
    page("Sales", "<p>The domain of agriculture is for sale, joked the minister.</p>"),
    page("Maintenance contract", "<p>The ministry is performing maintenance on two bridges.</p>"),
    page(
        "Test page turner", "<h1>A page turner</h1><p>The novel is a page turner, and it works.</p>"
    ),
    "<h1>声明</h1><p>本馆今日发表声明。",
    "本馆今日发表声明。",
    "<html><body><p>One line.</p></body></html>",
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
    "<title>x</title></feed>\n<!-- cached -->",
    page("声明", "<p>全文见PDF。</p><iframe src=a.pdf></iframe>"),
    page(
        "a",
        "<div id=main-content><h1>Joint statement</h1><p>The two sides met.</p></div>"
        "<div id=modal style='display:none'><h2>Exit</h2><p>You are about to leave "
        "this website. Continue?</p></div>",
    ),
)

FAILING_STILL: tuple[tuple[str, str], ...] = (
    (
        "blocked",
        page(
            "Please Wait... | Cloudflare",
            "<div id=cf-wrapper><h1>Please complete the security check to access "
            "www.mfa.example</h1></div>",
        ),
    ),
    (
        "blocked",
        page(
            "mfa.example",
            "<h1>mfa.example</h1><p>Checking if the site connection is secure</p>"
            "<p>mfa.example needs to review the security of your connection before "
            "proceeding.</p><script>x</script>",
        ),
    ),
    (
        "blocked",
        page(
            "410069",
            "<h1>安全验证</h1><p>您正在访问的页面需要验证，请点击按钮进行验证</p>"
            "<button>点击验证</button><script src=/v.js></script>",
        ),
    ),
    ("blocked", page("禁止访问", "<h1>禁止访问</h1><p>您所在的IP段不允许访问该站点</p>")),
    ("blocked", page("WAF", "<p>Request denied by WAF. Request ID 1</p>")),
    (
        "blocked",
        page(
            "Access to www.mfa.example was denied",
            "<h1>Access to www.mfa.example was denied</h1><p>You don't have authorization "
            "to view this page.</p><p>HTTP ERROR 403</p>",
        ),
    ),
    (
        "blocked",
        page(
            "Not Acceptable!",
            "<h1>Not Acceptable!</h1><p>An appropriate representation of the requested "
            "resource could not be found on this server. This error was generated by "
            "Mod_Security.</p>",
        ),
    ),
    (
        "blocked",
        page(
            "Security Violation",
            "<h1>Security Violation (403)</h1><p>The request has been stopped by the web "
            "application firewall.</p>",
        ),
    ),
    ("blocked", page("安全防护", "<p>您的访问触发了安全防护规则，已被拒绝。</p><p>诊断ID: 1</p>")),
    ("blocked", page("访问受限", "<p>对不起，本站仅限中国大陆地区访问。</p>")),
    (
        "blocked",
        page("抱歉", "<p>抱歉，您的网络环境存在异常，请完成验证后继续访问</p><script>a</script>"),
    ),
    (
        "blocked",
        "<script>var x0=['\\x67\\x65'];function go(){document['cookie']='guardret='+1;"
        "window['location'].reload()}go()</script>",
    ),
    (
        "blocked",
        page(
            "robot",
            "<h1>Are you a human?</h1><p>Please solve this captcha to continue.</p>"
            "<img src=c.png><input>",
        ),
    ),
    ("blocked", page("Unsupported region", "<p>Sorry, access from your country is blocked.</p>")),
    ("error", page("系统提示", "<p>系统异常，请联系管理员</p>")),
    ("error", page("网站暂停访问", "<p>因重大活动保障，本网站暂停访问。</p>")),
    ("error", page("停机维护", "<p>本系统于今晚停机维护，暂停服务。</p>")),
    ("error", page("提示", "<p>服务器繁忙，请稍候再试。</p>")),
    (
        "error",
        page(
            "Error 500",
            "<h1>Sorry, an error has occurred</h1><p>We have been notified and are working "
            "to fix it.</p>",
        ),
    ),
    (
        "error",
        page(
            "Site Offline | Embassy",
            "<h1>Site under maintenance</h1><p>Embassy is currently under maintenance. We "
            "should be back shortly. Thank you for your patience.</p>",
        ),
    ),
    (
        "error",
        page(
            "We're sorry",
            "<p>We are experiencing technical difficulties. Please try again later.</p>",
        ),
    ),
    ("error", page("Temporarily down", "<h1>We're down for scheduled maintenance</h1>")),
    ("error", page("Under construction", "<p>This page is under construction.</p>")),
    (
        "error",
        page(
            "404 Site Not Found", "<h1>503</h1><p>DNS points to a server that is not configured</p>"
        ),
    ),
    (
        "error",
        page(
            "Joomla",
            "<p>This site is down for maintenance.<br> Please check back again soon.</p>"
            "<form>User Name <input> Password <input type=password> "
            "<input type=submit value='Log in'></form>",
        ),
    ),
    ("error", "Error establishing a Redis connection"),
    (
        "error",
        page(
            "SQL error",
            "<p>You have an error in your SQL syntax; check the manual that corresponds to "
            "your MySQL server version</p>",
        ),
    ),
    (
        "error",
        "<b>Warning</b>:  mysql_connect(): Access denied for user 'root'@'localhost' "
        "in <b>/www/a.php</b> on line <b>3</b><br>数据库连接错误",
    ),
    (
        "error",
        page(
            "致命错误",
            "<p>Fatal error: Allowed memory size of 134217728 bytes exhausted (tried to "
            "allocate 20480 bytes) in /www/wp-includes/wp-db.php on line 1200</p>",
        ),
    ),
    ("tombstone", page("页面未找到", "<h1>页面未找到</h1><p>链接可能已失效</p>")),
    ("tombstone", page("信息提示", "<p>没有找到您要的内容！</p>")),
    ("tombstone", page("新华网", "<p>您访问的页面可能已经删除、更名或暂时不可用</p>")),
    ("tombstone", page("Page unavailable", "<h1>This page has been removed.</h1>")),
    ("tombstone", page("Error", "<h1>HTTP 404</h1><p>The page cannot be found</p>")),
    ("tombstone", page("File not found", "<p>File not found.</p>")),
    ("tombstone", "404 page not found\n"),
    ("tombstone", "File not found.\n"),
    (
        "tombstone",
        page(
            "Archived content",
            "<p>The content you requested has been archived and is no longer available on "
            "this site.</p>",
        ),
    ),
    (
        "wrong_type",
        page(
            "Redirect",
            "<p>If you are not redirected automatically, follow this <a href=/x>link</a>"
            ".</p><script>window.location.href='/x'</script>",
        ),
    ),
    (
        "wrong_type",
        page("跳转中", "<p>跳转中...</p><script>window.location.replace('/m/')</script>"),
    ),
    ("wrong_type", page("温馨提示", "<p>您访问的链接即将离开政府门户网站，是否继续？</p>")),
    (
        "wrong_type",
        page(
            "Network Login",
            "<p>Please log in to use the network</p><form>Username<input>Password"
            "<input type=password></form>",
        ),
    ),
    ("wrong_type", page("域名过期", "<p>该域名已过期，请联系注册商续费</p>")),
)

TRUE_STILL: tuple[str, ...] = (
    page(
        "使馆网站停用旧版通知", "<h1>通知</h1><p>自7月1日起，使馆旧版网站停用，请使用新版网站。</p>"
    ),
    page("关于办事大厅暂停开放", "<p>办事大厅设备检修，3日暂停开放，4日恢复。</p>"),
    page("部长网上答问", "<p>网民：我的请求被拒绝怎么办？答：可依法申请复议。</p>"),
    page("致歉", "<p>本馆昨日误发邮件，对由此带来的不便深表歉意。</p>"),
    page(
        "Cloudflare blog",
        "<h1>Notes on captchas</h1><p>A visitor is asked to verify that you are a "
        "human. We measured how long it takes: thirty seconds on average, reported in "
        "May.</p>",
    ),
    page(
        "网络安全通报",
        "<h1>通报</h1><p>多个政府网站遭恶意攻击，攻击请求被防火墙拦截，未造成损失。</p>",
    ),
    page(
        "Press release", "<p>The Ministry announced that its site would be offline on Sunday.</p>"
    ),
    page("Statement", "<p>The President said the access of inspectors was denied.</p>"),
    page(
        "Access denied to inspectors",
        "<h1>Access denied to inspectors</h1><p>The agency regrets that its inspectors "
        "were denied access to the plant.</p>",
    ),
    page(
        "Forbidden City reopens",
        "<h1>Forbidden City reopens</h1><p>Visitors may enter from nine.</p>",
    ),
    page("签证处公告", "<p>签证处系统已恢复正常，此前无法访问的用户请重新登录。</p>"),
    page("新网站上线", "<p>本馆新网站今日上线，旧网站已关闭。欢迎访问。</p>"),
    page(
        "Website launch", "<p>Our new website is online. The old site has moved to an archive.</p>"
    ),
    page(
        "Job: server administrator",
        "<p>The embassy seeks an administrator for its server and database. Apply by Friday.</p>",
    ),
    page("名单", "<table><tr><td>张三</td><td>不存在违规</td></tr></table>"),
    page("公告", "<p>经核查，该公司提交的文件不存在，申请予以驳回。</p>"),
    page("信息公开答复", "<p>您申请的信息不存在，特此答复。</p>"),
    page("Lost and found", "<p>Nothing found so far. If you lost a bag, call us.</p>"),
    page("Travel", "<p>This area is not available to tourists in your country of residence.</p>"),
    page("领事提醒", "<h1>请注意查验证件</h1><p>请完成身份信息登记后领取证件。</p>"),
    page(
        "Login help",
        "<h1>How to log in</h1><p>Please sign in to the visa system with your e-mail "
        "address. If you forgot your password, ask for a new one.</p><p>The help desk "
        "is open on weekdays.</p>",
    ),
    page("通知", "<p>请登录后台的同事注意，值班表已更新。</p>"),
    page("今日汇率", "<p>7.12</p>"),
    page("声明", "<h1>声明</h1><p>对有关国家禁止我公民访问其网站，我们表示反对。</p>"),
    page(
        "Gone fishing",
        "<h1>Gone</h1><p>The treaty is gone, the fish remain. A comment by the "
        "ambassador on the law of the sea.</p>",
    ),
    page(
        "404 Media interview",
        "<h1>404 Media interview</h1><p>The spokesperson spoke to 404 Media about the data.</p>",
    ),
    page("Error-free voting", "<p>No error occurred during the vote, the observers found.</p>"),
    page("道歉声明", "<p>很抱歉，本刊第3期第5页内容有误，正确内容如下：总人数为五百人。</p>"),
    page(
        "维护世界和平",
        "<p>中国始终维护世界和平，推动构建新型国际关系，升级双边伙伴关系，恢复正常往来。</p>",
    ),
    page("升级伙伴关系", "<p>两国关系升级，暂停加征关税，恢复贸易正常。</p>"),
    page("检修公告", "<p>地铁二号线检修，部分站点关闭，请乘客谅解。</p>"),
    page("改造工程", "<p>老旧小区改造中，给居民带来不便，敬请谅解。</p>"),
    page("调整", "<p>签证收费标准调整，即日起施行，不便之处请谅解。</p>"),
    page("Redirect of flights", "<p>Flights will be redirected to the northern airport.</p>"),
    page("系统", "<p>教育系统维护稳定工作会议召开。</p>"),
    page("服务", "<p>便民服务平台升级完成，现已开放。</p>"),
    page("平台建设", "<p>平台建设中期评估会议召开。</p>"),
)
