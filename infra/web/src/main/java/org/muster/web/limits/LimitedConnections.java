package org.muster.web.limits;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
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
            return isWithinShare(socket) && super.setSocketOptions(socket);
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
