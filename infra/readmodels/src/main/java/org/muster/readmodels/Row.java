package org.muster.readmodels;

/**
 * A row of a read model: a record, of which the first component is the row's key.
 *
 * <p>The record is the table. Its name in snake case is the table's, its components are the columns: {@code String}, enums,
 * {@code LocalDate}, {@code Instant}, {@code long}, {@code int}, {@code boolean}, lists of texts or enums, and an
 * {@code Optional} of each where the column may be null. A key of several columns is a record itself.
 *
 * @param <K> the type of the first component
 */
public interface Row<K> {}
