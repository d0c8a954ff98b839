package org.muster.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Keeps servers in one's own process from telling their lives: warnings only, unless the application says otherwise. */
final class QuietLogging {

    private static final Map<String, String> LEVELS = Map.of(
            "kafka", "WARN",
            "org.apache.kafka", "WARN",
            "state.change.logger", "WARN",
            // Warns at each start that it becomes the controller, which it does each time.
            "org.apache.kafka.controller.QuorumController", "ERROR",
            "io.zonky", "WARN",
            "org.testcontainers", "WARN",
            // Reports the absence of Docker, which is a fine answer here, as an error.
            "org.testcontainers.dockerclient", "OFF",
            "com.github.dockerjava", "WARN");

    private QuietLogging() {}

    /** Sets levels where logback is in use and no level is configured. */
    static void apply() {
        // By name first: logback is optional, and its classes may be missing.
        if (LoggerFactory.getILoggerFactory().getClass().getName().equals("ch.qos.logback.classic.LoggerContext")) {
            Logback.apply();
        }
    }

    private static final class Logback {

        static void apply() {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            LEVELS.forEach((name, level) -> {
                Logger logger = context.getLogger(name);
                if (logger.getLevel() == null) {
                    logger.setLevel(Level.toLevel(level));
                }
            });
        }
    }
}
