package org.muster.queryside.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows for PostgreSQL's {@code COPY … FROM STDIN (FORMAT binary)}, the fastest way into a table: nothing to parse, nothing to
 * escape. The columns of a row are given in their order; whoever forgets one fails at the next row.
 *
 * @see <a href="https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-FILE-FORMATS">the format</a>
 */
final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
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

    /** Begins the next row. */
    BinaryCopy row() throws SQLException {
        if (buffer.position() >= CHUNK_BYTES) {
            send();
        }
        room(Short.BYTES).putShort((short) columns);
        return this;
    }

    BinaryCopy text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
        return this;
    }

    /** @param value may be null */
    BinaryCopy date(LocalDate value) {
        if (value == null) {
            room(Integer.BYTES).putInt(NULL);
        } else {
            room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt((int) (value.toEpochDay() - EPOCH_DAY));
        }
        return this;
    }

    BinaryCopy bigint(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
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
