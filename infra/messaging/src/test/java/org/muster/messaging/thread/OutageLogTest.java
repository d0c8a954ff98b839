package org.muster.messaging.thread;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutageLogTest {

    @Test
    void says_once_that_something_fails_and_once_that_it_works_again() {
        Logger logger = (Logger) LoggerFactory.getLogger("outage-log-test");
        logger.setLevel(Level.INFO);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        OutageLog outage = new OutageLog(logger, "Publication");

        outage.works();
        for (int attempt = 1; attempt <= 100; attempt++) {
            outage.failed("waits", new IllegalStateException("attempt " + attempt));
        }
        assertThat(outage.problem()).hasValueSatisfying(now -> assertThat(now).contains("attempt 100"));
        outage.works();
        outage.works();
        outage.failed("waits", new IllegalStateException("again"));

        assertThat(outage.problem()).isPresent();
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Publication waits: java.lang.IllegalStateException: attempt 1",
                        "Publication goes on",
                        "Publication waits: java.lang.IllegalStateException: again");
        assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
    }
}
