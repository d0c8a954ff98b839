package org.muster.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Loopback TCP ports. */
final class Ports {

    /** What every server of this module binds to: an address, since a name could also mean others. */
    static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    /** A port that was free a moment ago: whoever uses it must be ready to lose the race for it. */
    static int free() {
        try (ServerSocket socket = bind(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on " + LOOPBACK, e);
        }
    }

    /** Refuses a port on which somebody else listens. */
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
