package org.muster.messaging.rebuilding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.muster.messaging.TallyProjection;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.projecting.ProjectionState;
import org.muster.messaging.publishing.Publisher;
import org.muster.messaging.rebuilding.RebuildState.Phase;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;

/** Code of another version meets the tables that there are. */
class RebuildVersionTest extends RebuildStage {

    @Test
    void tables_of_a_lower_version_are_rebuilt_without_being_asked_while_other_projections_go_on() throws Exception {
        live(500);
        tally.version = 2;
        long last = source.append(300);
        try (Publisher publisher = publisher();
                CheckpointedConsumer waiting = member(() -> {});
                CheckpointedConsumer other = member(second, () -> {})) {
            await().atMost(LIMIT)
                    .until(() -> TallyProjection.number(database, "SELECT sum(times) FROM second") == last);
            await().atMost(LIMIT).until(() -> waiting.state().phase() == ProjectionState.Phase.WAITING);
            assertThat(waiting.state().problem())
                    .hasValueSatisfying(why -> assertThat(why).contains("of version 1, it is of version 2"));
            assertThat(other.state().phase()).isEqualTo(ProjectionState.Phase.RUNNING);
            assertThat(TallyProjection.sum(database))
                    .as("queries are answered as before")
                    .isEqualTo(500);

            try (Rebuilds rebuilds = rebuilds().start()) {
                await().atMost(LIMIT).until(() -> TallyProjection.sum(database) == last);
                assertThat(state(rebuilds))
                        .extracting(RebuildState::phase, RebuildState::requestedBy)
                        .containsExactly(Phase.SWITCHED, "version 2");
                assertThat(rebuilds.of(second.name(), 1)).isEmpty();
            }
            assertThat(publisher.state().position()).isEqualTo(last);
        }
        assertExactlyOnce(last);
        assertThat(TallyProjection.number(database, "SELECT min(version) FROM tally"))
                .isEqualTo(2);
        assertThat(generations.of(tally.name())).extracting(Generation::version).containsExactly(2, 1);
        assertThat(generations.isOutdated(tally)).isFalse();
    }

    @Test
    void a_process_of_a_lower_version_neither_fills_nor_goes_back_and_waits() throws Exception {
        live(500);
        tally.version = 2;
        try (Rebuilds newer = rebuilds()) {
            request(newer, SwitchPolicy.ALWAYS);
            TallyProjection earlier = new TallyProjection();
            try (Rebuilds older = new Rebuilds(
                            java.util.List.of(earlier),
                            database.dataSource(),
                            settings(stage),
                            new io.micrometer.core.instrument.simple.SimpleMeterRegistry())
                    .start()) {
                Thread.sleep(2 * LOOKS.toMillis());
                assertThat(state(older).phase()).isEqualTo(Phase.REQUESTED);

                newer.start();
                assertThat(awaitEnd(newer).phase()).isEqualTo(Phase.SWITCHED);
                assertThat(earlier.filled).hasValue(0);
                Thread.sleep(2 * LOOKS.toMillis());
                assertThat(state(older).isOpen()).isFalse();
            }
            assertThat(generations.isOutdated(earlier)).isTrue();
            source.append(10);
            try (Publisher publisher = publisher();
                    CheckpointedConsumer member = member(earlier, () -> {})) {
                await().atMost(LIMIT).until(() -> member.state().phase() == ProjectionState.Phase.WAITING);
                assertThat(publisher.state().problem()).isEmpty();
            }
        }
        assertExactlyOnce(500);
    }

    @Test
    void what_earlier_code_began_to_rebuild_is_cancelled_and_begun_anew() throws Exception {
        live(500);
        try (Rebuilds rebuilds = rebuilds()) {
            RebuildState begun = request(rebuilds, SwitchPolicy.NEVER);
            tally.version = 2;
            rebuilds.start();

            await().atMost(LIMIT).until(() -> state(rebuilds).phase() == Phase.SWITCHED);
            assertThat(rebuilds.find(tally.name(), begun.id()))
                    .hasValueSatisfying(state -> assertThat(state.phase()).isEqualTo(Phase.CANCELLED));
        }
        assertExactlyOnce(500);
    }
}
