package org.muster.messaging.topics;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/** An admin client from its first use on: making one fails while nobody knows a broker's name. Thread-safe. */
public final class LazyAdmin implements Supplier<Admin>, AutoCloseable {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final Map<String, Object> settings;
    private Admin admin;

    /** @param settings of an admin client */
    public LazyAdmin(Map<String, Object> settings) {
        this.settings = settings;
    }

    /** @throws org.apache.kafka.common.KafkaException if it cannot be made now */
    @Override
    public synchronized Admin get() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(CLOSE_TIMEOUT);
        }
    }
}
