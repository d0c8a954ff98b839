package org.muster.messaging.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.DefaultTransactionIdSuffixStrategy;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/** Producers that all have one transactional id, one at a time: each fences the ones before it off, in whatever process. */
public final class FencingProducers<K> extends DefaultKafkaProducerFactory<K, byte[]> {

    private static final int CLOSE_SECONDS = 5;

    /** What is sent in a transaction. Whatever it throws aborts the transaction. */
    @FunctionalInterface
    public interface Transaction<K, T> {

        /**
         * Sends through the producer, and awaits what it has sent.
         *
         * @param operations for the offsets of a consumer
         */
        T in(Producer<K, byte[]> producer, KafkaOperations<K, byte[]> operations) throws InterruptedException;
    }

    private final Function<Map<String, Object>, Producer<K, byte[]>> raw;
    private final KafkaTemplate<K, byte[]> template;

    /**
     * @param transactionalId of all of them
     * @param raw makes a producer of Kafka's client
     */
    public FencingProducers(
            Map<String, Object> config,
            String transactionalId,
            Serializer<K> keys,
            Function<Map<String, Object>, Producer<K, byte[]>> raw) {
        super(inOrder(config), keys, new ByteArraySerializer());
        this.raw = raw;
        setTransactionIdPrefix(transactionalId);
        // With more than one, a producer that failed would be followed by one that does not fence it off.
        setTransactionIdSuffixStrategy(new DefaultTransactionIdSuffixStrategy(1));
        setPhysicalCloseTimeout(CLOSE_SECONDS);
        this.template = new KafkaTemplate<>(this);
        // The default one logs keys, and an error per record.
        template.setProducerListener(new ProducerListener<>() {});
        template.setCloseTimeout(Duration.ofSeconds(CLOSE_SECONDS));
    }

    /**
     * One request at a time to each broker. A broker adds a partition to a transaction with its first batch, may refuse that
     * batch because a second request overtakes it, and then logs an error for the second: see decision 0034.
     */
    private static Map<String, Object> inOrder(Map<String, Object> config) {
        Map<String, Object> inOrder = new HashMap<>(config);
        inOrder.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return inOrder;
    }

    @Override
    protected Producer<K, byte[]> createRawProducer(Map<String, Object> config) {
        return raw.apply(config);
    }

    /**
     * Commits what the transaction has sent, or throws. Then it may be committed all the same, until {@link #decide()} has
     * returned.
     *
     * @throws org.apache.kafka.common.KafkaException whatever Kafka refused or did not answer
     */
    public <T> T commit(Transaction<K, T> transaction) throws InterruptedException {
        try {
            return template.executeInTransaction(operations -> template.execute(producer -> {
                try {
                    return transaction.in(producer, operations);
                } catch (InterruptedException e) {
                    throw new InterruptException(e);
                }
            }));
        } catch (InterruptException e) {
            throw (InterruptedException) new InterruptedException("while a transaction was committed").initCause(e);
        }
    }

    /** Returns when no transaction of this id is open any more, whoever began it; fences everybody else off. */
    public void decide() {
        reset();
        createProducer().close();
    }

    /** Ends the producer without waiting for what it has in hand. */
    public void abandon() {
        setPhysicalCloseTimeout(0);
        destroy();
    }
}
