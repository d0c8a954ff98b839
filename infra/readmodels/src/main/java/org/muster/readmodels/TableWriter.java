package org.muster.readmodels;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.muster.readmodels.FoldBatch.Cell;
import org.muster.readmodels.FoldBatch.Closed;
import org.muster.readmodels.RowMapping.Column;

/**
 * Reads and writes the rows that a batch touches: one query, one deletion and a COPY for each of the two tables, however large
 * the batch is.
 */
final class TableWriter<K, R extends Record & Row<K>> {

    /** SQLSTATE: somebody else wrote the rows meanwhile, for instance by hand. */
    private static final String SERIALIZATION_FAILURE = "40001";

    private final RowMapping<K, R> mapping;
    private final TableSql sql;
    private final String load;
    private final String delete;

    TableWriter(Fold<K, R> fold) {
        this.mapping = fold.mapping();
        this.sql = TableSql.of(mapping);
        this.load = sql.load();
        this.delete = sql.delete();
    }

    /** Tells the batch which of its rows exist. */
    void load(Connection tx, FoldBatch<K, R> batch) throws SQLException {
        List<K> keys = batch.toLoad();
        if (keys.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = tx.prepareStatement(load)) {
            List<Column> keyColumns = mapping.keyColumns();
            for (int column = 0; column < keyColumns.size(); column++) {
                int part = column;
                Object[] values = keys.stream()
                        .map(key -> ColumnType.parameter(mapping.keyValue(key, part)))
                        .toArray();
                Array array = tx.createArrayOf(keyColumns.get(column).type().sql(), values);
                statement.setArray(column + 1, array);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    batch.loaded(
                            mapping.read(rows, 5),
                            rows.getLong(2),
                            BinaryCopy.micros(
                                    rows.getObject(3, OffsetDateTime.class).toInstant()),
                            rows.getInt(4),
                            rows.getString(1));
                }
            }
        }
    }

    /** Writes what the batch came to. */
    void write(Connection tx, FoldBatch<K, R> batch) throws SQLException {
        delete(tx, batch.replaced());
        copyVersions(tx, batch.closed());
        copyRows(tx, batch.written());
    }

    private void delete(Connection tx, List<String> places) throws SQLException {
        if (places.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = tx.prepareStatement(delete)) {
            statement.setArray(1, tx.createArrayOf("tid", places.toArray()));
            if (statement.executeUpdate() != places.size()) {
                throw new SQLTransientException(
                        "Rows of " + mapping.table() + " changed while they were folded", SERIALIZATION_FAILURE);
            }
        }
    }

    private void copyVersions(Connection tx, List<Closed> versions) throws SQLException {
        if (versions.isEmpty()) {
            return;
        }
        try (BinaryCopy copy = BinaryCopy.into(tx, sql.copyVersions(), sql.copyVersionsColumns())) {
            for (Closed version : versions) {
                copy.row();
                copy.bigint(version.knownFrom());
                copy.bigint(version.knownTo());
                copy.instant(version.recordedMicros());
                copy.instant(version.closedMicros());
                copyColumns(copy, version.row());
            }
            copy.end();
        }
    }

    private void copyRows(Connection tx, Collection<Cell<R>> cells) throws SQLException {
        if (cells.isEmpty()) {
            return;
        }
        try (BinaryCopy copy = BinaryCopy.into(tx, sql.copyRows(), sql.copyRowsColumns())) {
            for (Cell<R> cell : cells) {
                copy.row();
                copy.bigint(cell.knownFrom());
                copy.instant(cell.recordedMicros());
                copy.integer(cell.subjectHash());
                copyColumns(copy, cell.row());
            }
            copy.end();
        }
    }

    private void copyColumns(BinaryCopy copy, Object row) {
        for (Column column : mapping.columns()) {
            column.copy(copy, row);
        }
    }
}
