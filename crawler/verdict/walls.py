"""Challenges and walls: pages by which somebody keeps us from the page.

The signatures are those of the vendors' own pages, and of captures of government sites.
"""

import re

from crawler.items import Verdict
from crawler.verdict.rules import NARRATIVE, STORY, Rule, any_of, titled
from crawler.verdict.wall_words import (
    ASKS_FOR_PROOF,
    CHALLENGE_SCRIPT,
    FIREWALL_SCRIPT,
    FIREWALL_TITLE,
    GUARDED_TITLE,
    NOT_HERE,
    REFUSED,
    REFUSED_ZH,
    SCRIPT,
    TOLD,
    WANTS_SCRIPTS,
)

_BY_HEADER = (
    Rule(
        name="Cloudflare: challenge",
        verdict=Verdict.BLOCKED,
        header="cf-mitigated",
        pattern="challenge",
    ),
    Rule(
        name="AWS WAF",
        verdict=Verdict.BLOCKED,
        header="x-amzn-waf-action",
        pattern="challenge|captcha|block",
    ),
    Rule(name="Rimon filter", verdict=Verdict.BLOCKED, header="rimon", pattern="block"),
    Rule(name="SiteGround: captcha", verdict=Verdict.BLOCKED, header="sg-captcha", pattern="."),
    Rule(
        name="Vercel",
        verdict=Verdict.BLOCKED,
        header="x-vercel-mitigated",
        pattern="challenge|deny",
    ),
    Rule(name="Sucuri: blocked", verdict=Verdict.BLOCKED, header="x-sucuri-block", pattern="."),
)

TELLING_HEADERS = frozenset(rule.header for rule in _BY_HEADER) | {"content-encoding"}
"""The headers that a verdict may depend on, beside the usual ones."""

_BY_TITLE = (
    Rule(
        name="Cloudflare: challenge page",
        verdict=Verdict.BLOCKED,
        most=3000,
        title=titled(
            r"just a moment\.*",
            "请稍候…?",
            "attention required!",
            "one more step",
            "verify you are human",
            "un momento…?",
            "un instant…?",
            "один момент…?",
            "nur einen moment…?",
            "please wait.{0,20}",
        ),
        marks=(
            any_of(
                "/cdn-cgi/(?:challenge|styles|images|bm)",
                "cf[-_]chl",
                "cf-wrapper",
                r"challenges\.cloudflare\.com",
                "cloudflare ray id",
            ),
        ),
    ),
    Rule(
        name="Cloudflare: access denied",
        verdict=Verdict.BLOCKED,
        most=3000,
        title=re.compile(
            r"used cloudflare to restrict access|^attention required! \| cloudflare", re.IGNORECASE
        ),
    ),
    Rule(
        name="Baidu Yunjiasu: challenge or error",
        verdict=Verdict.BLOCKED,
        most=3000,
        title=re.compile(r"\|\s*百度云加速"),
        marks=(any_of("yunjiasu", "/cdn-cgi/"),),
    ),
    Rule(
        name="Akamai: access denied",
        verdict=Verdict.BLOCKED,
        most=1500,
        title=titled("access denied"),
        lacks=STORY,
        marks=(
            any_of(
                r"errors\.edgesuite\.net",
                r"reference\s*#\s*[0-9a-f]+\.",
                "you don't have permission to access",
            ),
        ),
    ),
    Rule(
        name="CloudFront: the request was blocked",
        verdict=Verdict.BLOCKED,
        most=2000,
        title=titled("error: the request could not be satisfied"),
        text=any_of("request blocked", "403 error", "block access from your country"),
    ),
    Rule(
        name="State Department: technical difficulties, exception forbidden",
        most=3000,
        verdict=Verdict.BLOCKED,
        title=titled("technical difficulties"),
        text=any_of(r"exception:\s*forbidden"),
    ),
)

