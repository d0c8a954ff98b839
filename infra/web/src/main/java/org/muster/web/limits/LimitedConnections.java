package org.muster.web.limits;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Tomcat's connections, of which one address cannot take all: once half are open, it is let have its share only. Below that
 * nobody is counted, so an ordinary day costs nothing.
 */
final class LimitedConnections implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Duration PAUSE_MAX = Duration.ofSeconds(60);

    /** How long a client may take to read: some send everything before they read anything. */
    private static final Duration ANSWER_TAKEN_WITHIN = Duration.ofMinutes(15);

    private final double shareOfAddress;

    LimitedConnections(WebLimits limits) {
        this.shareOfAddress = limits.connectionsShareOfAddress();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(Protocol.class.getName());
        factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof Protocol protocol) {
                protocol.limits().shareOfAddress = shareOfAddress;
                // A head must come soon; a body may pause, and so may a client between two requests.
                protocol.setDisableUploadTimeout(false);
                protocol.setConnectionUploadTimeout((int) PAUSE_MAX.toMillis());
                protocol.setKeepAliveTimeout((int) PAUSE_MAX.toMillis());
                // Tomcat would close a connection after 100 requests: a TLS handshake more, and a lost request for some
                // clients.
                protocol.setMaxKeepAliveRequests(-1);
            }
        });
    }

    /** HTTP/1.1 over such connections; made by Tomcat, by name. */
    public static final class Protocol extends Http11NioProtocol {

        public Protocol() {
            super(new Endpoint());
        }

        private Endpoint limits() {
            return (Endpoint) getEndpoint();
        }
    }

    private static final class Endpoint extends NioEndpoint {

        private volatile double shareOfAddress = 1;

        @Override
        protected boolean setSocketOptions(SocketChannel socket) {
            if (!isWithinShare(socket)) {
                // Tomcat closes only what it has taken over; this one still counts as open.
                destroySocket(socket);
                return false;
            }
            if (!super.setSocketOptions(socket)) {
                return false;
            }
            SocketWrapperBase<NioChannel> connection = connections.get(socket);
            if (connection != null) {
                connection.setWriteTimeout(ANSWER_TAKEN_WITHIN.toMillis());
            }
            return true;
        }

        private boolean isWithinShare(SocketChannel socket) {
            int open = connections.size();
            if (open < getMaxConnections() / 2 || shareOfAddress >= 1) {
                return true;
            }
            try {
                InetAddress address = ((InetSocketAddress) socket.getRemoteAddress()).getAddress();
                long own = connections.values().stream()
                        .filter(other -> address.equals(addressOf(other)))
                        .count();
                return own < getMaxConnections() * shareOfAddress;
            } catch (IOException gone) {
                return false;
            }
        }

        private static InetAddress addressOf(SocketWrapperBase<NioChannel> connection) {
            try {
                return ((InetSocketAddress)
                                connection.getSocket().getIOChannel().getRemoteAddress())
                        .getAddress();
            } catch (IOException | RuntimeException gone) {
                return null;
            }
        }
    }
}
