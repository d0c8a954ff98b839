package org.muster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback TCP ports. */
final class Ports {

    /** Every server of this module binds to this address. It is no name, since a name could also mean other addresses. */
    static final String LOOPBACK = "127.0.0.1";

    /** Linux gives clients ports from 32768 on, others from 49152 on. */
    private static final int LOWEST = 20_000;

    private static final int COUNT = 12_000;
    private static final int ATTEMPTS_MAX = 100;

    private Ports() {}

    /**
     * A port that was free a moment ago; another program may take it first. The operating system does not give it to
     * clients. So a server that is stopped for a while finds its port free afterwards, and a client that retries is not
     * connected to itself.
     */
    static int free() {
        try (ServerSocket socket = listener()) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens on such a port until it is closed. */
    static ServerSocket listener() {
        for (int attempt = 1; ; attempt++) {
            try {
                return bind(ThreadLocalRandom.current().nextInt(LOWEST, LOWEST + COUNT));
            } catch (IOException e) {
                if (attempt == ATTEMPTS_MAX) {
                    throw new UncheckedIOException("No free port on " + LOOPBACK, e);
                }
            }
        }
    }

    /** Refuses a port on which another program listens. */
    static void requireFree(int port, String who) {
        try (ServerSocket ignored = bind(port)) {
            assert ignored.isBound();
        } catch (IOException e) {
            throw new PortTakenException(port, who, e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // Connections of a server that stopped a moment ago linger in TIME_WAIT and do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
