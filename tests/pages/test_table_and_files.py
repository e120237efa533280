"""Under each finding: its table and its files, behind one name of its own."""

from streamlit.testing.v1 import AppTest

from tests.apps import Apps
from tests.exporting.findings import coming
from tests.pages.reading import labels, opened, said
from ui.charts.finding import Finding
from ui.exporting.take_away import WAYS


def one_finding(group_id, finding):  # type: ignore[no-untyped-def] # run by its source alone, without what is imported here
    from ui.engagement.shown import Question, shown

    shown(group_id, Question("coming", "Coming to the group"), None, finding)


def page(apps: Apps, finding: Finding) -> AppTest:
    signed_in = apps.sign_in("coordinator")
    app = AppTest.from_function(one_finding, args=(apps.cast.group.id, finding), default_timeout=30)
    app.jar = signed_in.jar
    return app.run()


def test_closed_there_is_its_name_and_nothing_else(apps: Apps) -> None:
    app = page(apps, coming())
    assert [box.label for box in app.expander] == ["Coming to the group: table and files"]
    assert (list(app.table), labels(app)) == ([], [])


def test_open_it_has_the_table_of_the_plotted_figures_and_every_way_out(apps: Apps) -> None:
    """R27."""
    finding = coming()
    app = opened(page(apps, finding))
    (table,) = app.table
    assert list(table.value.columns) == list(finding.table.columns)
    assert [tuple(row) for row in table.value.itertuples(index=False)] == list(finding.table.rows)
    assert labels(app) == [way.name for way in WAYS.values()]


def test_how_it_was_made_stands_with_the_table_and_not_under_the_chart(apps: Apps) -> None:
    finding = coming()
    assert finding.method
    app = page(apps, finding)
    assert [one for one in finding.method if one in said(app)] == []
    assert "\n\n".join(finding.method) in [text.value for text in opened(app).expander[0].caption]


def test_a_finding_shown_again_is_shown_whole(apps: Apps) -> None:
    """What is drawn is kept and sent again."""
    finding = coming()
    first, again = page(apps, finding), page(apps, finding)
    for app in (first, again):
        assert f"**{finding.sentence}**" in [text.value for text in app.markdown]
        assert [chart.proto.alt for chart in app.get("vega_lite_chart")] == [finding.sentence]
        assert [text.value for text in app.caption] == ["\n\n".join(finding.notes)]
