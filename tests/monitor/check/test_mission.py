"""Who is who on a mission's site: moved and renamed posts, twins, and the files of articles."""

import io
from collections.abc import Callable
from dataclasses import replace

import docx

from monitor.model import Kind, State
from tests.monitor.check.mission import ACCORD, DAY, TALKS, Watched
from tests.monitor.check.watch import HOUR
from tests.papers import paper
from tests.wordpress import Post

Watch = Callable[..., Watched]
FILE = "/wp-content/uploads/sites/9/2021/02/accord-text.pdf"
LINK = f'全文见<a href="{FILE}">协定文本</a>，双方已于今日在首都签署。'


FIRST = "第一条　双方在教育和科学领域开展合作，每两年举行一次会议。"
SECOND = "第二条　各方承担本国代表团的费用，协定自签署之日起生效。"
THIRD = "第二条　费用由双方平均分担，协定在交换照会之后生效。"


def documents(news: Watched) -> dict[str, State]:
    return {one.url: one.state for one in news.store.documents.of_source("news")}


async def test_a_renamed_post_that_its_old_address_leads_to_is_one_document(watch: Watch) -> None:
    news = watch()
    await news.look()
    news.wordpress.edit("accord", slug="accord-in-force", modified="2026-11-21T13:30:00")
    news.wordpress.site.redirect("/zh/accord/", "/zh/accord-in-force/", status=301)

    report = await news.look()

    assert [(c.kind, c.title) for c in report.changes] == [(Kind.MOVED, ACCORD.title)]
    assert len(documents(news)) == 3


async def test_a_renamed_post_is_known_by_its_number(watch: Watch) -> None:
    news = watch()
    await news.look()
    news.wordpress.edit("accord", slug="accord-in-force", title="合作协定今日起生效")
    news.wordpress.site.remove("/zh/accord/")

    report = await news.look()

    assert [(c.kind, c.title) for c in report.changes] == [(Kind.MOVED, "合作协定今日起生效")]
    assert len(documents(news)) == 3


async def test_a_short_address_and_its_permalink_are_one_document(watch: Watch) -> None:
    news = watch(interfaces=["listing"])
    site, wordpress = news.wordpress.site, news.wordpress
    site.redirect("/?p=11", "/zh/accord/", status=301)
    site.serve("/?p=12", wordpress.page(TALKS))  # answers without leading on
    listing = site._actions["/zh/news-zh/"]
    short = listing.body.decode().replace("/zh/accord/", "/?p=11").replace("/zh/talks/", "/?p=12")  # type: ignore[attr-defined]
    site.serve("/zh/news-zh/", short)
    await news.look()
    assert len(documents(news)) == 3
    wordpress.show()

    report = await news.look()

    assert (report.changes, len(documents(news))) == ((), 3)


async def test_a_post_under_the_new_name_of_a_site_is_the_same_document(watch: Watch) -> None:
    news = watch(interfaces=["listing"])
    port = news.wordpress.site.port
    news.source = replace(
        news.source, options=dict(news.source.options) | {"hosts": [f"localhost:{port}"]}
    )
    await news.look()
    for post in news.wordpress.posts:
        path = news.wordpress.path(post)
        there = news.wordpress.page(post).replace(f"127.0.0.1:{port}", f"localhost:{port}")
        news.wordpress.site.serve(path, there)
        news.wordpress.site.redirect(f"/old{path}", path)
    front = news.wordpress.site._actions["/zh/news-zh/"].body.decode()  # type: ignore[attr-defined]
    moved = front.replace(f"127.0.0.1:{port}", f"localhost:{port}")
    news.wordpress.site.serve("/zh/news-zh/", moved)

    report = await news.look()

    assert [change for change in report.changes if change.kind is Kind.NEW] == []
    assert len(documents(news)) == 3


async def test_another_post_with_the_number_of_a_known_one_is_another_document(
    watch: Watch,
) -> None:
    news = watch(interfaces=["listing"])
    await news.look()
    news.wordpress.bin("accord")
    other = Post(
        11, "tariffs", "关于关税的声明", text=("新的关税将于三月一日开始征收，为期两年。",)
    )
    news.wordpress.publish(replace(other, published="2026-11-23", date="十一月 23, 2026"))

    report = await news.look()

    assert [(c.kind, c.title) for c in report.changes] == [(Kind.NEW, "关于关税的声明")]
    assert len(documents(news)) == 4


