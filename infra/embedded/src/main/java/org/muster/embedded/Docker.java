package org.muster.embedded;

import org.testcontainers.DockerClientFactory;

/** Whether a Docker engine answers. The presence of a program named docker proves nothing. */
final class Docker {

    private static final boolean AVAILABLE = ask();

    private Docker() {}

    static boolean isAvailable() {
        return AVAILABLE;
    }

    private static boolean ask() {
        QuietLogging.apply();
        return DockerClientFactory.instance().isDockerAvailable();
    }
}