_BY_SCRIPT = (
    Rule(
        name="a challenge script and no text",
        verdict=Verdict.BLOCKED,
        most=30,
        marks=(CHALLENGE_SCRIPT,),
    ),
    Rule(
        name="a challenge script and its note",
        verdict=Verdict.BLOCKED,
        most=800,
        lacks=STORY,
        unless=NARRATIVE,
        marks=(CHALLENGE_SCRIPT,),
        text=any_of("^.{0,200}(?:" + ASKS_FOR_PROOF.pattern + "|" + WANTS_SCRIPTS.pattern + ")"),
    ),
    Rule(
        name="a script that sets a cookie, and asks again",
        verdict=Verdict.BLOCKED,
        most=30,
        lacks=STORY,
        marks=(any_of(r"document(?:\.cookie|\[['\"]cookie['\"]\])\s*="), any_of(r"\blocation\b")),
    ),
    Rule(
        name="a firewall's script that sends the browser elsewhere",
        verdict=Verdict.BLOCKED,
        most=300,
        lacks=STORY,
        marks=(FIREWALL_SCRIPT, SCRIPT),
    ),
)

_BY_WORDS = (
    Rule(
        name="forbidden",
        verdict=Verdict.BLOCKED,
        most=300,
        lacks=STORY,
        unless=NARRATIVE,
        title=titled(
            (
                "(?:error )?403"
                r"(?:\W+(?:error\W+)?(?:-\s*)?(?:forbidden|access denied|禁止访问|拒绝访问).{0,10}"
                ")?"
            ),
            "forbidden",
            "access denied",
            "(?:禁止|拒绝)(?:访问|存取)",
        ),
        text=any_of(
            r"^403\b.{0,20}$",
            "403 forbidden",
            "permission",
            "access denied",
            "access (?:is|to).{0,40}forbidden",
            r"forbidden\W*(?:nginx|apache|openresty|tengine)?$",
            "禁止访问",
            "拒绝访问",
            "非法访问",
            "没有权限",
            "权限不足",
            "无权",
        ),
    ),
    Rule(
        name="a firewall refuses the request",
        verdict=Verdict.BLOCKED,
        most=1500,
        lacks=STORY,
        unless=TOLD,
        title=FIREWALL_TITLE,
        text=any_of(
            "(?:was|were|been|is) rejected",
            "block",
            "support id",
            "human",
            "denied",
            "not a (?:ro)?bot",
            "captcha",
            "javascript",
            "browser extension",
            "attack",
            "checking",
            "拦截",
            "阻断",
            "阻止",
            "攻击",
            "频繁",
            "防火墙",
            "验证",
            "禁止访问",
            REFUSED.pattern,
            REFUSED_ZH.pattern,
            ASKS_FOR_PROOF.pattern,
            WANTS_SCRIPTS.pattern,
        ),
    ),
    Rule(
        name="a firewall refuses the request",
        verdict=Verdict.BLOCKED,
        most=1500,
        lacks=STORY,
        unless=TOLD,
        title=GUARDED_TITLE,
        text=any_of(
            REFUSED.pattern,
            REFUSED_ZH.pattern,
            ASKS_FOR_PROOF.pattern,
            WANTS_SCRIPTS.pattern,
            "(?:was|been|is) (?:blocked|denied|rejected)",
        ),
    ),
    Rule(
        name="a firewall refuses the request, in words of its own",
        verdict=Verdict.BLOCKED,
        most=700,
        lacks=STORY,
        unless=TOLD,
        text=any_of(REFUSED.pattern, REFUSED_ZH.pattern),
    ),
    Rule(
        name="asks for a proof that a person is there",
        verdict=Verdict.BLOCKED,
        most=250,
        lacks=STORY,
        unless=NOT_HERE,
        marks=(SCRIPT,),
        text=any_of("^.{0,100}(?:" + ASKS_FOR_PROOF.pattern + ")"),
    ),
    Rule(
        name="wants scripts, and says nothing else",
        verdict=Verdict.BLOCKED,
        most=140,
        lacks=STORY,
        unless=NARRATIVE,
        marks=(SCRIPT,),
        own=any_of("^.{0,100}(?:" + WANTS_SCRIPTS.pattern + ")"),
    ),
)

WALLS: tuple[Rule, ...] = _BY_HEADER + _BY_TITLE + _BY_SCRIPT + _BY_WORDS
