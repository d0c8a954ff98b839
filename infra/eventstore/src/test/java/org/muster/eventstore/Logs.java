package org.muster.eventstore;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, of whatever logger. */
final class Logs extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private static final Logger POOLS = (Logger) LoggerFactory.getLogger("com.zaxxer.hikari");

    private static final Logger ENGINE = (Logger) LoggerFactory.getLogger("org.muster.eventstore");

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final Level poolsBefore = POOLS.getLevel();
    private final Level engineBefore = ENGINE.getLevel();

    Logs() {
        start();
        ROOT.addAppender(this);
        POOLS.setLevel(Level.WARN);
        ENGINE.setLevel(Level.INFO);
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    /** @return the lines of the event store itself */
    List<ILoggingEvent> ofTheEventStore() {
        return events.stream()
                .filter(event -> event.getLoggerName().startsWith("org.muster.eventstore"))
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .toList();
    }

    /** @return everything that a person should look at, the pool's lines included */
    List<ILoggingEvent> warnings() {
        return events.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .toList();
    }

    @Override
    public void close() {
        ROOT.detachAppender(this);
        POOLS.setLevel(poolsBefore);
        ENGINE.setLevel(engineBefore);
        stop();
    }
}
