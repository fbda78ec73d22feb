"""A wrong date is worse than none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading import dates


@pytest.mark.parametrize(
    "text",
    [
        "二月 8, 2021", "二月 8，2021", "2021年2月8日", "2021 年 2 月 8 日", "２０２１年２月８日",
        "2021年02月08號", "二零二一年二月八日", "二〇二一年二月八日", "二○二一年二月八号",
        "February 8, 2021", "8 February 2021", "8 February, 2021", "Feb 8, 2021", "FEB. 8 2021",
        "February 8th, 2021", "8th of February 2021", "2021-02-08", "2021/2/8",
        "8 février 2021", "8 de febrero de 2021", "febrero 8, 2021", "8 февраля 2021 г.",
        "8 فبراير، 2021", "٨ فبراير ٢٠٢١", "8 de fevereiro de 2021", "8. Februar 2021",
        "2021년 2월 8일", "8 tháng 2, 2021", "8 Şubat 2021", "8 лютого 2021",
        "2021.02.08", " 2021年2月8日\xa0", "2021年\u200b2月8日",
    ],
)  # fmt: skip
def test_a_day_is_known_in_every_way_it_is_written(text):
    assert dates.whole(text) == dates.alone(text) == dates.only(f"（{text}）") == "2021-02-08"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("十二月 31, 2020", "2020-12-31"),
        ("十月 10, 2020", "2020-10-10"),
        ("二〇二一年十二月二十八日", "2021-12-28"),
        ("二〇二一年十一月卅日", "2021-11-30"),
        ("二〇二一年一月廿一日", "2021-01-21"),
        ("13 Sept. 2021", "2021-09-13"),
        ("2020年2月29日", "2020-02-29"),
    ],
)
def test_months_and_days_are_counted_right(text, day):
    assert dates.whole(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "2021年2月31日", "2021年2月29日", "2021年13月1日", "二月 30, 2021", "February 30, 2021",
        "02/08/2021", "8.2.2021", "民国110年2月8日", "110年2月8日", "2021年2月", "2021-2/8",
        "12021-02-08",
        "0001-01-01", "dismay 3, 2021", "8 Marching 2021", "8 marsa 2021",
        "十 5, 2020", "十十月 5, 2020", "", "今天",
    ],
)  # fmt: skip
def test_what_is_no_day_or_not_surely_one_is_none(text):
    assert dates.whole(text) is dates.alone(text) is dates.only(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2021年2月4日 8:07AM 东部标准时间", "2021年2月4日 美国东部标准时间上午07:12",
        "2021年2月4日 星期四",
        "（2021年2月4日）", "Thursday, February 4, 2021", "February 4, 2021, 2:45 P.M. EST",
        "2021年2月4日，下午2时45分", "2021-02-04 10:22:05",
    ],
)  # fmt: skip
def test_a_date_may_have_its_time_beside_it(text):
    assert dates.alone(text) == "2021-02-04"
    assert dates.whole(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "今天是2021年2月4日",
        "2021年2月4日至2月5日",
        "2021年2月4日 2021年2月5日",
        "2021年2月4日 在北京",
    ],
)
def test_a_sentence_with_a_date_is_no_date(text):
    assert dates.alone(text) is None


def test_of_two_days_in_a_text_none_is_the_only_one():
    assert dates.only("发布：2021-02-04 更新：2021-02-05") is None
    assert dates.only("发布：2021-02-04 又：2021年2月4日") == "2021-02-04"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-02-08T10:00:00+08:00", "2021-02-08T10:00:00+08:00"),
        ("2021-02-08T10:00:00Z", "2021-02-08T10:00:00+00:00"),
        ("2021-02-08T10:00:00", "2021-02-08"),  # nobody knows where it was ten o'clock
        ("2021-02-08", "2021-02-08"),
        ("2021年2月8日", "2021-02-08"),
        ("2021-02-08 10:00 +08:00", "2021-02-08T10:00:00+08:00"),
        ("2021-02-08 10:00:00 UTC", "2021-02-08T10:00:00+00:00"),
        ("Mon, 08 Feb 2021 10:00:00 GMT", "2021-02-08T10:00:00+00:00"),
        ("2021-02-30", None),
        ("2021-W05", None),
        ("0001-01-01T00:00:00Z", None),
        ("", None),
    ],
)
def test_a_machines_time_keeps_its_offset(text, moment):
    assert dates.iso(text) == moment


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_comes_back(day):
    for text in (f"{day:%Y}年{day.month}月{day.day}日", f"{day:%B} {day.day}, {day:%Y}", f"{day}"):
        assert dates.whole(text) == dates.alone(text) == day.isoformat()


@given(st.text(max_size=120))
def test_no_text_breaks_it(text):
    for read in (dates.whole, dates.alone, dates.only, dates.iso):
        read(text)


def test_no_line_is_slow_to_refuse():
    hostile = "2021年2月4日" + " 1:11" * 5000 + "x"

    assert dates.alone(hostile) is dates.alone(hostile[:98] + "x") is None
    assert dates.only(hostile) == "2021-02-04"
