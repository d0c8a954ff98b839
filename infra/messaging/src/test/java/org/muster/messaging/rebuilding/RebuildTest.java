package org.muster.messaging.rebuilding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.muster.messaging.Stage;
import org.muster.messaging.TallyProjection;
import org.muster.messaging.parking.ParkedEvents;
import org.muster.messaging.parking.RetryOutcome;
import org.muster.messaging.progress.AppliedPosition;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.projecting.ProjectionState;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.rebuilding.RebuildState.Phase;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;
import org.muster.messaging.rebuilding.Rebuilds.DropOutcome;
import org.muster.messaging.rebuilding.Rebuilds.RebuildAnswer;

/** A projection is built anew while it is in use. */
class RebuildTest extends RebuildStage {

    /** Two members apply what two threads' worth of writers publish, while one reader never sees the clock turned back. */
    @Test
    void applies_each_event_once_and_answers_throughout_while_events_keep_arriving() throws Exception {
        live(2_000);
        CountDownLatch ended = new CountDownLatch(1);
        try (Publisher publisher = publisher();
                AppliedPosition applied = new AppliedPosition(
                                database.dataSource(), stage.clients(), stage.publicationTopic(), stage.eventsTopic())
                        .start();
                CheckpointedConsumer one = member(() -> applied.checkpointMoved(tally.name()));
                CheckpointedConsumer two = member(() -> {});
                Rebuilds rebuilds = rebuilds().start();
                ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> written = others.submit(() -> {
                while (!ended.await(20, TimeUnit.MILLISECONDS)) {
                    source.append(10);
                }
                return source.head();
            });
            Future<Long> looks = others.submit(() -> {
                long looked = 0;
                long sum = 0;
                long position = 0;
                while (ended.getCount() > 0) {
                    // In this order: whatever is said to be applied is in the rows that are read after it.
                    long positionNow = applied.appliedPosition(tally.name());
                    long sumNow = TallyProjection.sum(database);
                    assertThat(positionNow).isGreaterThanOrEqualTo(position);
                    assertThat(sumNow).isGreaterThanOrEqualTo(sum).isGreaterThanOrEqualTo(positionNow);
                    position = positionNow;
                    sum = sumNow;
                    looked++;
                }
                return looked;
            });
            request(rebuilds, SwitchPolicy.ALWAYS);
            RebuildState state = awaitEnd(rebuilds);
            assertThat(state.phase()).as(state.toString()).isEqualTo(Phase.SWITCHED);
            assertThat(state.offsetsDone()).isPositive().isEqualTo(state.offsetsTotal());
            assertThat(state.report())
                    .hasValueSatisfying(report ->
                            assertThat(report.matches()).as(report.toString()).isTrue());
            long atSwitch = TallyProjection.sum(database);
            await().atMost(LIMIT).until(() -> TallyProjection.sum(database) > atSwitch);
            ended.countDown();
            assertThat(looks.get()).isPositive();
            long last = written.get();
            assertThat(applied.awaitApplied(tally.name(), last, LIMIT)).isTrue();
            assertThat(publisher.state().position()).isEqualTo(last);
            assertThat(List.of(one.state().phase(), two.state().phase())).containsOnly(ProjectionState.Phase.RUNNING);

            assertExactlyOnce(last);
            assertThat(generations.of(tally.name()))
                    .extracting(Generation::number, Generation::state)
                    .containsExactly(tuple(2, Generation.State.ACTIVE), tuple(1, Generation.State.RETIRED));
            assertThat(TallyProjection.number(database, "SELECT count(*) FROM tally_1.tally"))
                    .as("what was retired stands still")
                    .isBetween(2_000L, last - 1);
            assertThat(rebuilds.drop(tally.name(), 2, WHO)).isEqualTo(DropOutcome.IN_USE);
            assertThat(rebuilds.drop(tally.name(), 1, WHO)).isEqualTo(DropOutcome.DROPPED);
            assertThat(rebuilds.drop(tally.name(), 1, WHO)).isEqualTo(DropOutcome.UNKNOWN);
        }
    }

