package org.muster.benchmark.doors;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads HTTP/1.1 answers from a connection, one after the other, with little CPU: the load shares its cores with the server. */
final class HttpAnswers {

    private final InputStream in;
    private final byte[] buffer = new byte[16_384];
    private int next;
    private int end;

    /** Of the body, or of its chunk. */
    private long remaining;

    private boolean chunked;
    private boolean firstChunk;

    HttpAnswers(InputStream in) {
        this.in = in;
    }

    /** Reads the head of the next answer; its body must be read to the end before the one after it. */
    int status() throws IOException {
        int status = Integer.parseInt(line().substring("HTTP/1.1 ".length()).substring(0, 3));
        remaining = 0;
        chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                remaining = Long.parseLong(
                        lower.substring("content-length:".length()).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = true;
                firstChunk = true;
            }
        }
        return status;
    }

    /** The rest of the body. */
    String body() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int value = bodyByte(); value >= 0; value = bodyByte()) {
            body.write(value);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    /** The next line of the body, or null at its end. */
    String bodyLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        int value = bodyByte();
        if (value < 0) {
            return null;
        }
        while (value >= 0 && value != '\n') {
            line.write(value);
            value = bodyByte();
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private int bodyByte() throws IOException {
        if (remaining == 0 && chunked) {
            if (!firstChunk) {
                line();
            }
            firstChunk = false;
            remaining = Long.parseLong(line(), 16);
            if (remaining == 0) {
                line();
                chunked = false;
            }
        }
        if (remaining == 0) {
            return -1;
        }
        remaining--;
        return read();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int value = read(); value != '\n'; value = read()) {
            line.append((char) value);
        }
        return line.toString().stripTrailing();
    }

    private int read() throws IOException {
        if (next == end) {
            end = in.read(buffer);
            next = 0;
            if (end < 0) {
                end = 0;
                throw new EOFException("the server closed the connection");
            }
        }
        return buffer[next++] & 0xff;
    }
}
