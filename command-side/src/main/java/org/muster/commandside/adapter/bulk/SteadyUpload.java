package org.muster.commandside.adapter.bulk;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * An upload that must get on. Only the time counts that is spent waiting for the client: however long the server takes, it
 * is never the client's fault.
 */
final class SteadyUpload extends FilterInputStream {

    private static final long WINDOW_NANOS = Duration.ofSeconds(60).toNanos();

    /** Less within a window of waiting is no upload but a held place. */
    private static final int WINDOW_BYTES_MIN = 1024;

    private final LongSupplier nanos;
    private long waitedNanos;
    private long bytes;

    SteadyUpload(InputStream in) {
        this(in, System::nanoTime);
    }

    SteadyUpload(InputStream in, LongSupplier nanos) {
        super(in);
        this.nanos = nanos;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long before = nanos.getAsLong();
        int read = in.read(into, offset, length);
        waitedNanos += nanos.getAsLong() - before;
        bytes += Math.max(read, 0);
        if (waitedNanos >= WINDOW_NANOS) {
            if (bytes < WINDOW_BYTES_MIN && read >= 0) {
                throw new SlowUploadException();
            }
            waitedNanos = 0;
            bytes = 0;
        }
        return read;
    }
}
