package org.muster.messaging;

import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** How records of a transaction are sent. */
final class Sending {

    private Sending() {}

    /**
     * Sends, and fails at once if the record cannot even be sent. While nobody is known to lead the topic, the producer waits
     * {@code max.block.ms} and then returns a failure instead of throwing it; who only looked at the end of a batch would
     * wait as often as there are records.
     *
     * @throws KafkaException if the record was not taken: the transaction is then lost
     */
    static <K> Future<RecordMetadata> send(Producer<K, byte[]> producer, ProducerRecord<K, byte[]> record) {
        Future<RecordMetadata> sent = producer.send(record);
        if (sent.state() == Future.State.FAILED) {
            throw new KafkaException("Kafka takes nothing for " + record.topic(), sent.exceptionNow());
        }
        return sent;
    }
}
