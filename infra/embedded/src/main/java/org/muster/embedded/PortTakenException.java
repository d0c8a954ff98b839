package org.muster.embedded;

/** Another program uses the port that a server was given. */
public final class PortTakenException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final int port;

    PortTakenException(int port, String who, Throwable cause) {
        super(
                "Port " + port + " on " + Ports.LOOPBACK + " is taken by another program: stop it, or give " + who
                        + " another port",
                cause);
        this.port = port;
    }

    /** The port in question. */
    public int port() {
        return port;
    }
}
