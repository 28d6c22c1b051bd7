"""Long work beside the window: it can be stopped, it fails in words, and it never outlives its window."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from plugin.hosting import until

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.qgis_plugin.tasks import Job, Jobs, Watch
from xq_gis_plugin.run import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.usefixtures("qgis_app")

PATIENCE_S = 60.0


class Heard:
    """Notes what a job says, and in which thread it is heard."""

    def __init__(self, job: Job) -> None:
        self.said: list[tuple[str, Any]] = []
        self.threads: set[int] = set()
        job.done.connect(lambda result: self._note("done", result))
        job.failed.connect(lambda failure: self._note("failed", failure))
        job.cancelled.connect(lambda: self._note("cancelled", None))
        job.stepped.connect(lambda share, text: self._note("stepped", (round(share, 3), text)))

    def _note(self, what: str, value: object) -> None:
        self.threads.add(threading.get_ident())
        self.said.append((what, value))

    def names(self) -> list[str]:
        return [what for what, _ in self.said]


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close_down()


@pytest.fixture
def started(jobs: Jobs) -> Callable[..., tuple[Job, Heard]]:
    def start(work: Callable[[Job], Any], name: str = "work", **how: Any) -> tuple[Job, Heard]:
        job = Job("一项工作", work, **how)
        heard = Heard(job)
        jobs.start(name, job)
        return job, heard

    return start


def test_work_is_done_in_another_thread_and_its_result_heard_in_this_one(
    started: Callable[..., tuple[Job, Heard]],
) -> None:
    where: list[int] = []
    _, heard = started(lambda _job: where.append(threading.get_ident()) or "成果")
    until(lambda: heard.said, "the result")
    assert heard.said == [("done", "成果")]
    assert heard.threads == {threading.get_ident()}
    assert where != [threading.get_ident()]


def test_steps_are_told_with_their_share_of_the_whole(started: Callable[..., tuple[Job, Heard]]) -> None:
    def work(job: Job) -> None:
        job.begin("read_hazards")(1.0, "")
        advance = job.begin("assess")
        advance(0.5, "")
        advance(1.0, "")
        job.begin("write")

    _, heard = started(work)
    until(lambda: "done" in heard.names(), "the result")
    told = [value for what, value in heard.said if what == "stepped"]
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 0.9
    assert list(dict.fromkeys(text for _, text in told)) == ["读取危险源", "检查间距", "写出成果"]


def test_a_cancel_is_heard_at_once_while_the_worker_is_still_at_it(
    started: Callable[..., tuple[Job, Heard]], jobs: Jobs
) -> None:
    begun, go_on, dropped = threading.Event(), threading.Event(), list[str]()

    def work(_job: Job) -> str:
        begun.set()
        go_on.wait(PATIENCE_S)
        return "太迟的成果"

    job, heard = started(work, discard=dropped.append)
    until(begun.is_set, "the work")
    jobs.cancel("work")
    # Nothing has been waited for: the worker has not even noticed.
    assert heard.names() == ["cancelled"]
    assert not jobs.running("work")
    assert not job.wait(0)
    go_on.set()
    until(lambda: dropped, "the end of the work")
    assert job.wait(PATIENCE_S)
    until(lambda: job not in jobs._kept, "the job's end")  # noqa: SLF001 - what is held must be let go
    assert heard.names() == ["cancelled"]
    assert dropped == ["太迟的成果"]


def test_the_worker_stops_at_its_next_step(started: Callable[..., tuple[Job, Heard]], jobs: Jobs) -> None:
    begun, far = threading.Event(), list[int]()

    def work(job: Job) -> None:
        advance = job.begin("assess")
        for number in range(1_000_000):
            begun.set()
            advance(number / 1_000_000, "")
            far.append(number)

    job, heard = started(work)
    until(begun.is_set, "the work")
    jobs.cancel("work")
    assert job.wait(PATIENCE_S)
    assert len(far) < 1_000_000
    until(lambda: job not in jobs._kept, "the job's end")  # noqa: SLF001 - what is held must be let go
    assert "failed" not in heard.names()


def test_a_known_error_is_told_in_words_with_what_to_do(started: Callable[..., tuple[Job, Heard]]) -> None:
    def work(_job: Job) -> None:
        raise InputError("layer_gone", "the layer is gone.", "Choose another layer.", layer="x")

    _, heard = started(work)
    until(lambda: heard.said, "the failure")
    ((what, failure),) = heard.said
    assert what == "failed"
    assert (failure.message, failure.hint) == ("所选的图层已不在项目中。", "请重新选择图层。")
    assert "Traceback" in failure.details
    assert "[layer_gone]" in failure.details


@pytest.mark.parametrize(
    "error", [ZeroDivisionError("0/0"), KeyboardInterrupt(), SystemExit(3), MemoryError()]
)
def test_an_error_that_nobody_expected_is_told_too_with_all_of_it_for_a_report(
    started: Callable[..., tuple[Job, Heard]], error: BaseException
) -> None:
    def work(_job: Job) -> None:
        raise error

    _, heard = started(work)
    until(lambda: heard.said, "the failure")
    ((what, failure),) = heard.said
    assert (what, failure.code) == ("failed", "internal")
    assert type(error).__name__ in failure.message
    assert "详情" in failure.hint
    assert "Traceback" in failure.details


def test_a_new_job_takes_the_place_of_an_older_one_which_says_nothing_any_more(
    started: Callable[..., tuple[Job, Heard]],
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(_job: Job) -> str:
        begun.set()
        go_on.wait(PATIENCE_S)
        return "旧"

    old, heard_old = started(slow)
    until(begun.is_set, "the first job")
    _, heard_new = started(lambda _job: "新")
    go_on.set()
    until(lambda: heard_new.said, "the second job")
    assert old.wait(PATIENCE_S)
    assert heard_new.said == [("done", "新")]
    assert heard_old.said == []


def test_closing_down_stops_and_outwaits_every_worker(
    started: Callable[..., tuple[Job, Heard]], jobs: Jobs
) -> None:
    begun, left = threading.Event(), threading.Event()

    def work(job: Job) -> None:
        advance = job.begin("assess")
        with Watch() as watch:
            while True:
                begun.set()
                advance(0.1, "")
        assert watch.cancelled
        left.set()
        raise CancelledError

    _, heard = started(work)
    until(begun.is_set, "the work")
    jobs.close_down(PATIENCE_S)
    assert left.is_set()
    until(lambda: True, "the events that are left")
    assert not {"done", "failed", "cancelled"} & set(heard.names())


def test_closing_down_does_not_wait_for_what_has_not_begun(jobs: Jobs) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait(_job: Job) -> None:
        begun.set()
        go_on.wait(PATIENCE_S)

    # More than there are workers: some are still in the queue.
    crowd = [jobs.start(f"work {number}", Job("一项工作", wait)) for number in range(40)]
    until(begun.is_set, "the work")
    go_on.set()
    jobs.close_down(PATIENCE_S)
    assert all(job.wait(0) for job in crowd)


def test_a_stop_in_qgis_own_list_of_tasks_is_a_cancel(started: Callable[..., tuple[Job, Heard]]) -> None:
    begun = threading.Event()

    def work(job: Job) -> None:
        advance = job.begin("assess")
        while True:
            begun.set()
            advance(0.1, "")

    job, heard = started(work)
    until(begun.is_set, "the work")
    from qgis.core import QgsApplication

    QgsApplication.taskManager().cancelAll()
    until(lambda: "cancelled" in heard.names(), "the cancel")
    assert job.wait(PATIENCE_S)
    assert heard.names().count("cancelled") == 1
