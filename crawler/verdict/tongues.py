"""The same in other languages of the United Nations: French, Spanish, Russian and Arabic.

The sites that are watched have versions in them, and a host speaks the language of its country.
Each phrase names the site, the page or the visitor: an office may be closed for maintenance too.
"""

from crawler.items import Verdict
from crawler.verdict.rules import DATED, NARRATIVE, PLACE, STORY, Rule, any_of, titled

_TOLD = any_of(
    NARRATIVE.pattern,
    PLACE.pattern,
    r"\ba (?:déclaré|annoncé|indiqué|affirmé)\b|\bselon\b|porte-parole",
    r"\b(?:dijo|informó|anunció|declaró|según)\b|portavoz",
    "сообщил|заявил|объявил|по словам|пресс-служб",
    "قال|أعلن|صرح|أفاد|المتحدث",
    # What was, or will be, is not the case now.
    r"\bsera (?:indisponible|inaccessible|fermé|en maintenance)|\ba été (?:indisponible|rétabli)",
    r"\bestar[áa] (?:en|cerrad|fuera|no)|\bestuvo\b|\bno estará\b",
    r"\bбуд[еу]т\b|\bбыл[аи]? (?:недоступ|отключ|закрыт)|восстановлен",
    "سيكون|ستكون|سيتم",
)
_OUT_OF_ORDER = any_of(
    r"^.{0,60}\bsite(?: (?:web|internet))?(?: est)?(?: actuellement| temporairement"
    r"| momentanément)* (?:en (?:cours de )?(?:maintenance|construction)|indisponible"
    r"|inaccessible|hors ligne|fermé)",
    "^.{0,40}service (?:temporairement |momentanément )?indisponible",
    "^.{0,40}erreur interne du serveur",
    "^.{0,40}erreur.{0,40}base de données",
    r"^.{0,60}\bsitio(?: web)?(?: est[aá]| se encuentra)?(?: actualmente| temporalmente)*"
    "(?: (?:en|bajo) (?:mantenimiento|construcción)| no disponible| fuera de servicio)",
    "^.{0,40}estamos (?:mejorando|actualizando|renovando|trabajando en) (?:nuestro|el|este) sitio",
    "^.{0,40}servicio (?:temporalmente )?no disponible",
    "^.{0,40}error interno del servidor",
    "^.{0,40}error.{0,30}base de datos",
    r"^.{0,40}\b(?:сайт|портал)\b.{0,30}(?:недоступен|отключ[её]н|закрыт на|не работает"
    "|в разработке|на (?:реконструкции|обслуживании|ремонте))",
    r"^.{0,60}(?:ведутся|проводятся) (?:технические|профилактические) работы.{0,60}"
    r"(?:\bсайт|\bпортал|\bсервер|позже)",
    "^.{0,40}на (?:нашем )?сайте (?:ведутся|проводятся).{0,20}работы",
    "^.{0,40}ошибка сервера",
    "^.{0,40}(?:сервис|сервер) (?:временно )?недоступен",
    "^.{0,40}ошибка.{0,30}баз[аыейоу]{1,2} данных",
    "^.{0,40}الموقع (?:الإلكتروني )?(?:حاليا )?"
    "(?:(?:تحت|قيد) (?:الصيانة|الإنشاء|التطوير)|مغلق مؤقت|غير متاح)",
    "^.{0,40}خطأ (?:داخلي )?في الخادم",
    "^.{0,40}خطأ.{0,20}قاعدة البيانات",
)
# In the main part of a site, only what speaks to its reader: "try again later".
_TROUBLED = any_of(
    r"\bsite(?: web| internet)? a rencontré une erreur|une erreur (?:inattendue|est survenue"
    r"|s[’']est produite).{0,60}(?:réessayer|nouveau|plus tard)",
    r"\bsitio(?: web)? (?:ha )?encontr(?:ó|ado) un error|(?:error inesperado|ha ocurrido un error)"
    ".{0,60}(?:nuevo|más tarde|intent)",
    "(?:непредвиденная|внутренняя|произошла) ошибка.{0,60}(?:повторите|попробуйте|позже)",
    "خطأ (?:غير متوقع|ما).{0,60}(?:المحاولة|لاحق|أخرى)",
    r"\ben (?:cours de )?maintenance\W.{0,60}(?:nous serons|à bientôt|revenez|réessayez)",
    r"\b(?:en|de) mantenimiento\W.{0,60}(?:volveremos|estaremos|vuelva|regrese|inténtelo)",
    "(?:на (?:техническом )?обслуживании|технические работы).{0,60}"
    "(?:мы (?:скоро )?верн|зайдите|попробуйте|повторите|возвращайтесь)",
    "(?:تحت|قيد) الصيانة.{0,60}(?:سنعود|حاول|زيارتنا)",
)
_REFUSED = any_of(
    r"^.{0,60}vous n[’']êtes pas autorisé[(e)·.]* à (?:accéder|consulter|afficher)",
    "^.{0,60}no (?:está|tiene) autoriza(?:do|da|ción) (?:a|para) (?:acceder|ver|entrar)",
    "^.{0,60}(?:غير مسموح|غير مصرح|لا يسمح) لك ب?(?:الدخول|الوصول)",
    r"^.{0,60}vous n[’']avez pas (?:la permission|l[’']autorisation|le droit|les droits)"
    r".{0,20}(?:accéder|consulter|afficher)",
    "^.{0,80}votre (?:adresse ip|ip|requête|accès).{0,30}(?:bloqué|refusé|rejeté|interdit)",
    "^.{0,60}no tienes? (?:permiso|autorización|acceso).{0,20}(?:acceder|ver|página|sitio)",
    "^.{0,80}(?:su|tu) (?:dirección ip|ip|petición).{0,30}(?:bloquead|denegad|rechazad)",
    "^.{0,80}(?:su|tu) acceso (?:a (?:este sitio|esta página) )?(?:ha sido|fue|está) "
    "(?:bloquead|denegad)",
    "^.{0,80}(?:su|tu) solicitud (?:ha sido|fue) bloqueada",
    "^.{0,80}ваш (?:ip|запрос|доступ).{0,20}(?:заблокирован|отклон[её]н|запрещ[её]н|ограничен)",
    "^.{0,60}доступ к (?:запрашиваемому |данному |этому |информационному )*"
    "(?:ресурсу|сайту|странице|серверу).{0,20}(?:ограничен|запрещ[её]н|закрыт|заблокирован)",
    "^.{0,60}у вас (?:нет|недостаточно) (?:прав|доступа|разрешения)",
    "^.{0,60}ليس لديك (?:إذن|صلاحية|تصريح|الصلاحية).{0,30}(?:الصفحة|الموقع|المورد)",
    # Too many requests.
    r"^.{0,60}\btrop de requêtes\b.{0,80}(?:réessay|plus tard)",
    r"^.{0,60}\bdemasiadas (?:solicitudes|peticiones)\b.{0,80}(?:nuevo|más tarde|inténtelo)",
    "^.{0,60}слишком много запросов.{0,80}(?:позже|повторите|попробуйте)",
    "^.{0,60}(?:عددا?ً? كبيرا?ً? من الطلبات|طلبات كثيرة).{0,60}(?:المحاولة|لاحق)",
    "^.{0,60}تم (?:حظر|رفض) (?:طلبك|وصولك|عنوان)",
    # Those who close the way write the page, not the site.
    r"^.{0,60}\b(?:l[’']accès à )?ce site.{0,30}(?:est|a été) (?:bloqué|interdit)\b",
    r"^.{0,60}\b(?:el acceso a )?este sitio(?: web)?.{0,20}(?:ha sido|está) "
    "(?:bloquead|restringid)",
    "^.{0,60}الموقع (?:الذي (?:تحاول|طلبت)|المطلوب).{0,40}(?:محجوب|محظور|غير متاح|حجب)",
    "^.{0,60}(?:تم حجب|حُجب) هذا الموقع",
)
_ASKS_FOR_PROOF = any_of(
    "^.{0,100}vous (?:n[’']êtes pas un robot|êtes (?:bien )?(?:un )?humain)",
    "^.{0,100}no (?:eres|es|soy) un robot",
    "^.{0,100}(?:вы|я) не робот",
    "^.{0,100}запросы.{0,40}(?:не робот|вы, а не|похожи на автоматические)",
    "^.{0,100}(?:لست|أنك لست) (?:روبوت|برنامج)",
)
_PAGE_IS_GONE = any_of(
    r"^\W*(?:erreur |404\W+)*page (?:introuvable|non trouvée).{0,30}$",
    "la page (?:que vous (?:recherchez|cherchez|demandez|avez demandée|souhaitez)|demandée)"
    ".{0,60}(?:existe (?:pas|plus)|introuvable|déplacée|supprimée|trouvée|disponible)",
    "^.{0,60}cette page n[’']existe (?:pas|plus)",
    r"^\W*(?:error |404\W+)*página no encontrada.{0,30}$",
    "la página (?:que (?:busca|buscas|ha|intenta|est|solicit)|solicitada).{0,60}"
    "(?:no (?:existe|se|está|ha|fue)|eliminada|movida)",
    r"^\W*(?:ошибка |404\W+)*страница не найдена.{0,30}$",
    "(?:запрашиваемая|запрошенная|указанная) (?:вами )?страница.{0,30}"
    "(?:не (?:найдена|существует|обнаружена)|удалена)",
    "^.{0,60}(?:такой|этой|данной) страницы (?:больше )?(?:не существует|нет)",
    r"^\W*(?:خطأ |404\W+)*الصفحة غير (?:موجودة|متوفرة).{0,30}$",
    "الصفحة (?:التي (?:تبحث|طلبتها|تحاول)|المطلوبة).{0,40}(?:غير|لم|حذف|لا)",
    "لم يتم العثور على (?:هذه )?الصفحة",
)
_GONE_TITLE = titled(
    r"(?:(?:erreur )?404\W+)?page (?:introuvable|non trouvée|inexistante)",
    r"(?:(?:error )?404\W+)?página (?:no encontrada|inexistente)",
    r"(?:(?:ошибка )?404\W+)?страница не (?:найдена|существует)",
    r"(?:404\W+)?الصفحة غير موجودة",
)
_FOR_SALE = any_of(
    r"(?:nom de domaine|ce domaine).{0,30}(?:à vendre|en vente|expiré)",
    r"este dominio.{0,30}(?:en venta|a la venta|expirado|caducado)",
    "домен.{0,30}(?:прода[её]тся|на продажу|припаркован)",
    "срок регистрации домена",
    "(?:هذا|اسم) النطاق.{0,20}للبيع",
)
_ASKS = any_of("<form", "<input", "<script")

