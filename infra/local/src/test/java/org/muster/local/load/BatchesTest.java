package org.muster.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.commands.mission.StartMission;
import org.muster.local.history.HistoricalCommand;
import org.muster.local.history.HistoryStream;

class BatchesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 499, 500, 501, 502, 1_000, 1_001, 3_333})
    void every_command_is_in_one_batch_in_order_and_the_last_goes_alone(int size) {
        Batches batches = Batches.of(stream(size));
        assertThat(batches.batches().stream().flatMap(List::stream))
                .containsExactlyElementsOf(batches.stream().commands());
        assertThat(batches.batches().getLast()).hasSize(1);
        assertThat(batches.batches()).allMatch(batch -> !batch.isEmpty() && batch.size() <= 500);
    }

    /** Kills the sender in every batch, with every possible part of that batch recorded. */
    @Test
    void a_resumed_load_sends_every_command_that_the_killed_one_left_out() throws Exception {
        Batches batches = Batches.of(stream(3_333));
        Random random = new Random(1);
        for (int killed = 0; killed < batches.batches().size(); killed++) {
            for (int attempt = 0; attempt < 20; attempt++) {
                Set<UUID> recorded = new HashSet<>();
                batches.batches().subList(0, killed).forEach(batch -> batch.forEach(c -> recorded.add(c.id())));
                int share = random.nextInt(101);
                batches.batches().get(killed).stream()
                        .filter(command -> random.nextInt(100) < share)
                        .forEach(command -> recorded.add(command.id()));
                int first = batches.firstToSend(command -> recorded.contains(command.id()));
                assertThat(batches.batches().subList(0, first).stream().flatMap(List::stream))
                        .as("killed in batch %d", killed)
                        .allMatch(command -> recorded.contains(command.id()));
                assertThat(first).as("no more is repeated than needed").isGreaterThanOrEqualTo(killed - 1);
            }
        }
    }

    @Test
    void nothing_is_sent_when_the_last_command_is_recorded_and_one_query_finds_out() throws Exception {
        Batches batches = Batches.of(stream(3_333));
        Set<UUID> asked = new HashSet<>();
        assertThat(batches.firstToSend(command -> asked.add(command.id())))
                .isEqualTo(batches.batches().size());
        assertThat(asked).containsExactly(batches.last().id());
    }

    private static HistoryStream stream(int size) {
        Stream<HistoricalCommand> commands = IntStream.range(0, size)
                .mapToObj(i ->
                        new HistoricalCommand(new UUID(1, i), new StartMission("M" + i, LocalDate.of(2000, 1, 1))));
        return new HistoryStream(0, List.of("ANY"), commands.toList());
    }
}