    @Test
    void tells_rows_that_were_changed_by_hand_and_leaves_the_tables_as_they_are() throws Exception {
        live(500);
        execute("UPDATE tally SET key = 'somebody' WHERE position = 7");
        execute("DELETE FROM tally WHERE position = 8");
        execute("INSERT INTO tally VALUES (5000, 'nobody', 1)");
        try (Rebuilds rebuilds = rebuilds().start()) {
            request(rebuilds, SwitchPolicy.IF_EQUAL);
            RebuildState state = awaitEnd(rebuilds);

            assertThat(state.phase()).isEqualTo(Phase.NOT_SWITCHED);
            RebuildReport report = state.report().orElseThrow();
            assertThat(report.matches()).isFalse();
            RebuildReport.Table changed = report.tables().get(1);
            assertThat(changed.name()).isEqualTo("tally");
            assertThat(List.of(changed.onlyOld(), changed.onlyNew(), changed.changed(), changed.equal()))
                    .containsExactly(1L, 1L, 1L, 498L);
            assertThat(changed.changedByColumn()).isEqualTo(Map.of("key", 1L));
            assertThat(changed.examples())
                    .extracting(example -> example.before().get("key") + " → "
                            + example.after().get("key"))
                    .containsExactly("somebody → volunteer:7", "null → volunteer:8", "nobody → null");
            assertThat(report.tables().getFirst().matches()).isTrue();

            assertThat(generations.of(tally.name())).hasSize(1);
            assertThat(TallyProjection.number(database, "SELECT count(*) FROM tally WHERE key = 'somebody'"))
                    .isOne();

            request(rebuilds, SwitchPolicy.ALWAYS);
            assertThat(awaitEnd(rebuilds).phase()).isEqualTo(Phase.SWITCHED);
            request(rebuilds, SwitchPolicy.NEVER);
            assertThat(awaitEnd(rebuilds).report().orElseThrow().matches()).isTrue();
        }
        assertExactlyOnce(500);
        assertThat(TallyProjection.number(database, "SELECT count(*) FROM projection_checkpoint"))
                .as("no checkpoints of generations are left")
                .isEqualTo(Stage.PARTITIONS);
    }

    @Test
    void parks_what_it_cannot_apply_as_live_members_do() throws Exception {
        live(400);
        tally.unreadable.add(27L);
        try (Rebuilds rebuilds = rebuilds().start()) {
            request(rebuilds, SwitchPolicy.ALWAYS);
            RebuildState state = awaitEnd(rebuilds);

            assertThat(state.phase()).as(state.toString()).isEqualTo(Phase.SWITCHED);
            assertThat(state.report().orElseThrow().matches()).isFalse();
        }
        ParkedEvents parked = new ParkedEvents(database.dataSource(), List.of(generations.live(tally)));
        assertThat(parked.subjects(tally.name(), 10))
                .singleElement()
                .satisfies(subject -> assertThat(subject.subject()).isEqualTo("volunteer:7"));
        assertThat(TallyProjection.sum(database)).isEqualTo(381);

        tally.unreadable.clear();
        assertThat(parked.retry(tally.name(), "volunteer:7", WHO)).isInstanceOf(RetryOutcome.Unparked.class);
        live(100);
        assertExactlyOnce(500);
    }

    @Test
    void two_processes_do_one_rebuild_and_a_second_request_waits_for_its_end() throws Exception {
        live(800);
        CountDownLatch asked = new CountDownLatch(1);
        tally.gate = () -> pass(asked);
        try (Rebuilds one = rebuilds().start();
                Rebuilds two = rebuilds().start()) {
            RebuildState first = request(one, SwitchPolicy.ALWAYS);
            assertThat(two.request(tally.name(), SwitchPolicy.ALWAYS, WHO))
                    .isInstanceOfSatisfying(
                            RebuildAnswer.Running.class,
                            running -> assertThat(running.state().id()).isEqualTo(first.id()));
            assertThat(two.request("unheard-of", SwitchPolicy.ALWAYS, WHO)).isInstanceOf(RebuildAnswer.Unknown.class);
            asked.countDown();
            assertThat(awaitEnd(two).phase()).isEqualTo(Phase.SWITCHED);
        }
        assertThat(tally.filled).as("nobody filled anything twice").hasValue(800);
        assertExactlyOnce(800);
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
