package org.muster.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.messaging.commands.CommandLoopSettings;
import org.muster.messaging.projecting.ProjectionSettings;
import org.muster.messaging.rebuilding.RebuildSettings;
import org.muster.messaging.wire.KafkaClients;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** Whatever people set for their clients, what a promise hangs on stays as it must be. */
class ClientSettingsTest {

    private static final Map<String, Object> HOSTILE = Map.of(
            "isolation.level", "read_uncommitted",
            "enable.auto.commit", true,
            "auto.offset.reset", "latest",
            "group.protocol", "consumer",
            "acks", "0",
            "security.protocol", "SASL_SSL");

    @Test
    void promises_do_not_hang_on_what_people_set() {
        KafkaClients clients = KafkaClients.of(HOSTILE);
        Map<String, Object> projection = ProjectionSettings.on(clients, "group").consumerConfig();
        Map<String, Object> commands =
                CommandLoopSettings.on(clients, "group", "member").consumerConfig();
        Map<String, Object> rebuild = RebuildSettings.on(clients, "events").consumerConfig();
        for (Map<String, Object> config : List.of(projection, commands, rebuild)) {
            assertThat(config)
                    .containsEntry("isolation.level", "read_committed")
                    .containsEntry("enable.auto.commit", false)
                    .containsEntry("security.protocol", "SASL_SSL")
                    .doesNotContainEntry("auto.offset.reset", "latest");
        }
        for (Map<String, Object> config : List.of(projection, commands)) {
            assertThat(config).containsEntry("group.protocol", "CLASSIC");
        }
        assertThat(CommandLoopSettings.on(clients, "group", "member").producerConfig())
                .containsEntry("acks", "all")
                .containsEntry("security.protocol", "SASL_SSL");
    }

    /** As Spring Boot's documentation says, for each kind of client. */
    @Test
    void takes_sign_in_and_encryption_from_spring_kafka() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
                .withPropertyValues(
                        "spring.kafka.bootstrap-servers=one:9092,two:9092",
                        "spring.kafka.security.protocol=SASL_SSL",
                        "spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512",
                        "spring.kafka.ssl.trust-store-type=PEM",
                        "spring.kafka.producer.transaction-id-prefix=of-somebody")
                .run(context -> {
                    KafkaClients clients = KafkaClients.of(
                            context.getBean(ConsumerFactory.class),
                            context.getBean(ProducerFactory.class),
                            context.getBean(KafkaAdmin.class));
                    for (Map<String, Object> client :
                            List.of(clients.consumer(), clients.producer(), clients.admin())) {
                        assertThat(new HashMap<>(client))
                                .containsEntry("bootstrap.servers", List.of("one:9092", "two:9092"))
                                .containsEntry("security.protocol", "SASL_SSL")
                                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                                .containsEntry("ssl.truststore.type", "PEM")
                                // Rivals have the publisher's own id, whatever prefix somebody set.
                                .doesNotContainKey("transactional.id");
                    }
                });
    }
}
