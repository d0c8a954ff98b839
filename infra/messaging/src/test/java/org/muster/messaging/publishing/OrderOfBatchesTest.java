package org.muster.messaging.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.muster.messaging.InMemorySource;
import org.muster.messaging.OutgoingEvent;
import org.muster.messaging.PublicationSource;
import org.muster.messaging.Stage;
import org.muster.messaging.leadership.LeaderLock;
import org.slf4j.LoggerFactory;

/** Of a partition that is new in a transaction, a broker may refuse the first batch while it takes the second: decision 0034. */
class OrderOfBatchesTest {

    private static final int EVENTS = 4_000;
    private static final int AT_ONCE = 6;
    private static final int EVENT_BYTES = 1_000;

    private final Logger sender = (Logger) LoggerFactory.getLogger(Sender.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.list = Collections.synchronizedList(new ArrayList<>());
        log.start();
        sender.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        sender.detachAppender(log);
    }

    @Test
    @DisplayName("no broker sees a batch of a partition before the one in front of it")
    void a_backlog_is_published_in_order_at_the_first_attempt() {
        List<Stage> stages =
                Stream.generate(Stage::onSharedKafka).limit(AT_ONCE).toList();
        List<Publisher> publishers = stages.stream()
                .map(stage -> new Publisher(
                                new LargeEvents(),
                                stage.publisher(EVENTS / 2),
                                LeaderLock.ALWAYS,
                                new SimpleMeterRegistry())
                        .start())
                .toList();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> publishers.stream()
                            .allMatch(publisher -> publisher.state().position() == EVENTS));
        } finally {
            publishers.forEach(Publisher::close);
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(message -> stages.stream().anyMatch(stage -> message.contains(stage.prefix())))
                .noneMatch(message -> message.contains("OUT_OF_ORDER_SEQUENCE_NUMBER"))
                .noneMatch(message -> message.contains("NETWORK_EXCEPTION"));
        stages.forEach(stage -> stage.assertPublishedOnce(EVENTS));
    }

    /** Events that do not become small by compression, so that a transaction has several batches in each partition. */
    private static final class LargeEvents implements PublicationSource {

        private final InMemorySource small = new InMemorySource(50);
        private final byte[] data = new byte[EVENT_BYTES];

        LargeEvents() {
            new Random(4711).nextBytes(data);
            small.append(EVENTS);
        }

        @Override
        public List<OutgoingEvent> readAfter(long position, int limit) {
            return small.readAfter(position, limit).stream().map(this::enlarged).toList();
        }

        private OutgoingEvent enlarged(OutgoingEvent event) {
            byte[] own = data.clone();
            new Random(event.position()).nextBytes(own);
            return new OutgoingEvent(
                    event.position(),
                    event.partitionKey(),
                    CloudEventBuilder.v1(event.event())
                            .withData("application/octet-stream", own)
                            .build());
        }

        @Override
        public boolean awaitAfter(long position, Duration timeout) throws InterruptedException {
            return small.awaitAfter(position, timeout);
        }

        @Override
        public long head() {
            return small.head();
        }
    }
}
