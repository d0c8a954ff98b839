package org.muster.messaging;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Real producers that fail now and then: in a send, before a commit, and after a commit whose success the caller so never
 * hears of.
 */
public final class FaultyProducers<K> implements Function<Map<String, Object>, Producer<K, byte[]>> {

    private static final int COMMIT_FAILS_ONE_IN = 12;
    private static final int SEND_FAILS_ONE_IN = 1000;

    public final AtomicInteger failures = new AtomicInteger();
    private final Random random;
    private final Serializer<K> keys;

    public FaultyProducers(long seed, Serializer<K> keys) {
        this.keys = keys;
        this.random = new Random(seed);
    }

    @Override
    public Producer<K, byte[]> apply(Map<String, Object> config) {
        return InterceptedProducer.of(new KafkaProducer<>(config, keys, new ByteArraySerializer()), (method, call) -> {
            boolean commit = method.equals("commitTransaction");
            boolean send = method.equals("send");
            if (send && hits(SEND_FAILS_ONE_IN) || commit && hits(COMMIT_FAILS_ONE_IN)) {
                throw new KafkaException("injected before " + method);
            }
            Object result = call.call();
            if (commit && hits(COMMIT_FAILS_ONE_IN)) {
                throw new KafkaException("injected after " + method);
            }
            return result;
        });
    }

    private synchronized boolean hits(int oneIn) {
        boolean hit = random.nextInt(oneIn) == 0;
        if (hit) {
            failures.incrementAndGet();
        }
        return hit;
    }
}
