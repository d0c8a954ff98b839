package org.muster.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Servers in this process log warnings only, unless the application says otherwise. */
public final class QuietLogging {

    private static final Map<String, String> LEVELS = Map.of(
            "kafka", "WARN",
            "org.apache.kafka", "WARN",
            "state.change.logger", "WARN",
            // Warns at every start that it becomes the controller, which it always does.
            "org.apache.kafka.controller.QuorumController", "ERROR",
            // Reports that the topic exists, when two clients begin transactions at the same time.
            "kafka.server.DefaultAutoTopicCreationManager", "ERROR",
            "io.zonky", "WARN");

    private QuietLogging() {}

    /** The servers of this module. */
    static void apply() {
        apply(LEVELS);
    }

    /** Sets levels by logger, where logback is used and the application configures none. */
    public static void apply(Map<String, String> levels) {
        // By name first: logback is optional, and its classes may be missing.
        if (LoggerFactory.getILoggerFactory().getClass().getName().equals("ch.qos.logback.classic.LoggerContext")) {
            Logback.apply(levels);
        }
    }

    private static final class Logback {

        static void apply(Map<String, String> levels) {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            levels.forEach((name, level) -> {
                Logger logger = context.getLogger(name);
                if (logger.getLevel() == null) {
                    logger.setLevel(Level.toLevel(level));
                }
            });
        }
    }
}
