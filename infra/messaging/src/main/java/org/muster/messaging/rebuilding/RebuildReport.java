package org.muster.messaging.rebuilding;

import java.util.List;
import java.util.Map;

/**
 * How the rows of two generations differ that have read exactly as far as each other.
 *
 * @param offsets how far that is, per partition
 * @param tables every table that either has
 */
public record RebuildReport(Map<Integer, Long> offsets, List<Table> tables) {

    /** Whether the tables, their columns and their rows are the same. */
    public boolean matches() {
        return tables.stream().allMatch(Table::matches);
    }

    /**
     * One table.
     *
     * @param onlyOld rows whose key only the old generation has
     * @param onlyNew rows whose key only the new generation has
     * @param changed rows that differ in at least one column
     * @param equal rows that differ in none
     * @param changedByColumn in how many rows a column differs; columns that differ in none are left out
     * @param columnsOnlyOld columns that the new generation does not have, and that were not compared
     * @param columnsOnlyNew columns that the old generation does not have, and that were not compared
     * @param examples the first rows that differ, in order of their key; a limited number
     */
    public record Table(
            String name,
            long onlyOld,
            long onlyNew,
            long changed,
            long equal,
            Map<String, Long> changedByColumn,
            List<String> columnsOnlyOld,
            List<String> columnsOnlyNew,
            List<Example> examples) {

        /** Whether columns and rows are the same. */
        public boolean matches() {
            return onlyOld == 0 && onlyNew == 0 && changed == 0 && columnsOnlyOld.isEmpty() && columnsOnlyNew.isEmpty();
        }
    }

    /**
     * A row that differs.
     *
     * @param before by column, in the old generation; empty if it is not there
     * @param after by column, in the new generation; empty if it is not there
     */
    public record Example(Map<String, Object> before, Map<String, Object> after) {}
}