TONGUES: tuple[Rule, ...] = (
    Rule(name="asks for a proof that a person is there", verdict=Verdict.BLOCKED, most=250,
         lacks=STORY, unless=_TOLD, marks=(_ASKS,), text=_ASKS_FOR_PROOF),
    Rule(name="a firewall refuses the request, in words of its own", verdict=Verdict.BLOCKED,
         most=500, lacks=STORY, unless=_TOLD, text=_REFUSED),
    Rule(name="a firewall refuses the request, beside menus", verdict=Verdict.BLOCKED, most=160,
         lacks=DATED, unless=_TOLD, own=_REFUSED),
    Rule(name="says that it is out of order", verdict=Verdict.ERROR, most=300, lacks=STORY,
         unless=_TOLD, own=_OUT_OF_ORDER),
    Rule(name="says that it is out of order, beside menus", verdict=Verdict.ERROR, most=180,
         lacks=DATED, unless=_TOLD, own=_TROUBLED),
    Rule(name="nothing but a note that the page does not exist", verdict=Verdict.TOMBSTONE,
         most=300, lacks=DATED, unless=_TOLD, own=_PAGE_IS_GONE),
    Rule(name="its title says that the page does not exist", verdict=Verdict.TOMBSTONE, most=250,
         lacks=DATED, unless=_TOLD, title=_GONE_TITLE, own=any_of(".")),
    Rule(name="a domain for sale, or parked", verdict=Verdict.WRONG_TYPE, most=500, lacks=STORY,
         unless=_TOLD, text=_FOR_SALE),
)  # fmt: skip
