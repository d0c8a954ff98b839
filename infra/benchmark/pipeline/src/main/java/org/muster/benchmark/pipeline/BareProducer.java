package org.muster.benchmark.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.wire.CloudEventsCodec;

/** What Kafka alone takes: the same records, encoded while they are sent, as the publisher does; no transactions, no statements. */
record BareProducer(Map<String, Object> client) {

    Stopwatch send(String topic, List<OutgoingEvent> facts) throws Exception {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        config.put(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG, 1);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 262_144);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            return Stopwatch.time("bare Kafka producer", facts.size(), () -> {
                for (OutgoingEvent fact : facts) {
                    producer.send(CloudEventsCodec.toRecord(topic, fact));
                }
                producer.flush();
            });
        }
    }
}
