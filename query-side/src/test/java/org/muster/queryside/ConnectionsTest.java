package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections that say nothing, and callers that take all they can get. */
class ConnectionsTest {

    @Test
    void half_open_connections_of_one_address_do_not_close_the_door_to_others() throws Exception {
        try (RunningQuerySide querySide =
                new RunningQuerySide("--server.tomcat.max-connections=40", "--server.tomcat.accept-count=40")) {
            URI server = URI.create(querySide.address());
            List<Socket> halfOpen = new ArrayList<>();
            try {
                for (int n = 0; n < 60; n++) {
                    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), server.getPort());
                    socket.getOutputStream().write('G');
                    halfOpen.add(socket);
                }
                try (Socket other = new Socket()) {
                    other.bind(new InetSocketAddress("127.0.0.2", 0));
                    other.connect(new InetSocketAddress("127.0.0.1", server.getPort()), 5_000);
                    other.setSoTimeout(10_000);
                    other.getOutputStream()
                            .write("GET /missions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8));

                    assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                            .startsWith("HTTP/1.1 401");
                }
            } finally {
                for (Socket socket : halfOpen) {
                    socket.close();
                }
            }
        }
    }
}
