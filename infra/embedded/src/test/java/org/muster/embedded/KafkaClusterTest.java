package org.muster.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaClusterTest {

    /** Whichever broker is away, two others know everything; the settings that say so are the cluster's own. */
    @Test
    void takes_records_while_one_of_three_is_killed_after_the_other() throws Exception {
        try (KafkaCluster cluster = KafkaCluster.temporary(3);
                Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", cluster.bootstrapServers(), "transactional.id", "the-one"),
                        new StringSerializer(),
                        new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic("facts", 3, (short) 3)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            producer.initTransactions();
            for (int broker = 1; broker <= 2; broker++) {
                cluster.kill(broker);
                producer.beginTransaction();
                for (int i = 0; i < 10; i++) {
                    producer.send(new ProducerRecord<>("facts", Integer.toString(i), "told"));
                }
                producer.commitTransaction();
                cluster.start(broker);
            }
            assertThat(LocalKafkaTest.readCommitted(cluster.bootstrapServers(), "facts", 20))
                    .hasSize(20)
                    .containsOnly("told");
        }
    }
}
