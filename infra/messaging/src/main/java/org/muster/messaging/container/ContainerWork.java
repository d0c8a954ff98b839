package org.muster.messaging.container;

import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * What a {@link MemberContainer} is for; all of it is called on its thread. It says itself where to go on after an error, and
 * commits no offsets by acknowledging.
 */
public interface ContainerWork
        extends BatchConsumerAwareMessageListener<byte[], byte[]>, ConsumerAwareRebalanceListener, CommonErrorHandler {

    /** Nothing was read for a moment. */
    void idle(Consumer<?, ?> consumer);

    /** A handler of spring-kafka would commit what failed. */
    @Override
    default boolean isAckAfterHandle() {
        return false;
    }

    @Override
    default boolean seeksAfterHandling() {
        return true;
    }
}
