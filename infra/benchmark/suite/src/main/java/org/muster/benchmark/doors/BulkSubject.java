package org.muster.benchmark.doors;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Outcome;

/**
 * Requests {@code POST /commands} that stay open: a command a line, answered a line each, in order, while more are sent. On bare
 * sockets, because Java's HTTP client reads no answer before the request has ended.
 */
final class BulkSubject extends DoorSubject {

    private static final int STREAMS = 4;

    private final List<BulkStream> streams = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    BulkSubject(Commands command, int port, String token) {
        super(command);
        for (int stream = 0; stream < STREAMS; stream++) {
            streams.add(new BulkStream(port, token));
        }
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment deployment) {
        return send(command.line(deployment)).thenApply(BulkSubject::outcome);
    }

    static Outcome outcome(String answer) {
        int status = answer.indexOf("\"status\":") + "\"status\":".length();
        return outcome(Integer.parseInt(answer.substring(status, status + 3)), answer);
    }

    /** Sends a line of ASCII; completes with its answer. */
    CompletionStage<String> send(String line) {
        return streams.get(Math.floorMod(next.getAndIncrement(), STREAMS)).send(line);
    }

    /** Ends the requests, and waits for the last answers. */
    @Override
    public void close() {
        streams.forEach(BulkStream::close);
    }

    private static final class BulkStream {

        private final Socket socket;
        private final OutputStream out;
        private final Queue<CompletableFuture<String>> unanswered = new ConcurrentLinkedQueue<>();
        private final Thread reader;

        BulkStream(int port, String token) {
            try {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setTcpNoDelay(true);
                out = socket.getOutputStream();
                write("POST /commands HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            reader = Thread.ofPlatform().name("bulk-answers").start(this::read);
        }

        private void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }

        synchronized CompletionStage<String> send(String line) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            unanswered.add(answer);
            try {
                write(Integer.toHexString(line.length() + 1) + "\r\n" + line + "\n\r\n");
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
            return answer;
        }

        private void read() {
            try {
                HttpAnswers answers = new HttpAnswers(socket.getInputStream());
                int status = answers.status();
                if (status != 200) {
                    throw new IOException("The bulk request was refused: " + status + " " + answers.body());
                }
                for (String line = answers.bodyLine(); line != null; line = answers.bodyLine()) {
                    unanswered.remove().complete(line);
                }
                throw new IOException("The answers have ended");
            } catch (IOException e) {
                unanswered.forEach(answer -> answer.completeExceptionally(e));
            }
        }

        void close() {
            try (socket) {
                synchronized (this) {
                    write("0\r\n\r\n");
                }
                reader.join();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
