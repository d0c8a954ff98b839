package org.muster.queryside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
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

    /** Tomcat itself closes a connection after a hundred requests, whatever its client is about to send. */
    @Test
    void a_connection_is_kept_for_any_number_of_requests() throws Exception {
        try (RunningQuerySide querySide = new RunningQuerySide();
                Socket socket =
                        new Socket("127.0.0.1", URI.create(querySide.address()).getPort())) {
            socket.setSoTimeout(10_000);
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int n = 1; n <= 150; n++) {
                socket.getOutputStream()
                        .write("HEAD /missions HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                List<String> head =
                        answers.lines().takeWhile(line -> !line.isEmpty()).toList();

                assertThat(head.getFirst()).as("request %d", n).startsWith("HTTP/1.1 401");
                assertThat(head).as("request %d", n).noneMatch("Connection: close"::equalsIgnoreCase);
            }
        }
    }
}
