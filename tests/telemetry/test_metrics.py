from prometheus_client.parser import text_string_to_metric_families

from streams.telemetry.metrics import METRICS, REJECTED, exposition


def families():
    return {family.name: family for family in text_string_to_metric_families(exposition().decode())}


def test_every_metric_is_served_with_its_meaning():
    assert set(families()) >= {metric.describe()[0].name for metric in METRICS}
    assert all(family.documentation for family in families().values())


def test_names_begin_with_strikewire():
    assert [name for name in families() if not name.startswith("strikewire_")] == []


def test_rejections_are_counted_by_stage_and_reason():
    REJECTED.labels("normalise", "no_body").inc()

    [sample] = [
        sample
        for sample in families()["strikewire_rejected"].samples
        if sample.name.endswith("_total") and sample.labels["reason"] == "no_body"
    ]
    assert sample.labels == {"stage": "normalise", "reason": "no_body"}
    assert sample.value >= 1
