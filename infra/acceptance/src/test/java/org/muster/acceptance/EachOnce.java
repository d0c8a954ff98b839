package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;

/** Asserts that every acknowledged command of a {@link SteadyLoad} is in Kafka and in the read models exactly once. */
final class EachOnce {

    private final SteadyLoad load;
    private final long last;

    /** Call it once the load has ended. */
    EachOnce(SteadyLoad load) {
        this.load = load;
        this.last = load.highestPosition();
    }

    /** Every position up to the last is published once, in order of its subject; every acknowledged command made one event. */
    void inKafka(String bootstrapServers) {
        List<ConsumerRecord<String, String>> records = EventsTopic.readUpTo(last, bootstrapServers);
        assertThat(records.stream().map(EventsTopic::position).sorted().toList())
                .as("each position once")
                .isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
        Set<String> ids = new HashSet<>();
        Map<String, Integer> eventsByCommand = new HashMap<>();
        Map<String, Long> latest = new HashMap<>();
        for (ConsumerRecord<String, String> record : records) {
            ids.add(EventsTopic.header(record, "ce_id"));
            eventsByCommand.merge(EventsTopic.header(record, "ce_commandid"), 1, Integer::sum);
            assertThat(latest.merge(record.key(), EventsTopic.position(record), Math::max))
                    .as("in order of %s", record.key())
                    .isEqualTo(EventsTopic.position(record));
        }
        assertThat(ids).as("ids of events").hasSize(records.size());
        assertThat(load.acknowledged().keySet().stream().map(UUID::toString).map(eventsByCommand::get))
                .as("events of each acknowledged command")
                .allMatch(Integer.valueOf(1)::equals);
    }

    /** For a register that was empty before the load, which deployed all persons to this mission. */
    void inReadModels(String mission, Caller reader) {
        String position = Long.toString(last);
        JsonNode headcount = reader.query(
                        "/reports/headcount?on=1992-06-01&mission=" + mission, "Muster-Position", position)
                .json();
        JsonNode totals = reader.query("/reports/cumulative", "Muster-Position", position)
                .json()
                .get("total");
        assertThat(headcount.at("/total/persons").asInt())
                .as("serving")
                .isEqualTo(load.deployed().size());
        assertThat(totals.get("persons").asInt()).isEqualTo(load.deployed().size());
        assertThat(totals.get("assignments").asInt()).isEqualTo(load.deployed().size());
    }
}
