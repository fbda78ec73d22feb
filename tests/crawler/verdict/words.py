"""Failure pages by their words, and true pages that have the same words in them."""

from tests.crawler.verdict.failure_pages import page

REPLY = "外交部发言人就有关问题答记者问时表示，中方对此表示严重关切，并已提出交涉。"

FAILING: tuple[tuple[str, str], ...] = (
    ("blocked",page("安全检测中", "<div>浏览器安全检查中...</div><p>还剩 5 秒</p><script>go()"
    "</script>")),
    ("blocked",page("Access Denied", "<h1>Access Denied</h1><p>Your request was blocked by the "
    "security policy. Please contact support with ID 123.</p>")),
    ("blocked",page("Error", "<h2>Sorry, your request has been denied.</h2><p>Event ID: "
    "12-34</p>")),
    ("blocked",page("系统拦截", "<p>对不起，您的访问行为异常，已被系统拦截，请联系管理员。</p>")),
    ("blocked",page("安全威胁", "<h1>您的访问请求存在安全威胁，已被阻断</h1><p>事件编号 a2 </p>")),
    ("blocked",page("WAF拦截", "<p>抱歉！您提交的内容含有攻击代码，已被防火墙拦截</p>")),
    ("blocked",page("403", "<p>非法访问，您的IP已被记录！</p>")),
    ("blocked",page("403 Forbidden", "<h1>Forbidden</h1><p>You don't have permission to access "
    "this resource.</p><hr><address>Apache/2.4.41 (Ubuntu) Server at www.x.cn Port 443</address>")),
    ("blocked",page("身份核实", "<p>为了保障您的访问安全，请拖动滑块完成验证</p><div "
    "id=slider></div><script>x</script>")),
    ("blocked",page("Security check", "<p>We need to check that you are not a robot. Please tick "
    "the box below.</p><script src='https://hcaptcha.com/1/api.js'></script>")),
    ("blocked",page("www.example.gov", "<p>Please turn JavaScript on and reload the "
    "page.</p><p>DDoS protection by X</p><script>a</script>")),
    ("blocked",page("Checking your Browser…", "<p>Please stand by, while we are checking your "
    "browser...</p><script>x</script>")),
    ("blocked",page("Blocked", "<h1>This request has been blocked by the Web Application "
    "Firewall</h1>")),
    ("blocked",page("滑动验证", "<p>访问需要验证，请向右滑动滑块</p><script src='//g.alicdn.com/AW"
    "SC/AWSC/awsc.js'></script>")),
    ("blocked", "<html><head><script>function a(){var c='EO_Bot_Ssid=1';document.cookie=c;location"
    ".href=location.href}a()</script></head><body></body></html>"),
    ("blocked",page("提示", "<p>当前IP请求次数过多，请稍后再试</p>")),
    ("blocked",page("访问太频繁", "<h3>您的访问太频繁，请休息一下再来</h3>")),
    ("blocked",page("Radware Captcha Page", "<p>We apologize for the inconvenience... but your "
    "activity and behavior on this site made us think that you are a bot.</p>")),
    ("error",page("Maintenance", "<h1>Scheduled maintenance</h1><p>This website is temporarily "
    "unavailable while we carry out essential work. Please try again later.</p>")),
    ("error",page("系统升级公告", "<p>因系统升级，本网站暂停服务，升级期间给您带来不便，敬请谅解。"
    "</p>")),
    ("error",page("网站维护", "<p>网站维护中</p>")),
    ("error",page("维护公告", "<div>尊敬的用户，您好！为了给您提供更好的服务，"
    "我们正在对网站进行升级维护，请稍后访问。</div>")),
    ("error",page("改版升级", "<img src=a.png><p>全新改版，敬请期待</p>")),
    ("error",page("系统错误", "<p>:( </p><h1>页面错误！请稍后再试～</h1><p>ThinkPHP V5.0</p>")),
    ("error",page("出错了", "<h1>抱歉，出错了！</h1><p>服务器内部错误，请联系管理员。</p>")),
    ("error",page("500", "<h1>500</h1><p>Oops! Something went wrong on our end.</p>")),
    ("error",page("Server Error", "<h1>Server Error (500)</h1>")),
    ("error",page("504 Gateway Time-out", "<center><h1>504 Gateway Time-out</h1></center><hr><cent"
    "er>openresty</center>")),
    ("error",page("502", "<h1>502 错误网关</h1><p>Tengine</p>")),
    ("error", "<h1>Internal Server Error</h1>"),
    ("error", "Service Unavailable"),
    ("error",page("Database error", "<p>A fatal error has occurred: could not connect to the "
    "database. Please try again later.</p>")),
    ("error", "Error: 1040 Too many connections"),
    ("error", "mysql_connect(): Can't connect to local MySQL server through socket "
    "'/tmp/mysql.sock' (2)"),
    ("error",page("WordPress › Error", "<p>该站点出现技术问题。</p>")),
    ("error",page("提示信息 - Powered by Discuz!", "<p>抱歉，站点暂时关闭，请稍后访问</p>")),
    ("error",page("Account Suspended", "<h1>Account Suspended</h1><p>This Account has been "
    "suspended.</p><p>Contact your hosting provider for more information.</p>")),
    ("error",page("站点已暂停", "<h1>抱歉！该站点已经被管理员停止运行，"
    "请联系管理员了解详情！</h1>")),
    ("error",page("Test Page for the HTTP Server on AlmaLinux", "<h1>AlmaLinux Test "
    "Page</h1><p>This page is used to test the proper operation of the HTTP server after it has "
    "been installed.</p>")),
    ("error",page("恭喜，站点创建成功！", "<h1>恭喜, 站点创建成功！</h1><h3>这是默认index.html，"
    "本页面由系统自动生成</h3>")),
    ("error",page("Welcome to OpenResty!", "<h1>Welcome to OpenResty!</h1><p>If you see this "
    "page, the OpenResty web platform is successfully installed and working.</p>")),
    ("tombstone",page("错误提示", "<div>对不起，您要查看的信息已被删除或者您没有权限查看。</div>")),
    ("tombstone",page("Page Not Found | U.S. Department of X", f"<nav>{'<a>menu</a>'*40}</nav><mai"
    f"n><h1>Page Not Found</h1><p>Sorry, we can't find the page you're looking for. It might have "
    f"been removed, had its name changed, or is otherwise unavailable.</p></main>")),
    ("tombstone",page("404", "<p>您访问的页面找不到了</p><a href=/>返回首页</a>")),
    ("tombstone",page("页面没有找到", "<p>抱歉，页面没有找到。请检查网址是否正确</p>")),
    ("tombstone",page("人民网", "<p>您查看的文章已删除或不存在，5秒后自动返回首页</p><script>setTi"
    "meout(function(){location='/'},5000)</script>")),
    ("tombstone",page("微信公众平台", "<p>该内容已被发布者删除</p>")),
    ("tombstone",page("此内容因违规无法查看", "<p>此内容因违规无法查看</p><p>由用户投诉并经平台审"
    "核</p>")),
    ("tombstone",page("Sorry", "<h1>Sorry, this content is no longer available.</h1>")),
    ("tombstone",page("Error 404 (Not Found)!!1", "<p><b>404.</b> <ins>That’s an "
    "error.</ins></p><p>The requested URL /x was not found on this server. <ins>That’s all we "
    "know.</ins></p>")),
    ("tombstone",page("Oops", "<h1>Oops! We can't seem to find the page you're looking for.</h1>")),
    ("tombstone",page("404 - 您访问的页面不存在", "<p>可能已删除或更改</p>")),
    ("tombstone",page("無法找到網頁", "<p>抱歉，您要找的頁面不存在。</p>")),
    ("wrong_type",page("登录 - OA", "<form><input type=text><input type=password></form>")),
    ("wrong_type",page("正在跳转", "<p>页面正在跳转，请稍候...</p><script>location.href='http://x."
    "cn/'</script>")),
    ("wrong_type",page("Redirecting...", "<a href='/en/'>Click here if you are not "
    "redirected.</a><script>location='/en/'</script>")),
    ("wrong_type",page("安全提示", "<p>您即将离开外交部网站，跳转至第三方网站，"
    "请注意信息安全</p><a>继续访问</a>")),
    ("wrong_type",page("Leaving our site", "<p>You are leaving our website and will be directed "
    "to an external site. Continue / Cancel</p>")),
    ("wrong_type",page("WiFi Login", "<p>Welcome to Airport Free WiFi</p><form><input "
    "type=checkbox> I accept the terms <button>Connect</button></form>")),
    ("wrong_type",page("mfa.example - 域名出售", "<p>mfa.example 域名正在出售中，联系QQ "
    "12345</p>")),
    ("wrong_type",page("mfa.example", "<p>The domain mfa.example is for sale. Buy now at "
    "Afternic</p>")),
    ("wrong_type",page("Index of /wp-content", "<h1>Index of /wp-content</h1><table><tr><th>Name</"
    "th><th>Last modified</th></tr><tr><td>Parent Directory</td></tr></table>")),
    ("wrong_type",page("会话过期", "<p>会话已过期，请重新登录</p>")),
    ("empty",page("", "")),
)  # fmt: skip

