package org.muster.queryside.report;

import java.util.List;
import java.util.Optional;
import org.muster.readmodels.Row;

/**
 * A report: what it is, and its rows. Each is a package of its own and a bean; its address, its documentation and its forms
 * (JSON, CSV, XLSX, NDJSON, Arrow) follow from {@link #description()}.
 */
public interface Report {

    ReportDescription description();

    /** The rows that it reads: by what changes them, its answer can change. */
    List<Class<? extends Row<?>>> reads();

    /** Whether it says what has changed in it. Rows of a page cannot be compared with those of the same page later. */
    default boolean hasChanges() {
        return description().path().startsWith("/reports/")
                && !description().parameters().contains(Parameters.PAGE);
    }

    /**
     * Its SQL, where the answer is nothing but these rows; {@link ReportingSql} makes a view of it for other programs. Empty where what is
     * published is decided outside of SQL, or is not for everybody who reads figures.
     */
    default Optional<String> rowsSql() {
        return Optional.empty();
    }

    /** Reads the rows, in one snapshot, as known at the position of the question. */
    Answer read(Question question);
}
