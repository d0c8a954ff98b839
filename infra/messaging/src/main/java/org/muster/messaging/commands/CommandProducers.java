package org.muster.messaging.commands;

import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.DefaultTransactionIdSuffixStrategy;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

/** Producers of one member, which all have one transactional id: each fences the ones before it off. */
final class CommandProducers extends DefaultKafkaProducerFactory<byte[], byte[]> {

    private final Function<Map<String, Object>, Producer<byte[], byte[]>> raw;

    CommandProducers(CommandLoopSettings settings, Function<Map<String, Object>, Producer<byte[], byte[]>> raw) {
        super(settings.producerConfig(), new ByteArraySerializer(), new ByteArraySerializer());
        this.raw = raw;
        setTransactionIdPrefix(settings.transactionalId());
        // With more than one, a producer that failed would be followed by one that does not fence it off.
        setTransactionIdSuffixStrategy(new DefaultTransactionIdSuffixStrategy(1));
    }

    @Override
    protected Producer<byte[], byte[]> createRawProducer(Map<String, Object> config) {
        return raw.apply(config);
    }

    /** One that does not log keys. */
    KafkaTemplate<byte[], byte[]> template() {
        KafkaTemplate<byte[], byte[]> template = new KafkaTemplate<>(this);
        template.setProducerListener(new ProducerListener<>() {});
        return template;
    }

    /** Returns when no transaction of this member is open any more, whoever began it. */
    void decide() {
        reset();
        createProducer().close();
    }
}
