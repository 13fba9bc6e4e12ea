"""Topics (dòng sự kiện): what readers find under one, what an article says of its own, and who decides."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction  # noqa: F401 - `connection` is read by a mark
from django.db.utils import IntegrityError
from django.urls import reverse
from wagtail.models import Locale

from cms.editorial import drafts
from cms.editorial.content_hash import content_hash
from cms.editorial.gate import UnapprovedPublication
from home.models import HomePage
from newsroom.models import NewsIndexPage, NewsPage, TopicIndexPage, TopicPage
from tests.factories import draft, edit, fresh, news, published, submitted
from tests.pages.builders import changed, committed, public, take_down
from tests.support import add_address, edit_address, loaded, news_form


@pytest.fixture
def topics(home) -> TopicIndexPage:
    return TopicIndexPage.objects.get()


@pytest.fixture
def topic(topics) -> TopicPage:
    return public(topics, TopicPage(title="Tuyển sinh lớp 10", intro="Từ kế hoạch đến ngày nhập học."))


@pytest.fixture
def write(section, department):
    """Return a function that publishes an article under topics."""

    def write(title: str, *under: TopicPage, **fields) -> NewsPage:
        return public(section, news(title, department=department, topics=list(under), **fields))

    return write


def soup(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser").main


def listed(client, topic) -> list[str]:
    return [link.text for link in soup(client, topic.url).select(".teaser__link")]


def test_topic_lists_its_public_articles_of_every_section_newest_first(client, home, topic, write, department):
    other = public(home, NewsIndexPage(title="Tuyển sinh và thi"))
    write("Cũ", topic)
    public(other, news("Mới, mục khác", department=department, topics=[topic]))
    take_down(write("Đã gỡ", topic))
    write("Không thuộc dòng nào")
    assert listed(client, topic) == ["Mới, mục khác", "Cũ"]
    assert "Từ kế hoạch đến ngày nhập học." in soup(client, topic.url).text


def test_draft_under_a_topic_is_not_listed_before_it_is_public(client, topic, section, drafter, approver):
    page = submitted(section, drafter, news("Chờ duyệt", topics=[topic]))
    assert listed(client, topic) == []
    with committed():
        drafts.approve(page, approver)
    assert listed(client, topic) == ["Chờ duyệt"]


def test_topic_chosen_in_a_draft_of_a_public_article_waits_for_approval(client, topic, write, colleague, approver):
    page = write("Đã đăng")
    edit(page, colleague, topics=[topic])
    assert listed(client, topic) == []
    assert fresh(page).public_topics == []
    with committed():
        drafts.submit(fresh(page), colleague)
        drafts.approve(fresh(page), approver)
    assert listed(client, topic) == ["Đã đăng"]


def test_article_names_its_public_topics_alone(topics, topic, write):
    hidden = public(topics, TopicPage(title="Sẽ gỡ"))
    page = write("Tin", hidden, topic)
    take_down(hidden)
    assert fresh(page).public_topics == [topic]


def test_article_leads_to_its_topics(client, topic, write):
    links = soup(client, write("Tin", topic).url).select(".article-topics a")
    assert [(link.text, link["href"]) for link in links] == [("Tuyển sinh lớp 10", topic.url)]
    assert not soup(client, write("Tin khác").url).select(".article-topics")


def test_form_offers_public_topics_that_go_on(client, topics, topic, drafter, section):
    public(topics, TopicPage(title="Đã kết thúc", is_ended=True))
    draft(topics, drafter, TopicPage(title="Chưa duyệt"))
    client.force_login(drafter)
    form = client.get(add_address(section, NewsPage)).context["form"]
    assert [str(label) for _value, label in form.fields["topics"].choices] == [topic.title]


def test_form_keeps_a_topic_that_has_ended_since(client, topic, write, drafter, administrator, approver):
    page = write("Tin", topic)
    changed(topic, administrator, approver, is_ended=True)
    client.force_login(drafter)
    data = news_form(title="Viết lại") | {"slug": page.slug, "topics": [topic.pk]} | loaded(page)
    client.post(edit_address(page), data)
    latest = fresh(page).get_latest_revision_as_object()
    assert (latest.title, [one.pk for one in latest.topics.all()]) == ("Viết lại", [topic.pk])


def test_form_takes_no_topic_that_readers_may_not_see(client, topics, section, drafter):
    hidden = draft(topics, drafter, TopicPage(title="Chưa duyệt"))
    client.force_login(drafter)
    response = client.post(add_address(section, NewsPage), news_form() | {"topics": [hidden.pk]})
    assert "topics" in response.context["form"].errors


def test_article_without_topics_has_the_hash_it_had_before_there_were_any(section, drafter):
    page = draft(section, drafter)
    without = content_hash(page)
    assert "topics" in page.serializable_data()
    page.serializable_data = lambda: {k: v for k, v in NewsPage.serializable_data(page).items() if k != "topics"}
    assert content_hash(page) == without


def test_topics_count_in_the_hash_and_their_order_does_not(topics, topic, section, drafter):
    second = public(topics, TopicPage(title="Chuyển đổi số"))
    page = draft(section, drafter)
    hashes = []
    for chosen in ([], [topic], [topic, second], [second, topic]):
        page.topics = chosen
        hashes.append(content_hash(page))
    assert len({*hashes}) == 3
    assert hashes[2] == hashes[3]


def test_copy_of_an_article_keeps_its_topics(topic, write, superuser):
    copy = write("Tin", topic).copy(update_attrs={"slug": "ban-sao"}, user=superuser, keep_live=False)
    assert [one.pk for one in fresh(copy).topics.all()] == [topic.pk]


def test_translated_article_stands_under_the_translated_topic(client, topic, write, department):
    english = HomePage.objects.get(locale__language_code="en")
    locale = Locale.objects.get(language_code="en")
    english_topics = public(english, TopicIndexPage(title="Topics", locale=locale))
    translated = TopicPage(title="Admission to grade 10", locale=locale, translation_key=topic.translation_key)
    translated = public(english_topics, translated)
    place = public(english, NewsIndexPage(title="News", locale=locale))
    write("Tin", topic)
    page = public(place, news("Article", department=department, locale=locale, topics=[topic]))
    assert page.public_topics == [translated]
    assert listed(client, translated) == ["Article"]
    assert listed(client, topic) == ["Tin"]


def test_department_proposes_a_topic_and_an_approver_decides(client, topics, drafter, approver):
    client.force_login(drafter)
    assert client.get(add_address(topics, TopicPage)).status_code == 200
    page = submitted(topics, drafter, TopicPage(title="Xây dựng trường chuẩn quốc gia"))
    client.logout()
    assert client.get(page.get_url()).status_code == 404
    with pytest.raises(PermissionDenied):
        drafts.approve(page, drafter)
    drafts.approve(fresh(page), approver)
    assert client.get(page.get_url()).status_code == 200


def test_list_of_topics_shows_running_ones_first_and_says_which_have_ended(client, topics, topic):
    public(topics, TopicPage(title="Phòng chống bão", is_ended=True))
    found = soup(client, topics.url)
    assert [link.text for link in found.select(".topic__link")] == [topic.title, "Phòng chống bão"]
    assert len(found.select(".topic__state")) == 1


def test_empty_topic_and_empty_list_of_topics_say_what_to_do(client, topics, topic):
    assert soup(client, topic.url).select_one(".empty__hint")
    take_down(topic)
    assert soup(client, topics.url).select_one(".empty__hint")


@pytest.mark.parametrize("number", ["abc", "0", "99999", "-1", "%00"])
def test_topic_has_no_page_of_rubbish(client, topic, number):
    assert client.get(f"{topic.url}?page={number}").status_code == 404


def test_public_search_finds_a_topic_by_its_introduction(client, topic):
    assert topic.url in client.get(reverse("search"), {"q": "ngay nhap hoc"}).content.decode()


def test_approved_article_keeps_its_topics_through_a_later_edit_elsewhere(topic, section, drafter, approver):
    page = published(section, drafter, approver, news("Tin", topics=[topic]))
    page = changed(page, drafter, approver, summary="Viết thêm")
    assert [one.pk for one in page.topics.all()] == [topic.pk]


def add_the_topic(page, topic):
    page.topics = [topic]
    page.save()


def add_the_article(page, topic):
    topic.articles.add(page)


@pytest.mark.parametrize("way", [add_the_topic, add_the_article], ids=lambda way: way.__name__)
def test_public_article_does_not_come_under_a_topic_past_the_gate(client, topic, write, way):
    page = write("Tin")
    with pytest.raises(UnapprovedPublication), transaction.atomic():
        way(page, topic)
    assert listed(client, topic) == []


def empty_the_topic(page, topic):
    topic.articles.clear()


def take_the_topic_away(page, topic):
    page.topics = []
    page.save()


@pytest.mark.parametrize("way", [empty_the_topic, take_the_topic_away], ids=lambda way: way.__name__)
def test_public_article_does_not_leave_a_topic_past_the_gate(client, topic, write, way):
    page = write("Tin", topic)
    with pytest.raises(UnapprovedPublication), transaction.atomic():
        way(page, topic)
    assert listed(client, topic) == ["Tin"]


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the trigger is PostgreSQL's")
def test_postgresql_refuses_to_put_a_public_article_under_a_topic_by_a_raw_write(topic, write):
    page = write("Tin")
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsPage.topics.through.objects.bulk_create([NewsPage.topics.through(newspage=page, topicpage=topic)])
