"""A person at WordPress's own admin pages: forms are filled in and sent, links are followed."""

import re
from urllib.parse import urljoin

import httpx
from lxml import html

from tests.real_wordpress.server import PASSWORD

_POST = re.compile(r"[?&]post=(\d+)")


class Editor:
    """An editor who is signed in at `home`."""

    def __init__(self, home: str) -> None:
        self.home = home
        self._client = httpx.Client(base_url=home, timeout=60, follow_redirects=True)
        self._client.get("/wp-login.php")
        form = {"log": "editor", "pwd": PASSWORD, "testcookie": "1"}
        answer = self._client.post("/wp-login.php", data=form)
        assert "/wp-admin/" in str(answer.url), answer.url

    def publish(self, *, category: str, **fields: str) -> None:
        """Write a new post: the page "Add New", filled in, and its button "Publish"."""
        page = self._page("/wp-admin/post-new.php")
        (label,) = (
            each for each in page.xpath("//*[@id='categorychecklist']//label")
            if each.text_content().strip() == category
        )  # fmt: skip
        (box,) = label.xpath(".//input")
        self._send(page, {**fields, "post_category[]": box.get("value"), "publish": "Publish"})

    def edit(self, path: str, **fields: str) -> None:
        """Change what the form of the post at `path` says, and press "Update"."""
        self._send(self._form_of(self._number(path)), {**fields, "save": "Update"})

    def bin(self, path: str) -> str:
        """Press "Move to Trash" in the form of the post at `path`; gives its number."""
        number = self._number(path)
        (link,) = self._form_of(number).xpath("//a[contains(@class, 'submitdelete')]/@href")
        self._client.get(link).raise_for_status()
        return number

    def restore(self, number: str) -> None:
        """Press "Restore" in the trash, and "Publish" in the form of what is a draft by then."""
        page = self._page("/wp-admin/edit.php?post_status=trash&post_type=post")
        links = page.xpath("//a[contains(@href, 'action=untrash')]/@href")
        (link,) = (each for each in links if f"post={number}&" in each)
        self._client.get(link).raise_for_status()
        self._send(self._form_of(number), {"publish": "Publish"})

    def _number(self, path: str) -> str:
        """As a person who is signed in finds it: the page's own link "Edit Post"."""
        page = self._page(path)
        links = page.xpath("//*[@id='wp-admin-bar-edit']//a/@href")
        (number,) = {match[1] for each in links if (match := _POST.search(each))}
        return str(number)

    def _form_of(self, number: str) -> html.HtmlElement:
        return self._page(f"/wp-admin/post.php?post={number}&action=edit")

    def _page(self, path: str) -> html.HtmlElement:
        answer = self._client.get(path)
        answer.raise_for_status()
        return html.fromstring(answer.content)

    def _send(self, page: html.HtmlElement, fields: dict[str, str]) -> None:
        (form,) = page.xpath("//form[@id='post']")
        values: dict[str, list[str]] = {}
        for name, value in form.form_values():
            values.setdefault(name, []).append(value)
        values |= {name: [value] for name, value in fields.items()}
        answer = self._client.post(urljoin(f"{self.home}/wp-admin/", form.action), data=values)
        answer.raise_for_status()
        said = html.fromstring(answer.content).xpath("//*[@id='message']")
        assert said, "WordPress did not say that the post was saved"
