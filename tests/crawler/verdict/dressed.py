"""Failure pages in other tongues and in the dress of a site, and true pages that look like them."""

from tests.crawler.verdict.failure_pages import FOOT, framed, page

NAV = (
    "<a href='#main'>Skip to content</a><header><nav><ul>"
    + "".join(
        f"<li><a href='/{n}/'>{n}</a></li>"
        for n in (
            "Home",
            "About us",
            "News and events",
            "Visas",
            "Citizen services",
            "Contact",
        )
    )
    + "</ul></nav></header>"
)
FOOTER = (
    "<footer><p>This is the official website of the Embassy. External links to "
    "other sites should not be construed as an endorsement.</p><p>© 2026 The "
    "Embassy. Privacy. Accessibility.</p></footer>"
)
CJK_NAV = (
    "<div class='nav'>"
    + "".join(
        f"<a href='/{n}'>{n}</a>" for n in ("首頁", "最新消息", "簽證服務", "領務", "聯絡我們")
    )
    + "</div>"
)


def chrome(title: str, *body: str) -> str:
    """With the menus and the foot of an embassy's site around."""
    return page(title, NAV, "<div id='main'>", *body, "</div>", FOOTER)


def taiwanese(title: str, *body: str) -> str:
    return page(title, CJK_NAV, *body, "<footer>© 2026 外交部 版權所有</footer>")