async def test_a_site_may_move_to_another_host_and_name_its_posts_anew(watch: Watch) -> None:
    news = watch(interfaces=["listing", "api"])
    await news.look()
    wordpress = news.wordpress
    site, port = wordpress.site, wordpress.site.port
    news.source = replace(
        news.source, options=dict(news.source.options) | {"hosts": [f"localhost:{port}"]}
    )
    for post in wordpress.posts:
        to = f"http://localhost:{port}/zh/{post.slug}-new/"
        site.redirect(wordpress.path(post), to, status=301)
    wordpress.posts = [replace(post, slug=f"{post.slug}-new") for post in wordpress.posts]
    wordpress.show("listing", "api")
    for path in [
        path for path in site._actions if "-new" in path or "/zh/n" in path or "/wp" in path
    ]:
        answer = site.answer(path)
        body = answer.body.replace(b"//127.0.0.1", b"//localhost")
        site.act(path, replace(answer, body=body))

    report = await news.look()

    assert {change.kind for change in report.changes} == {Kind.MOVED}
    assert {url.split("/")[2] for url in documents(news)} == {f"localhost:{port}"}
    assert len(documents(news)) == 3


async def test_numbers_that_mean_other_posts_after_a_migration_change_nothing(
    watch: Watch,
) -> None:
    news = watch()
    await news.look()
    news.wordpress.posts = [replace(post, id=post.id + 1) for post in news.wordpress.posts]
    news.wordpress.show()

    changes = [change for _ in range(3) for change in (await news.look(2 * HOUR)).changes]

    assert (changes, len(documents(news))) == ([], 3)


async def test_a_deleted_post_whose_address_leads_to_another_article_is_removed(
    watch: Watch,
) -> None:
    news = watch()
    await news.look()
    news.wordpress.bin("accord")
    news.wordpress.site.redirect("/zh/accord/", "/zh/talks/", status=301)

    changes = [change for _ in range(4) for change in (await news.look(2 * HOUR)).changes]

    assert [(c.kind, c.title) for c in changes] == [(Kind.REMOVED, ACCORD.title)]
    assert len(documents(news)) == 3


async def test_a_home_page_is_no_language_version_of_an_article(watch: Watch) -> None:
    news = watch(languages=["zh", "en"])
    home = news.wordpress.site.url("/")
    front = (
        "<html lang=en><title>Home</title><main><h1>Welcome</h1><p>To our site.</p></main></html>"
    )
    news.wordpress.site.serve("/", front)
    for post in (ACCORD, TALKS):
        news.wordpress.edit(post.slug, twins={"en": home, "x-default": home})

    assert (await news.look()).baseline == 3
    assert (await news.look()).changes == ()


async def test_the_other_language_of_an_article_is_watched_by_one_word(watch: Watch) -> None:
    english = Post(21, "accord-en", "Accord enters into force", language="en")
    news = watch(ACCORD, interfaces=["listing"], languages=["zh", "en"])
    wordpress = news.wordpress
    wordpress.site.serve("/news/", wordpress.site._actions["/zh/news-zh/"].body)  # type: ignore[attr-defined]
    wordpress.edit("accord", twins={"en": wordpress.url(english)})
    wordpress.site.serve(wordpress.path(english), wordpress.page(english))

    report = await news.look()

    assert report.baseline == 2
    known = {one.language: one for one in news.store.documents.of_source("news")}
    assert set(known) == {"zh", "en"}
    chinese = news.store.documents.get(known["zh"].id)
    assert chinese is not None
    assert chinese.snapshot is not None
    assert [one.id for one in news.store.documents.versions("news", chinese.snapshot.reading)] == [
        known["en"].id
    ]


async def test_the_rule_says_where_the_other_language_is_where_the_page_does_not(
    watch: Watch,
) -> None:
    news = watch(ACCORD, interfaces=["listing"])
    rule = {"en": news.wordpress.site.url("/{slug}-en/")}
    news.source = replace(
        news.source, options=dict(news.source.options) | {"twins": rule, "languages": ["zh", "en"]}
    )
    wordpress = news.wordpress
    wordpress.site.serve("/news/", wordpress.site._actions["/zh/news-zh/"].body)  # type: ignore[attr-defined]
    english = Post(21, "accord-en", "Accord enters into force", language="en")
    wordpress.site.serve("/accord-en/", wordpress.page(english))

    assert (await news.look()).baseline == 2


