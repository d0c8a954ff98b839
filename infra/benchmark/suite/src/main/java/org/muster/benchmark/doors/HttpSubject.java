package org.muster.benchmark.doors;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Outcome;

/** {@code POST /commands/{name}}: a request for each command, a connection that is kept open for each thread. */
final class HttpSubject extends DoorSubject {

    private final int port;
    private final String token;
    private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Connection> connection = ThreadLocal.withInitial(this::open);

    private record Connection(Socket socket, OutputStream out, HttpAnswers answers) {}

    HttpSubject(Commands command, int port, String token) {
        super(command);
        this.port = port;
        this.token = token;
    }

    private Connection open() {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            Connection open =
                    new Connection(socket, socket.getOutputStream(), new HttpAnswers(socket.getInputStream()));
            opened.add(open);
            return open;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment deployment) throws IOException {
        return CompletableFuture.completedFuture(
                post(command.command, deployment.commandId(), command.data(deployment)));
    }

    Outcome post(String name, UUID id, String body) throws IOException {
        byte[] request = ("POST /commands/" + name + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + id + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        Connection kept = connection.get();
        try {
            kept.out.write(request);
            return outcome(kept.answers.status(), kept.answers.body());
        } catch (IOException e) {
            connection.remove();
            kept.socket.close();
            throw e;
        }
    }

    @Override
    public void close() {
        opened.forEach(kept -> {
            try {
                kept.socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