TRUE: tuple[str, ...] = (
    page("就网站无法访问答记者问", "<h1>答记者问</h1>", f"<p>问：使馆网站昨日显示“系统维护中”，"
    f"请问原因？</p><p>答：{REPLY}</p>"),
    page("外交部发言人谈网站遭攻击", "<h1>发言人谈网站遭攻击</h1><p>5月3日，本馆网站遭到DDoS攻击，"
    "部分用户的访问请求被拦截。目前网站已恢复正常。</p>"),
    page("Statement on the website", "<h1>Statement</h1><p>On 3 May our website was unavailable "
    "for six hours because of a failure at our hosting company. We apologise.</p>"),
    page("关于网站升级改版的公告", "<h1>关于网站升级改版的公告</h1><p>本网站新版已于今日上线，"
    "欢迎访问。旧版网站将保留至年底。</p><p>大使馆</p><p>2026年5月3日</p>"),
    page("网站维护通知", "<h1>网站维护通知</h1><p>因机房检修，本网站将于5月3日20时至5月4日6时暂停"
    "服务。</p><p>发布日期：2026-05-01</p>"),
    page("关于启用新域名的公告", "<h1>关于启用新域名的公告</h1><p>自2026年6月1日起，"
    "本馆网站启用新域名，原域名同时停用。请更新您的收藏夹。</p>"),
    page("Page not found: the lost archives", "<h1>Page not found: the lost archives</h1><p>Histor"
    "ians look for pages torn out of the ministry's registers.</p>"+"<p>Another page was found in "
    "2019.</p>"*30),
    page("禁止入境人员名单", "<h1>禁止入境人员名单</h1><p>依据法律，禁止下列人员入境。"
    "</p><table><tr><td>甲</td></tr></table>"),
    page("访问", "<h1>部长访问日本</h1><p>部长今日启程访问日本，访问期间将举行会谈。</p>"),
    page("安全提醒", "<h1>安全提醒</h1><p>当前存在安全风险，请中国公民谨慎前往，加强防范。"
    "遇紧急情况请及时报警。</p>"),
    page("安全提示", "<h1>提醒在当地中国公民注意安全</h1><p>近期当地发生恶意攻击事件，"
    "请您的出行避开人群密集场所。</p>"),
    page("Travel advisory", "<h1>Travel advisory</h1><p>Access to the northern provinces is "
    "restricted. You do not have permission to enter without a permit.</p>"),
    page("Visa denied?", "<h1>Visa denied?</h1><p>If your request was denied you may apply "
    "again.</p>"),
    page("Security check", "<h1>Security check at the embassy</h1><p>All visitors pass a security "
    "check. Please arrive early.</p>"),
    page("Verification of documents", "<h1>Verification of documents</h1><p>Please complete the "
    "form and bring two copies to verify your identity.</p><form><input name=q></form><script "
    "src=/a.js></script>"),
    page("登录新系统的通知", "<h1>登录新系统的通知</h1><p>自下月起，申请人须登录新系统预约签证，"
    "原账号继续有效。</p>"),
    page("寻找失踪人员", "<h1>寻找失踪人员</h1><p>家属称无法找到其下落，手机已失效。"
    "如有线索请联系。</p>"),
    page("文件废止公告", "<h1>文件废止公告</h1><p>下列文件已失效或被废止，不再执行：《暂行办法》。"
    "</p>"),
    page("关于删除不实信息的说明", "<h1>说明</h1><p>网上流传的有关信息不实，相关平台已删除该信息。"
    "</p>"),
    page("辟谣", "<p>该信息已被证实为谣言，请勿转发。</p>"),
    page("撤稿声明", "<h1>撤稿声明</h1><p>本报5月2日所刊文章存在事实错误，现予撤稿，特此说明。"
    "</p>"),
    page("招聘", "<p>本馆招聘网站维护人员一名，负责服务器与数据库日常维护。</p>"),
    page("Notice", "<p>The consulate is closed for maintenance of the building until Monday.</p>"),
    page("System upgrade completed", "<p>The upgrade of the appointment system is complete. You "
    "can book again.</p>"),
    page("Coming soon", "<h1>New passport design coming soon</h1><p>The ministry will present the "
    "new passport in June. It has forty pages and a chip.</p>"),
    page("We'll be back", "<h1>We'll be back</h1><p>Thank you for visiting our booth at the fair. "
    "We will be back next year.</p>"),
    page("Error correction", "<h1>Erratum</h1><p>An error occurred in the printing of the report. "
    "Reference A/76/100. The corrected text follows.</p>"),
    page("Index of legal acts", "<h1>Index of legal acts</h1><ul><li>Act 1</li><li>Act "
    "2</li></ul>"),
    page("Wi-Fi in libraries", "<h1>Wi-Fi in libraries</h1><p>Free Wi-Fi is available. Ask the "
    "staff for access to the network.</p><form><input name=s><button>Search</button></form>"),
    page("Sign in sheet", "<h1>Sign in sheet</h1><p>Delegates sign in at the door.</p>"),
    page("500 Internal refugees registered", "<h1>500 internal refugees registered</h1><p>The "
    "agency registered 500 people; the service is available in three towns.</p>"),
    page("服务器采购中标公告", "<h1>服务器采购中标公告</h1><p>中标单位：某公司。服务器数量：20台。"
    "</p>"),
    page("A note", "<p>Short but true.</p>"),
    page("图片新闻", "<p>会见</p><img src=a.jpg>"),
    page("域名注册管理办法", "<h1>域名注册管理办法</h1><p>第一条 域名到期后，注册人应当续费。"
    "域名出售、转让应当备案。</p>"),
    page("Captcha", "<h1>Online appointment</h1><p>Enter the code shown in the picture when you "
    "book an appointment.</p><script src=/x.js></script>"),
    page("人机对弈", "<h1>人机对弈</h1><p>人机大战第三局，请进行投票。</p><script>a</script>"),
    page("通知", "<p>请未登录的用户先行注册。</p>"),
    page("通知", "<p>您的申请正在检查中，请耐心等待。</p><script src=/a.js></script>"),
    page("领事保护", "<p>如您的护照被扣，或您的行动被限制，请立即联系本馆。</p>"),
    page("关于网络谣言", "<p>您的访问权限、账号安全由您本人负责，请勿泄露。</p>"),
)  # fmt: skip
