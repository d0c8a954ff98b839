package org.muster.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.muster.messaging.Stage;

class FencingProducersTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Stage stage = Stage.onSharedKafka();
    private final List<Object> ids = new CopyOnWriteArrayList<>();

    /** A factory that gave a new producer a new id would leave two that do not fence each other. */
    @Test
    void keeps_one_transactional_id_however_often_it_is_fenced() throws Exception {
        FencingProducers<String> one = producers();
        FencingProducers<String> other = producers();
        try {
            List<String> committed = new ArrayList<>();
            for (int round = 0; round < 3; round++) {
                one.decide();
                other.decide();
                assertThatThrownBy(() -> send(one, "fenced")).isInstanceOf(KafkaException.class);
                send(other, "other-" + round);
                one.decide();
                send(one, "one-" + round);
                committed.addAll(List.of("other-" + round, "one-" + round));
            }
            assertThat(ids).hasSizeGreaterThan(6).containsOnly(ids.getFirst());
            assertThat(stage.readCommitted(stage.publicationTopic()))
                    .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .isEqualTo(committed);
        } finally {
            one.destroy();
            other.destroy();
        }
    }

    @Test
    void commits_nothing_of_a_transaction_that_throws() throws Exception {
        FencingProducers<String> producers = producers();
        try {
            assertThatThrownBy(() -> producers.commit((producer, operations) -> {
                        ProducerSends<String> sends = new ProducerSends<>(producer, LIMIT);
                        sends.send(record("lost"));
                        sends.await();
                        throw new IllegalStateException("nobody thought of this");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            send(producers, "kept");
            assertThat(stage.readCommitted(stage.publicationTopic()))
                    .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .containsExactly("kept");
        } finally {
            producers.destroy();
        }
    }

    private FencingProducers<String> producers() {
        return new FencingProducers<>(
                stage.kafka(), stage.prefix() + "fencing", new StringSerializer(), this::producer);
    }

    private Producer<String, byte[]> producer(Map<String, Object> config) {
        ids.add(config.get("transactional.id"));
        return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    }

    private void send(FencingProducers<String> producers, String text) throws InterruptedException {
        producers.commit((producer, operations) -> {
            ProducerSends<String> sends = new ProducerSends<>(producer, LIMIT);
            sends.send(record(text));
            return sends.await();
        });
    }

    private ProducerRecord<String, byte[]> record(String text) {
        return new ProducerRecord<>(stage.publicationTopic(), 0, "key", text.getBytes(StandardCharsets.UTF_8));
    }
}
