package org.muster.commandside.adapter.bulk;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads lines of bounded length; one that is longer is passed over, and the next one is read. */
final class LineReader implements Closeable {

    private static final int BUFFER_BYTES = 16_384;

    private final InputStream in;
    private final int lineBytesMax;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int end;
    private long number;

    LineReader(InputStream in, int lineBytesMax) {
        this.in = in;
        this.lineBytesMax = lineBytesMax;
    }

    /**
     * One line.
     *
     * @param number counted from 1, blank lines included
     * @param bytes without the line's end; absent if it was too long
     */
    record Line(long number, Optional<byte[]> bytes) {

        boolean isBlank() {
            return bytes.isPresent() && new String(bytes.get(), StandardCharsets.ISO_8859_1).isBlank();
        }
    }

    /** Waits for the first bytes. */
    void fillOrThrow() throws IOException {
        fill();
    }

    /** The next line; absent at the end. Ends with LF, CRLF or the end of the content. */
    Optional<Line> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        boolean tooLong = false;
        boolean any = false;
        while (fill()) {
            any = true;
            int start = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            if (!tooLong) {
                line.write(buffer, start, position - start);
                // One more, for the CR that does not count.
                tooLong = line.size() > lineBytesMax + 1;
            }
            if (position < end) {
                position++;
                break;
            }
        }
        if (!any) {
            return Optional.empty();
        }
        number++;
        byte[] bytes = withoutCarriageReturn(line.toByteArray());
        return Optional.of(
                new Line(number, tooLong || bytes.length > lineBytesMax ? Optional.empty() : Optional.of(bytes)));
    }

    private boolean fill() throws IOException {
        if (position < end) {
            return true;
        }
        int read = in.read(buffer);
        position = 0;
        end = Math.max(read, 0);
        return read > 0;
    }

    private static byte[] withoutCarriageReturn(byte[] bytes) {
        return bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
