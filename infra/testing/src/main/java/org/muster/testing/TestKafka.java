package org.muster.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.muster.embedded.KafkaServer;
import org.muster.embedded.LocalKafka;

/** Kafka for tests: in a container where Docker answers, in this JVM elsewhere. */
public final class TestKafka {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestKafka() {}

    /** A new broker, which the caller closes. */
    public static KafkaServer start() {
        return Docker.has(ContainerKafka.IMAGE) ? ContainerKafka.started() : LocalKafka.temporary();
    }

    /** The broker that all tests of this JVM share; it ends with the JVM. */
    public static String sharedBootstrapServers() {
        return Shared.SERVER.bootstrapServers();
    }

    /** A prefix, with its trailing dot, for topics, groups and transactional ids that no other test of this JVM uses. */
    public static String freshPrefix() {
        return "test" + COUNT.incrementAndGet() + ".";
    }

    private static final class Shared {

        static final KafkaServer SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close, "close-shared-kafka"));
        }
    }
}
