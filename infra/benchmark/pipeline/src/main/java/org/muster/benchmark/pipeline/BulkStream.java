package org.muster.benchmark.pipeline;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One request {@code POST /commands} that stays open: a command a line, answered a line each while more are sent. On a bare
 * socket, because Java's HTTP client reads no answer before the request has ended.
 */
final class BulkStream implements AutoCloseable {

    private final Socket socket;
    private final BufferedWriter out;
    private final Thread reader;

    /** @param answers hears each answer's line, on a thread of this stream's */
    BulkStream(int port, String token, Consumer<String> answers) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
        out.write("POST /commands HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        out.flush();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        this.reader = Thread.ofVirtual().name("bulk-answers").start(() -> read(in, answers));
    }

    private static void read(InputStream in, Consumer<String> answers) {
        try {
            String status = line(in);
            if (!status.contains(" 200")) {
                throw new IllegalStateException("The bulk request was refused: " + status);
            }
            while (!line(in).isEmpty()) {
                // A header.
            }
            // A chunk may end in the middle of an answer.
            StringBuilder begun = new StringBuilder();
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                begun.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
                line(in);
                for (int end = begun.indexOf("\n"); end >= 0; end = begun.indexOf("\n")) {
                    answers.accept(begun.substring(0, end));
                    begun.delete(0, end + 1);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The stream of answers broke", e);
        }
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    /** Sends commands, each a line of ASCII. */
    void send(Iterable<String> commands) throws IOException {
        StringBuilder lines = new StringBuilder();
        commands.forEach(command -> lines.append(command).append('\n'));
        if (!lines.isEmpty()) {
            out.write(Integer.toHexString(lines.length()) + "\r\n" + lines + "\r\n");
            out.flush();
        }
    }

    /** Ends the request, and waits for the last answer. */
    @Override
    public void close() throws IOException {
        out.write("0\r\n\r\n");
        out.flush();
        try (socket) {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