FAILING: tuple[tuple[str, str], ...] = (
    # A host's own pages
    (
        "error",
        page("域名未绑定", "<h1>该域名尚未绑定</h1><p>请登录控制台，将域名绑定到您的主机。</p>"),
    ),
    ("error", page("网站未开通", "<p>您访问的网站尚未开通，请联系服务商。</p>")),
    (
        "error",
        page(
            "歡迎使用 Nginx",
            "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is "
            "successfully installed and working. Further configuration is required.</p>",
        ),
    ),
    (
        "error",
        page(
            "Site en construction",
            "<h1>Site en construction</h1><p>Ce site est en cours de construction. Merci "
            "de revenir plus tard.</p>",
        ),
    ),
    (
        "error",
        page(
            "Sitio en construcción",
            "<h1>Sitio en construcción</h1><p>Estamos trabajando en nuestro sitio web. "
            "Vuelva pronto.</p>",
        ),
    ),
    (
        "error",
        page(
            "Сайт на реконструкции",
            "<h1>Сайт находится в разработке</h1><p>Приносим извинения за временные "
            "неудобства.</p>",
        ),
    ),
    (
        "error",
        page(
            "الموقع تحت الصيانة",
            "<h1>الموقع تحت الصيانة</h1><p>نعتذر عن الإزعاج، وسنعود قريبا.</p>",
        ),
    ),
    (
        "error",
        page(
            "Сайт отключён",
            "<h1>Сайт временно отключён</h1><p>Работа сайта приостановлена "
            "хостинг-провайдером. Обратитесь в службу поддержки.</p>",
        ),
    ),
    # Out of order
    (
        "error",
        page(
            "Erreur 500",
            "<h1>Erreur interne du serveur</h1><p>Le serveur a rencontré une erreur. "
            "Veuillez réessayer plus tard.</p>",
        ),
    ),
    (
        "error",
        page(
            "Service indisponible",
            "<h1>Service temporairement indisponible</h1><p>Le site est actuellement en "
            "maintenance. Veuillez réessayer ultérieurement.</p>",
        ),
    ),
    (
        "error",
        page(
            "Sitio en mantenimiento",
            "<h1>Sitio en mantenimiento</h1><p>Disculpe las molestias. Estamos realizando "
            "tareas de mantenimiento.</p>",
        ),
    ),
    (
        "error",
        page(
            "Error interno del servidor",
            "<h1>Error interno del servidor</h1><p>Inténtelo de nuevo más tarde.</p>",
        ),
    ),
    (
        "error",
        page(
            "Технические работы",
            "<h1>Технические работы</h1><p>Сайт временно недоступен. Ведутся технические "
            "работы. Попробуйте зайти позже.</p>",
        ),
    ),
    (
        "error",
        page(
            "Внутренняя ошибка сервера",
            "<h1>Внутренняя ошибка сервера</h1><p>Попробуйте обновить страницу позже.</p>",
        ),
    ),
    ("error", page("خطأ في الخادم", "<h1>خطأ داخلي في الخادم</h1><p>يرجى المحاولة لاحقا.</p>")),
    ("error", page("Erreur", "<p>Erreur lors de la connexion à la base de données</p>")),
    ("error", page("Error", "<p>Error al conectar con la base de datos.</p>")),
    ("error", page("Ошибка", "<p>Ошибка подключения к базе данных</p>")),
    ("error", taiwanese("系統訊息", "<p>系統忙線中，請稍後再試。</p>")),
    ("error", taiwanese("資料庫錯誤", "<p>資料庫連線失敗，請洽系統管理員。</p>")),
    ("error", taiwanese("伺服器錯誤", "<p>伺服器發生錯誤，請稍候再試，造成不便敬請見諒。</p>")),
    ("error", taiwanese("網站維護", "<p>本站進行系統維護，暫停服務，造成不便，敬請見諒。</p>")),
    ("error", framed("某某委员会", "<p>系统正在升级维护，暂时无法访问，请稍后再试。</p>")),
    (
        "error",
        chrome(
            "Embassy",
            "<h1>We'll be right back</h1><p>Our website is down for scheduled maintenance. "
            "Please check back soon.</p>",
        ),
    ),
    (
        "error",
        page(
            "Maintenance",
            "<h1>Site maintenance</h1><p>The website is currently undergoing maintenance. "
            "We apologise for the inconvenience.</p>",
            FOOTER,
        ),
    ),
    (
        "error",
        page("网站维护公告", "<p>网站正在维护，请稍后访问，给您带来不便敬请谅解。</p>", FOOT),
    ),
    (
        "error",
        page(
            "504",
            "<h1>网关超时</h1><p>节点回源超时，请稍后重试。</p><p>节点信息 CHN-a1</p>"
            "<p>Powered by 某某云 CDN</p>",
        ),
    ),
    # Walls
    (
        "blocked",
        page(
            "Accès refusé",
            "<h1>Accès refusé</h1><p>Vous n'avez pas la permission d'accéder à cette page.</p>",
        ),
    ),
    (
        "blocked",
        page(
            "Acceso denegado",
            "<h1>Acceso denegado</h1><p>Su solicitud ha sido bloqueada por motivos de "
            "seguridad.</p>",
        ),
    ),
    (
        "blocked",
        page("Доступ запрещён", "<h1>Доступ запрещен</h1><p>Ваш IP-адрес заблокирован.</p>"),
    ),
    (
        "blocked",
        page(
            "Доступ к ресурсу ограничен",
            "<p>Доступ к запрашиваемому ресурсу ограничен по решению уполномоченного органа.</p>",
        ),
    ),
    (
        "blocked",
        page("تم رفض الوصول", "<h1>تم رفض الوصول</h1><p>ليس لديك إذن للوصول إلى هذه الصفحة.</p>"),
    ),
    (
        "blocked",
        page(
            "Vérification",
            "<p>Veuillez confirmer que vous n'êtes pas un robot.</p><form><input name=c></form>",
        ),
    ),
    (
        "blocked",
        page("Проверка", "<p>Подтвердите, что вы не робот.</p><form><input name=c></form>"),
    ),
    (
        "blocked",
        page(
            "网站访问认证",
            "<p>为确认本次访问为正常用户行为，需要您协助验证。</p><input name=code>"
            "<script>x</script>",
        ),
    ),
    (
        "blocked",
        page(
            "请求被拦截",
            "<p>您的访问存在风险，请求已被边缘安全加速平台拦截。</p><p>请求 ID：a1b2</p>",
        ),
    ),
    ("blocked", page("WAF", "<h3>请求异常</h3><p>当前请求疑似恶意攻击，已被安恒云WAF防护。</p>")),
    ("blocked", page("提示", "<p>您的访问已被天融信Web应用安全防护系统阻止。</p>")),
    (
        "blocked",
        page(
            "Embassy",
            NAV,
            "<noscript>x</noscript><p>Please enable JavaScript to view this site.</p>"
            "<script src='/app.js'></script>",
            FOOTER,
        ),
    ),
    ("blocked", taiwanese("存取被拒", "<p>您的請求已被防火牆阻擋，請聯絡管理員。</p>")),
    # Not there
    (
        "tombstone",
        page(
            "Page introuvable",
            "<h1>Page introuvable</h1><p>La page que vous recherchez n'existe pas ou a été "
            "déplacée.</p>",
        ),
    ),
    (
        "tombstone",
        page(
            "Página no encontrada",
            "<h1>Página no encontrada</h1><p>La página que busca no existe o ha sido "
            "eliminada.</p>",
        ),
    ),
    (
        "tombstone",
        page(
            "Страница не найдена",
            "<h1>Страница не найдена</h1><p>Запрашиваемая страница не существует или была "
            "удалена.</p>",
        ),
    ),
    (
        "tombstone",
        page(
            "الصفحة غير موجودة",
            "<h1>الصفحة غير موجودة</h1><p>عذرا، الصفحة التي تبحث عنها غير موجودة.</p>",
        ),
    ),
    ("tombstone", taiwanese("找不到網頁", "<p>很抱歉，您要檢視的網頁不存在或已移除。</p>")),
    ("tombstone", taiwanese("訊息", "<p>查無此資料，請回上一頁。</p>")),
    (
        "tombstone",
        chrome(
            "Page not found – Embassy",
            "<h1>Page not found</h1><p>Sorry, the page you requested does not exist. Try "
            "the search or go home.</p>",
        ),
    ),
    ("tombstone", framed("某某部", "<div class='tip'>抱歉，您要查看的页面已删除或不存在！</div>")),
    (
        "tombstone",
        chrome(
            "Embassy",
            "<h1>Oops!</h1><p>The article you are looking for is no longer available on "
            "our website.</p>",
        ),
    ),
    # Somebody else's
    (
        "wrong_type",
        page("Connexion", "<h1>Se connecter</h1><form><input name=u><input type=password></form>"),
    ),
    (
        "wrong_type",
        page("Вход", "<h1>Вход в систему</h1><form><input name=u><input type=password></form>"),
    ),
    (
        "wrong_type",
        page(
            "iniciar sesión",
            "<h1>Iniciar sesión</h1><form><input name=u><input type=password></form>",
        ),
    ),
    (
        "wrong_type",
        page(
            "Hotel Wi-Fi",
            "<h1>Bienvenue</h1><p>Acceptez les conditions pour vous connecter au Wi-Fi.</p>"
            "<form><button>Accepter</button></form>",
        ),
    ),
    ("wrong_type", page("ministry.example", "<p>Ce nom de domaine est à vendre.</p>")),
    ("wrong_type", page("ministry.example", "<p>Este dominio está en venta.</p>")),
    (
        "wrong_type",
        page("ministry.example", "<p>Домен продаётся. Срок регистрации домена истёк.</p>"),
    ),
    ("wrong_type", page("網域出售", "<p>此網域名稱出售中，歡迎洽詢。</p>")),
    (
        "wrong_type",
        page(
            "Before you continue",
            "<h1>Before you continue</h1><p>We use cookies and data to deliver our "
            "services. Accept all or reject all to continue to the site.</p><form>"
            "<button>Accept all</button></form>",
        ),
    ),
    ("wrong_type", page("会员登录", "<p>本文仅限会员阅读，请登录后查看全文。</p>")),
)

