package org.muster.messaging.rebuilding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.TallyProjection;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.rebuilding.RebuildState.Phase;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;

/** A rebuild is stopped, by people or by force, and goes on or leaves nothing behind. */
class RebuildControlTest extends RebuildStage {

    @Test
    void goes_on_where_a_killed_process_was() throws Exception {
        live(2_400);
        try (Rebuilds rebuilds = rebuilds()) {
            request(rebuilds, SwitchPolicy.ALWAYS);
            RebuildToBeKilled.run(stage, database);
            assertThat(state(rebuilds).phase()).isEqualTo(Phase.FILLING);
            long before = TallyProjection.number(database, "SELECT sum(times) FROM tally_2.tally");
            assertThat(before).isBetween(1L, 2_399L);

            rebuilds.start();
            RebuildState state = awaitEnd(rebuilds);

            assertThat(state.phase()).as(state.toString()).isEqualTo(Phase.SWITCHED);
            assertThat(state.report().orElseThrow().matches()).isTrue();
            assertThat(tally.filled).as("nothing was read again").hasValue(2_400 - before);
        }
        assertExactlyOnce(2_400);
    }

    @Test
    void stands_still_while_it_is_paused_and_goes_on_after_that() throws Exception {
        live(1_800);
        Semaphore batches = new Semaphore(2);
        tally.gate = () -> batches.acquireUninterruptibly();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (Rebuilds rebuilds = rebuilds(meters).start()) {
            request(rebuilds, SwitchPolicy.ALWAYS);
            await().atMost(LIMIT).until(() -> tally.filled.get() > 0 && batches.hasQueuedThreads());
            assertThat(rebuilds.pause(tally.name(), WHO))
                    .hasValueSatisfying(state -> assertThat(state.paused()).isTrue());
            // Those at the gate finish their batch; what they begin before the pause is seen waits at the gate, too.
            await().atMost(LIMIT).pollInterval(LOOKS).until(() -> {
                batches.release(batches.getQueueLength());
                return meters.get("muster.rebuild.running").gauge().value() == 0;
            });
            long filled = tally.filled.get();
            assertThat(filled).isBetween(1L, 1_799L);
            batches.release(1_000);
            assertThat(state(rebuilds).isOpen()).isTrue();
            assertThat(tally.filled).hasValue(filled);

            assertThat(rebuilds.resume(tally.name(), WHO)).isPresent();
            assertThat(awaitEnd(rebuilds).phase()).isEqualTo(Phase.SWITCHED);
            assertThat(tally.filled).hasValue(1_800);
        }
        assertExactlyOnce(1_800);
    }

    @Test
    void leaves_nothing_behind_when_it_is_cancelled() throws Exception {
        live(300);
        Semaphore batches = new Semaphore(1);
        tally.gate = () -> batches.acquireUninterruptibly();
        try (Rebuilds rebuilds = rebuilds().start()) {
            assertThat(rebuilds.cancel(tally.name(), WHO)).isEmpty();
            request(rebuilds, SwitchPolicy.ALWAYS);
            await().atMost(LIMIT).until(batches::hasQueuedThreads);
            assertThat(rebuilds.cancel(tally.name(), WHO)).isPresent();
            assertThat(rebuilds.resume(tally.name(), WHO))
                    .as("what is cancelled cannot be resumed")
                    .isPresent();
            await().atMost(LIMIT).until(() -> {
                batches.release(batches.getQueueLength());
                return !state(rebuilds).isOpen();
            });

            assertThat(state(rebuilds).phase()).isEqualTo(Phase.CANCELLED);
            assertThat(generations.of(tally.name())).hasSize(1);
            assertThat(TallyProjection.number(
                            database, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'tally_%'"))
                    .isOne();
            assertThat(TallyProjection.number(
                            database, "SELECT count(*) FROM projection_checkpoint WHERE projection LIKE '%@%'"))
                    .isZero();
        }
        assertExactlyOnce(300);
    }

    /** The active generation skips what it knows; the new one, at the same offset, lacks what is not there again yet. */
    @Test
    void never_switches_to_a_generation_that_knows_less_while_the_topic_is_published_again() throws Exception {
        live(300);
        try (Admin admin = Admin.create(stage.kafka())) {
            admin.deleteTopics(List.of(stage.eventsTopic())).all().get(30, TimeUnit.SECONDS);
        }
        stage.createTopics();
        InMemorySource beginning = new InMemorySource(KEYS);
        beginning.append(100);
        try (CheckpointedConsumer member = member(() -> {});
                Rebuilds rebuilds = rebuilds().start()) {
            try (Publisher publisher = publisher(beginning)) {
                await().atMost(LIMIT).until(() -> publisher.state().position() == 100);
            }
            request(rebuilds, SwitchPolicy.ALWAYS);
            await().atMost(LIMIT)
                    .until(() -> state(rebuilds).problem().orElse("").contains("not caught up"));
            assertThat(TallyProjection.sum(database)).isEqualTo(300);
            try (Publisher publisher = publisher()) {
                assertThat(awaitEnd(rebuilds).phase()).isEqualTo(Phase.SWITCHED);
                assertThat(publisher.state().problem()).isEmpty();
            }
            assertThat(member.state().problem()).isEmpty();
            assertThat(state(rebuilds).report().orElseThrow().matches()).isTrue();
        }
        assertExactlyOnce(300);
    }

    @Test
    void fails_and_says_why_when_the_projection_cannot_apply_an_event() throws Exception {
        live(100);
        tally.broken = true;
        try (Rebuilds rebuilds = rebuilds().start()) {
            request(rebuilds, SwitchPolicy.ALWAYS);
            RebuildState state = awaitEnd(rebuilds);

            assertThat(state.phase()).isEqualTo(Phase.FAILED);
            assertThat(state.problem())
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .contains("nobody thought of this")
                            .contains(stage.eventsTopic()));
            assertThat(generations.of(tally.name())).hasSize(1);
        }
    }
}