async def test_a_file_that_an_article_links_to_is_a_document_of_its_own(watch: Watch) -> None:
    news = watch(replace(ACCORD, text=(LINK,)))
    news.wordpress.site.serve(FILE, paper("协定文本", FIRST, SECOND), content_type=PDF)

    report = await news.look()

    assert (report.baseline, report.changes) == (2, ())
    url = news.wordpress.site.url(FILE)
    assert set(documents(news)) == {news.wordpress.url(ACCORD), url}
    (linking,) = news.store.documents.linking("news", url)
    assert linking.url == news.wordpress.url(ACCORD)
    known = news.store.addresses.document("news", url)
    assert known is not None
    assert known["form"] == "pdf"

    news.wordpress.site.serve(FILE, paper("协定文本", FIRST, THIRD), content_type=PDF)
    report = await news.look()
    assert [(c.kind, c.title) for c in report.changes] == [(Kind.EDITED, "协定文本")]


async def test_a_word_file_that_an_article_links_to_is_read_too(watch: Watch) -> None:
    news = watch(replace(ACCORD, text=(LINK.replace(".pdf", ".docx"),)))
    file = docx.Document()
    file.add_heading("协定文本", 1)
    file.add_paragraph(FIRST)
    content = io.BytesIO()
    file.save(content)
    news.wordpress.site.serve(FILE.replace(".pdf", ".docx"), content.getvalue(), content_type=WORD)

    assert (await news.look()).baseline == 2

    known = news.store.addresses.document("news", news.wordpress.site.url(FILE)[:-3] + "docx")
    assert known is not None
    found = news.store.documents.get(known["id"])
    assert found is not None
    assert found.snapshot is not None
    assert (found.title, found.language) == ("协定文本", "zh")
    assert (found.snapshot.reading.form, found.snapshot.reading.text) == (
        "docx",
        " ".join(FIRST.split()),
    )


async def test_a_file_is_as_new_as_what_links_to_it(watch: Watch) -> None:
    news = watch()
    await news.look()
    news.wordpress.site.serve(FILE, paper("协定文本", FIRST, SECOND), content_type=PDF)
    news.wordpress.publish(
        Post(15, "annex", "协定的附件", text=(LINK,), published="2021-02-10", date="二月 10, 2021")
    )

    report = await news.look()

    changes = {change.title: change for change in report.changes}
    assert {title: change.kind for title, change in changes.items()} == {
        "协定的附件": Kind.NEW,
        "协定文本": Kind.NEW,
    }
    linked_from = changes["协定文本"].circumstances["linked_from"]
    assert linked_from == changes["协定的附件"].document


async def test_a_file_that_is_put_into_an_old_article_is_told(watch: Watch) -> None:
    news = watch()
    await news.look()
    news.wordpress.site.serve(FILE, paper("协定文本", FIRST, SECOND), content_type=PDF)
    news.wordpress.edit("accord", text=(*ACCORD.text, LINK))

    report = await news.look()

    assert {(change.kind, change.title) for change in report.changes} == {
        (Kind.EDITED, ACCORD.title),
        (Kind.NEW, "协定文本"),
    }


async def test_files_that_come_to_light_because_they_are_looked_for_now_are_no_news(
    watch: Watch,
) -> None:
    news = watch(replace(ACCORD, text=(LINK,)), linked=False)
    news.wordpress.site.serve(FILE, paper("协定文本", FIRST, SECOND), content_type=PDF)
    await news.look()
    assert FILE not in news.wordpress.site.paths
    news.source = replace(news.source, options=dict(news.source.options) | {"linked": True})

    reports = [await news.look(), await news.look(HOUR), await news.look(2 * DAY)]

    assert [change for report in reports for change in report.changes] == []
    assert len(documents(news)) == 2


async def test_a_file_that_cannot_be_read_yet_is_told_by_its_name(watch: Watch) -> None:
    news = watch()
    await news.look()
    news.wordpress.site.fail(503, FILE)
    news.wordpress.edit("accord", text=(*ACCORD.text, LINK))

    report = await news.look()

    assert (Kind.NEW, "accord-text.pdf") in {(c.kind, c.title) for c in report.changes}
    news.wordpress.site.serve(FILE, paper("协定文本", FIRST, SECOND), content_type=PDF)
    assert (await news.look()).changes == ()
    news.wordpress.site.serve(FILE, paper("协定文本", FIRST, THIRD), content_type=PDF)
    assert [c.kind for c in (await news.look()).changes] == [Kind.EDITED]


PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
