package org.muster.testing;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.muster.embedded.QuietLogging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;

/** Starts containers where a Docker engine answers. A program named docker proves nothing. */
final class Docker {

    private static final Logger log = LoggerFactory.getLogger(Docker.class);

    private static final Map<String, String> LEVELS = Map.of(
            "org.testcontainers", "WARN",
            // It reports the absence of Docker as an error, but here that is normal.
            "org.testcontainers.dockerclient", "OFF",
            "com.github.dockerjava", "WARN");

    private static final boolean AVAILABLE = ask();

    private Docker() {}

    private static boolean ask() {
        QuietLogging.apply(LEVELS);
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** The started container; empty if no engine answers or the image is missing. */
    static <T> Optional<T> start(Supplier<T> container) {
        if (!AVAILABLE) {
            return Optional.empty();
        }
        try {
            return Optional.of(container.get());
        } catch (ContainerFetchException imageMissing) {
            log.warn("No image: {}. The embedded server is used instead", imageMissing.getMessage());
            return Optional.empty();
        }
    }
}
