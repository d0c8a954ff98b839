package org.muster.messaging.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Records of one Kafka transaction. Every record is acknowledged before its transaction is committed, always: Kafka's client
 * has a race by which a commit may overtake a record that is still waiting to be sent, and then the transaction is
 * committed without it. See decision 0017. Not thread-safe.
 */
public final class ProducerSends<K> {

    private final Producer<K, byte[]> producer;
    private final Duration limit;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    /** @param limit how long all of them may take until they are acknowledged */
    public ProducerSends(Producer<K, byte[]> producer, Duration limit) {
        this.producer = producer;
        this.limit = limit;
    }

    /**
     * Sends, and fails at once if the record cannot even be sent. While nobody is known to lead the topic, the producer waits
     * {@code max.block.ms} and then returns a failure instead of throwing it; who only looked at the end of a batch would
     * wait as often as there are records.
     *
     * @throws KafkaException if the record was not taken: the transaction is then lost
     */
    public void send(ProducerRecord<K, byte[]> record) {
        Future<RecordMetadata> one = producer.send(record);
        if (one.state() == Future.State.FAILED) {
            throw new KafkaException("Kafka takes nothing for " + record.topic(), one.exceptionNow());
        }
        sent.add(one);
    }

    /**
     * Waits until Kafka has acknowledged everything sent so far, without a linger.
     *
     * @return where the records are, in the order in which they were sent
     * @throws KafkaException if it has not, or not in time: the transaction is then lost
     */
    public List<RecordMetadata> await() throws InterruptedException {
        // Ends the linger of what waits for more to come. Not waited for: it says nothing of failures, and while the
        // coordinator is unavailable it may wait without end. It ends with the producer.
        Thread.ofVirtual().name("producer-flush").start(producer::flush);
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        List<RecordMetadata> acknowledged = new ArrayList<>(sent.size());
        for (Future<RecordMetadata> one : sent) {
            try {
                acknowledged.add(one.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS));
            } catch (ExecutionException e) {
                throw new KafkaException("Kafka has refused a record: " + e.getCause(), e.getCause());
            } catch (TimeoutException e) {
                throw new KafkaException(
                        "Kafka has not acknowledged all records within " + limit.toMillis() + " ms", e);
            }
        }
        return acknowledged;
    }
}
