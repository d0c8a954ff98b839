package org.muster.readmodels;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for PostgreSQL's {@code COPY … FROM STDIN (FORMAT binary)}, the fastest way into a table: nothing to parse, nothing to
 * escape. The columns of a row are given in their order; a row with too few of them fails at the next row.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-FILE-FORMATS">the format</a>
 */
final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);
    private static final long EPOCH_DAY = EPOCH.toEpochDay();
    private static final long EPOCH_MICROS = EPOCH_DAY * 86_400_000_000L;
    private static final int TEXT_OID = 25;
    private static final int NULL = -1;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final CopyIn copy;
    private final int columns;
    private ByteBuffer buffer = ByteBuffer.allocate(2 * CHUNK_BYTES);

    private BinaryCopy(CopyIn copy, int columns) {
        this.copy = copy;
        this.columns = columns;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Begins; {@code target} is a table and, in brackets, its columns. */
    static BinaryCopy into(Connection tx, String target, int columns) throws SQLException {
        return new BinaryCopy(
                tx.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + target + " from stdin (format binary)"),
                columns);
    }

    /** Microseconds since 1970, cut off. */
    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Begins the next row. */
    void row() throws SQLException {
        if (buffer.position() >= CHUNK_BYTES) {
            send();
        }
        room(Short.BYTES).putShort((short) columns);
    }

    void nothing() {
        room(Integer.BYTES).putInt(NULL);
    }

    void text(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A text that is encoded already. */
    void bytes(byte[] utf8) {
        room(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8);
    }

    void texts(List<byte[]> utf8) {
        int header = (utf8.isEmpty() ? 3 : 5) * Integer.BYTES;
        int size = header;
        for (byte[] element : utf8) {
            size += Integer.BYTES + element.length;
        }
        room(Integer.BYTES + size)
                .putInt(size)
                .putInt(utf8.isEmpty() ? 0 : 1)
                .putInt(0)
                .putInt(TEXT_OID);
        if (!utf8.isEmpty()) {
            buffer.putInt(utf8.size()).putInt(1);
        }
        for (byte[] element : utf8) {
            buffer.putInt(element.length).put(element);
        }
    }

    void date(LocalDate value) {
        integer((int) (value.toEpochDay() - EPOCH_DAY));
    }

    /** @param microseconds since 1970 */
    void instant(long microseconds) {
        bigint(microseconds - EPOCH_MICROS);
    }

    void bigint(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    void integer(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    void bool(boolean value) {
        room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    }

    /** Sends what is left; the rows are in the table when this returns. */
    void end() throws SQLException {
        room(Short.BYTES).putShort((short) -1);
        send();
        copy.endCopy();
    }

    /** Gives up what was not ended. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            buffer = ByteBuffer.allocate(2 * (buffer.position() + bytes)).put(buffer.flip());
        }
        return buffer;
    }

    private void send() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
