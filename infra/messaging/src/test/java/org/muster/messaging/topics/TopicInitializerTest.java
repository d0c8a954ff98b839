package org.muster.messaging.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Test;
import org.muster.testing.TestKafka;

class TopicInitializerTest {

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final AtomicInteger started = new AtomicInteger();

    @Test
    void names_a_wrong_setting_and_starts_once_it_is_mended() throws Exception {
        Map<String, Object> kafka = Map.of("bootstrap.servers", TestKafka.sharedBootstrapServers());
        String topic = TestKafka.freshPrefix() + "commands";
        try (Admin admin = Admin.create(kafka)) {
            Topics.ensure(admin, List.of(TopicSpec.messages(topic, 2, 1)));
            try (TopicInitializer first = first(kafka, topic).start()) {
                await().atMost(LIMIT)
                        .until(() -> first.problem().orElse(""), problem -> problem.contains("partitions"));
                assertThat(first.problem()).hasValue("topic " + topic + ": partitions is 2 and must be 3");
                assertThat(started).hasValue(0);

                admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                        .all()
                        .get(30, TimeUnit.SECONDS);

                await().atMost(LIMIT).until(() -> started.get() > 0);
                assertThat(first.problem()).isEmpty();
            }
        }
        assertThat(started).hasValue(1);
    }

    @Test
    void waits_for_a_kafka_that_is_away_and_ends_when_it_is_closed() {
        TopicInitializer first =
                first(Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 5_000), "any");
        assertThat(first.problem()).hasValue("not started");
        first.start();
        first.close();

        assertThat(started).hasValue(0);
        assertThat(first.problem()).isPresent();
    }

    private TopicInitializer first(Map<String, Object> kafka, String topic) {
        return new TopicInitializer("test", kafka, List.of(TopicSpec.messages(topic, 3, 1)), started::incrementAndGet);
    }
}
