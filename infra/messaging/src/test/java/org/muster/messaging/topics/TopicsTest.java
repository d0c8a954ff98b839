package org.muster.messaging.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.muster.testing.TestKafka;

class TopicsTest {

    private final String topic = TestKafka.freshPrefix() + "events";

    @Test
    void creates_what_is_missing_and_accepts_it_the_next_time() {
        try (Admin admin = admin()) {
            List<TopicSpec> specs = List.of(TopicSpec.kept(topic, 3, 1), TopicSpec.publication(topic + ".reached", 1));

            Topics.ensure(admin, specs);

            assertThatCode(() -> Topics.ensure(admin, specs)).doesNotThrowAnyException();
        }
    }

    @Test
    void names_every_wrong_setting_of_a_topic_that_exists() {
        try (Admin admin = admin()) {
            Topics.ensure(
                    admin,
                    List.of(TopicSpec.kept(topic, 3, 1)
                            .with("retention.ms", "604800000")
                            .with("cleanup.policy", "compact")));

            assertThatThrownBy(() -> Topics.ensure(admin, List.of(TopicSpec.kept(topic, 4, 1))))
                    .isInstanceOf(Topics.TopicMismatchException.class)
                    .hasMessageContaining("topic " + topic + ": partitions is 3 and must be 4")
                    .hasMessageContaining("topic " + topic + ": retention.ms is 604800000 and must be -1")
                    .hasMessageContaining("topic " + topic + ": cleanup.policy is compact and must be delete");
            // Spring's admin would have added one, and keys would be elsewhere.
            assertThat(Topics.existing(admin, topic).partitions()).hasSize(3);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", TestKafka.sharedBootstrapServers()));
    }
}
