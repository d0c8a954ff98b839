package org.muster.messaging.projecting;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** Consumers that say goodbye to their group for a moment only, since the brokers may be away. */
final class ProjectionConsumers extends DefaultKafkaConsumerFactory<byte[], byte[]> {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    ProjectionConsumers(ProjectionSettings settings) {
        super(settings.consumerConfig(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()) {
            @Override
            public void close() {
                close(CloseOptions.timeout(CLOSE_TIMEOUT));
            }
        };
    }
}