TRUE: tuple[str, ...] = (
    page(
        "Visa section closed for maintenance",
        "<h1>Visa section closed for maintenance</h1><p>The visa section is closed for "
        "maintenance of the building on 3 and 4 May. Emergency services remain "
        "available by telephone.</p>",
    ),
    chrome(
        "System maintenance – visa appointments",
        "<h1>System maintenance</h1><p>The online appointment system is not available "
        "from 3 May, 20:00, to 4 May, 6:00.</p>",
    ),
    framed(
        "签证大厅设备检修公告",
        "<h1>签证大厅设备检修公告</h1><p>因设备检修，签证大厅5月3日暂停对外办公，"
        "5月4日恢复，敬请谅解。</p>",
    ),
    framed(
        "关于签证系统升级的通知",
        "<p>因签证系统升级，5月3日至5日暂停受理申请，给您带来不便，敬请谅解。</p>"
        "<p>驻某国大使馆</p><p>2026年5月1日</p>",
    ),
    taiwanese("暫停收件公告", "<p>因領務系統更新，本處5月3日暫停收件，造成不便，敬請見諒。</p>"),
    page(
        "媒体：数据库错误致名单外泄", "<p>据媒体报道，因数据库连接错误，三千人的名单一度可见。</p>"
    ),
    page(
        "媒體：資料庫錯誤致名單外洩", "<p>據媒體報導，因資料庫連線錯誤，三千人的名單一度可見。</p>"
    ),
    page("簡訊", "<p>據媒體報導，該部網站出現數據庫連接錯誤。</p>"),
    page(
        "要闻",
        "<ul><li><a href=/1>数据库错误致签证系统瘫痪</a></li><li>"
        "<a href=/2>网站系统升级维护公告</a></li><li><a href=/3>大使会见留学生</a></li>"
        "</ul>",
    ),
    page(
        "要聞",
        "<ul><li><a href=/1>資料庫錯誤 簽證系統癱瘓</a></li><li>"
        "<a href=/2>伺服器錯誤誰負責</a></li><li><a href=/3>大使會見留學生</a></li>"
        "</ul>",
    ),
    page(
        "News",
        "<ul><li><a href=/1>Database error exposes names</a></li><li>"
        "<a href=/2>Internal server error at the ministry</a></li><li>"
        "<a href=/3>Ambassador meets students</a></li></ul>",
    ),
    page(
        "A/76/100: Error",
        "<h1>Error</h1><p>A/76/100. Report of the Secretary-General. Error in the "
        "application of the staff rules.</p>",
    ),
    page(
        "Corrigendum",
        "<h1>Corrigendum</h1><p>Paragraph 12: for the words “page not found” read “page 4”.</p>",
    ),
    page(
        "Access denied to aid convoys",
        "<h1>Access denied to aid convoys</h1><p>Access to the northern districts is "
        "denied to humanitarian workers. The mission calls for it to be restored.</p>",
    ),
    page(
        "Accès refusé aux journalistes",
        "<h1>Accès refusé aux journalistes</h1><p>Le ministère a refusé l'accès à "
        "trois journalistes, a déclaré leur avocat.</p>",
    ),
    page(
        "Acceso denegado",
        "<h1>Acceso denegado a la ayuda</h1><p>La misión informó que el acceso a la "
        "zona fue denegado a sus observadores.</p>",
    ),
    page(
        "Доступ запрещён",
        "<h1>Доступ запрещён</h1><p>Наблюдателей миссии не пустили в зону, сообщила "
        "пресс-служба. Доступ к лагерю закрыт с мая.</p>",
    ),
    page(
        "Page introuvable",
        "<h1>Page introuvable</h1><p>Une page du traité de 1860 a été retrouvée aux "
        "archives, a annoncé le ministère.</p>",
    ),
    page(
        "Технические работы на мосту",
        "<h1>Технические работы на мосту</h1><p>Ведутся работы, движение закрыто до "
        "пятницы. Консульство открыто.</p>",
    ),
    page(
        "Консульский отдел",
        "<p>Консульский отдел временно не работает. Приём возобновится 4 мая.</p>",
    ),
    page(
        "Section consulaire",
        "<p>La section consulaire est en maintenance et sera fermée lundi. Elle "
        "rouvrira mardi.</p>",
    ),
    page(
        "Aviso", "<p>La sección consular estará cerrada por mantenimiento el lunes 3 de mayo.</p>"
    ),
    page("إشعار", "<p>القسم القنصلي مغلق للصيانة يوم الاثنين ويستأنف عمله يوم الثلاثاء.</p>"),
    page(
        "Login for observers",
        "<h1>Login for observers</h1><p>Observers log in at the front desk with their badge.</p>",
    ),
    page(
        "关于登录方式变更的通知",
        "<p>自5月3日起，办事大厅登录方式变更为扫码登录，请相互转告。</p><form>"
        "<input type=text name=q></form>",
    ),
    page(
        "Cookies",
        "<h1>Cookies</h1><p>We use cookies to count visits. You can accept all or "
        "reject all of them in the settings. This page says which.</p>",
    ),
    page(
        "Privacy notice",
        "<h1>Privacy notice</h1><p>This site sets cookies. You may accept or reject "
        "them.</p><form><input name=q></form>",
    ),
    page(
        "暫停辦公", "<p>公布日期：2026-05-03</p><p>系統維護中，請稍後再試，為近日最常見之說明。</p>"
    ),
    page(
        "Error de cálculo",
        "<h1>Error de cálculo</h1><p>Un error en el cálculo de las cuotas fue "
        "corregido por la Secretaría.</p>",
    ),
    page("Domaine public", "<p>Le domaine de l'État à vendre comprend trois parcelles.</p>"),
    page("官网故障说明", "<p>因机房断电，本馆官网5月3日一度无法访问，现已恢复，特此说明。</p>"),
    page("官網故障說明", "<p>因機房斷電，本處官網5月3日一度無法存取，現已恢復，特此說明。</p>"),
    page("关于网络攻击的声明", "<p>本馆网站遭到恶意攻击，部分访问请求异常。本馆强烈谴责。</p>"),
    page("防火牆公司遭制裁", "<p>外交部宣布，對三家防火牆公司實施制裁，限制其人員入境。</p>"),
    page(
        "Statement on the blocking of websites",
        "<p>Your access to information is a right. The government has blocked forty "
        "websites in this country.</p>",
    ),
    page("该页面记录的历史", "<p>该页面记录了1949年的历史，原件已丢失。</p>"),
    page("资料遗失声明", "<p>本人护照（号码略）已遗失，声明作废。</p>"),
    page(
        "Missing page",
        "<h1>Missing page</h1><p>The page torn from the register has been found. It "
        "lists twelve names.</p>",
    ),
    page("404 名受害者", "<p>404 名受害者家属联名要求公布真相。</p>"),
    page("503 refugees moved", "<p>503 refugees were moved to the service centre on Monday.</p>"),
    page("服务器价格公示", "<p>服务器超出预算，采购暂停，请稍候公布结果。</p>"),
    page("发布会", "<article><p>发言人：该网站正在维护中，请稍后再来。</p></article>"),
    page(
        "最新消息",
        CJK_NAV,
        "<p>發佈時間：2026-05-03</p><p>網站維護中，請稍後再試。以上為來電最常詢問之事項。</p>",
    ),
    page(
        "Javascript course",
        "<p>The library offers a course: please enable JavaScript skills in your team. "
        "Register by Friday.</p><script src='/a.js'></script>",
    ),
    page(
        "Statement",
        "<p class='no-js'>Please enable JavaScript for a better experience.</p>"
        "<h1>Statement</h1><p>The embassy condemns the sentence passed today on the "
        "writer and calls for her release. She has been held since 2019 for what she "
        "wrote.</p><script src='/a.js'></script>",
    ),
    page("停电通知", "<p>因电力检修，使馆5月3日停止对外办公一天。</p>"),
    page(
        "Notice of closure", "<p>This office is temporarily closed. For help, call +1 555 0100.</p>"
    ),
)
