package org.muster.messaging.rebuilding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.muster.messaging.TallyProjection;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.rebuilding.RebuildState.Phase;
import org.muster.messaging.rebuilding.RebuildState.SwitchPolicy;
import org.muster.messaging.rebuilding.Rebuilds.RebuildAnswer;

/** Several projections are built anew from one reading of the topic. */
@Order(1) // It takes long.
class RebuildTogetherTest extends RebuildStage {

    private static final List<String> BOTH = List.of("tally", "second");

    @Test
    void both_get_the_same_events_which_are_read_and_decoded_once() throws Exception {
        bothLive(1_500);
        try (Rebuilds rebuilds = rebuilds().start()) {
            assertThat(rebuilds.request(BOTH, SwitchPolicy.IF_EQUAL, WHO).values())
                    .hasOnlyElementsOfType(RebuildAnswer.Accepted.class);
            assertThat(rebuilds.request(List.of("second", "unheard-of"), SwitchPolicy.IF_EQUAL, WHO))
                    .hasEntrySatisfying(
                            "second", answer -> assertThat(answer).isInstanceOf(RebuildAnswer.Running.class))
                    .hasEntrySatisfying(
                            "unheard-of", answer -> assertThat(answer).isInstanceOf(RebuildAnswer.Unknown.class));

            assertThat(awaitEnd(rebuilds).phase()).isEqualTo(Phase.SWITCHED);
            assertThat(awaitSecondEnd(rebuilds).phase()).isEqualTo(Phase.SWITCHED);
        }
        assertThat(tally.given).hasSize(1_500).isEqualTo(second.given);
        assertBothExactlyOnce(1_500);
    }

    /** The killed process had applied its last batch to one of them only. */
    @Test
    void each_goes_on_where_a_killed_process_left_it() throws Exception {
        bothLive(2_400);
        try (Rebuilds rebuilds = rebuilds()) {
            rebuilds.request(BOTH, SwitchPolicy.ALWAYS, WHO);
            RebuildToBeKilled.run(stage, database);
            long before = TallyProjection.number(database, "SELECT sum(times) FROM tally_2.tally");
            long secondBefore = TallyProjection.number(database, "SELECT sum(times) FROM second_2.second");
            assertThat(List.of(before, secondBefore))
                    .allSatisfy(sum -> assertThat(sum).isBetween(1L, 2_399L));

            rebuilds.start();
            assertThat(awaitEnd(rebuilds).phase()).isEqualTo(Phase.SWITCHED);
            assertThat(awaitSecondEnd(rebuilds).phase()).isEqualTo(Phase.SWITCHED);

            assertThat(tally.filled).as("nothing was applied again").hasValue(2_400 - before);
            assertThat(second.filled).as("nothing was applied again").hasValue(2_400 - secondBefore);
        }
        assertBothExactlyOnce(2_400);
    }

    @Test
    void one_that_fails_does_not_keep_the_other_from_its_end() throws Exception {
        bothLive(600);
        second.broken = true;
        try (Rebuilds rebuilds = rebuilds().start()) {
            rebuilds.request(BOTH, SwitchPolicy.ALWAYS, WHO);

            assertThat(awaitSecondEnd(rebuilds).phase()).isEqualTo(Phase.FAILED);
            assertThat(secondState(rebuilds).problem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("nobody thought of this"));
            assertThat(awaitEnd(rebuilds).phase()).isEqualTo(Phase.SWITCHED);
        }
        assertExactlyOnce(600);
        assertThat(generations.of("second")).hasSize(1);
    }

    @Test
    void one_is_paused_and_the_other_goes_on() throws Exception {
        bothLive(1_800);
        Semaphore batches = new Semaphore(2);
        tally.gate = batches::acquireUninterruptibly;
        try (Rebuilds rebuilds = rebuilds().start()) {
            rebuilds.request(BOTH, SwitchPolicy.ALWAYS, WHO);
            await().atMost(LIMIT).until(() -> second.filled.get() > 0 && batches.hasQueuedThreads());
            assertThat(rebuilds.pause("second", WHO)).isPresent();
            // Those at the gate finish their batch with both; what they begin before the pause is seen waits, too.
            await().atMost(LIMIT).pollInterval(LOOKS).until(() -> {
                batches.release(batches.getQueueLength());
                return !state(rebuilds).isOpen();
            });
            assertThat(state(rebuilds).phase()).isEqualTo(Phase.SWITCHED);
            assertThat(secondState(rebuilds).phase()).isEqualTo(Phase.FILLING);
            assertThat(second.filled.get()).isBetween(1L, 1_799L);

            assertThat(rebuilds.resume("second", WHO)).isPresent();
            assertThat(awaitSecondEnd(rebuilds).phase()).isEqualTo(Phase.SWITCHED);
            assertThat(second.filled).as("nothing was applied again").hasValue(1_800);
        }
        assertBothExactlyOnce(1_800);
    }

    private void bothLive(int count) throws SQLException {
        live(count);
        try (CheckpointedConsumer member = member(second, () -> {})) {
            await().atMost(LIMIT).until(() -> secondSum() == count);
            assertThat(member.state().problem()).isEmpty();
        }
    }

    private long secondSum() throws SQLException {
        return TallyProjection.number(database, "SELECT COALESCE(sum(times), 0) FROM second");
    }

    private static RebuildState secondState(Rebuilds rebuilds) throws SQLException {
        return rebuilds.of("second", 1).getFirst();
    }

    private static RebuildState awaitSecondEnd(Rebuilds rebuilds) throws SQLException {
        await().atMost(LIMIT).until(() -> !secondState(rebuilds).isOpen());
        return secondState(rebuilds);
    }

    private void assertBothExactlyOnce(long count) throws SQLException {
        assertExactlyOnce(count);
        assertThat(TallyProjection.number(database, "SELECT count(*) FROM second WHERE times = 1"))
                .isEqualTo(count);
        assertThat(secondSum()).isEqualTo(count);
        stage.assertComplete(database, "second");
    }
}
