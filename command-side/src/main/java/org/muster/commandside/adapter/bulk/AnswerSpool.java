package org.muster.commandside.adapter.bulk;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Answers on their way to a client that may not take them before it has sent everything: most clients write a whole body
 * before they read. They lie in a file used as a ring buffer, so that it has a bound, and that has no name, so that
 * nothing of it is left whatever happens to this process.
 *
 * <p>One thread writes, one sends. While the file is full the writer waits.
 */
final class AnswerSpool implements Closeable {

    private static final int CHUNK_BYTES = 32_768;

    private final FileChannel file;
    private final long capacity;
    private long written;
    private long sent;
    private boolean complete;
    private boolean abandoned;

    /** @param bytesMax that wait at a time */
    AnswerSpool(long bytesMax) throws IOException {
        this.capacity = bytesMax;
        Path path = Files.createTempFile("muster-answers", ".spool");
        this.file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        Files.deleteIfExists(path);
    }

    /** Adds answers. Does nothing once nobody takes them any more. */
    void write(byte[] answers) throws IOException, InterruptedException {
        ByteBuffer left = ByteBuffer.wrap(answers);
        while (left.hasRemaining()) {
            long at;
            synchronized (this) {
                while (written - sent == capacity && !abandoned) {
                    wait();
                }
                if (abandoned) {
                    return;
                }
                at = written % capacity;
                left.limit(left.position()
                        + (int) Math.min(
                                answers.length - left.position(), Math.min(capacity - at, capacity - written + sent)));
            }
            int length = left.remaining();
            while (left.hasRemaining()) {
                at += file.write(left, at);
            }
            left.limit(answers.length);
            synchronized (this) {
                written += length;
                notifyAll();
            }
        }
    }

    /** There will be no more answers. */
    synchronized void complete() {
        complete = true;
        notifyAll();
    }

    /** Nobody will take any more answers. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    /**
     * Sends all answers as they come, until there are no more. Flushes before it waits, so that a client that reads along
     * gets each at once.
     *
     * @throws IOException if the client is gone
     */
    void sendTo(OutputStream out) throws IOException, InterruptedException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            while (true) {
                long from;
                int length;
                boolean wait;
                synchronized (this) {
                    wait = sent == written && !complete;
                }
                if (wait) {
                    out.flush();
                }
                synchronized (this) {
                    while (sent == written && !complete) {
                        wait();
                    }
                    from = sent % capacity;
                    length = (int) Math.min(chunk.length, Math.min(written - sent, capacity - from));
                }
                if (length == 0) {
                    return;
                }
                read(ByteBuffer.wrap(chunk, 0, length), from);
                out.write(chunk, 0, length);
                synchronized (this) {
                    sent += length;
                    notifyAll();
                }
            }
        } finally {
            abandon();
        }
    }

    private void read(ByteBuffer into, long from) throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            at += file.read(into, at);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
