package org.muster.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.embedded.QuietLogging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.utility.DockerImageName;

/** Says whether containers can be had. A program named docker proves nothing: an engine must answer. */
final class Docker {

    private static final Logger log = LoggerFactory.getLogger(Docker.class);

    private static final Map<String, String> LEVELS = Map.of(
            "org.testcontainers", "WARN",
            // It reports the absence of Docker as an error, but here that is normal.
            "org.testcontainers.dockerclient", "OFF",
            "com.github.dockerjava", "WARN");

    private static final Map<String, Boolean> IMAGES = new ConcurrentHashMap<>();
    private static final boolean AVAILABLE = ask();

    private Docker() {}

    private static boolean ask() {
        QuietLogging.apply(LEVELS);
        return DockerClientFactory.instance().isDockerAvailable();
    }

    /** Whether an engine answers and has the image, or can fetch it now. Asked once per image. */
    static boolean has(String image) {
        return AVAILABLE && IMAGES.computeIfAbsent(image, Docker::fetched);
    }

    private static boolean fetched(String image) {
        try {
            new RemoteDockerImage(DockerImageName.parse(image)).get();
            return true;
        } catch (ContainerFetchException missing) {
            log.warn("No image {}. The embedded server is used instead", image);
            return false;
        }
    }
}
