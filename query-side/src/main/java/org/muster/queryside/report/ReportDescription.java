package org.muster.queryside.report;

import java.util.List;
import org.muster.web.parameters.DeclaredParameter;

/**
 * What a report is.
 *
 * @param name in file names and in the OpenAPI document, for instance headcount
 * @param path its address
 * @param title what it shows, in a few words
 * @param definition what exactly its figure counts; sent with every answer
 * @param access who may read it
 * @param parameters those of its own; every report also takes {@link Parameters#KNOWN_AT} and {@link Parameters#FORMAT}
 * @param columns every column that its rows can have
 * @param rowsName the JSON member that holds the rows
 */
public record ReportDescription(
        String name,
        String path,
        String title,
        String definition,
        Access access,
        List<DeclaredParameter<?>> parameters,
        List<Column> columns,
        String rowsName) {

    /** Who may read a report. */
    public enum Access {
        /** Figures. */
        REPORTS,
        /** Single assignments and volunteers. */
        ROSTER
    }

    public ReportDescription {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }

    /** A report at {@code /reports/<name>} with its rows in {@code rows}. */
    public static ReportDescription of(
            String name,
            String title,
            String definition,
            Access access,
            List<DeclaredParameter<?>> parameters,
            List<Column> columns) {
        return new ReportDescription(name, "/reports/" + name, title, definition, access, parameters, columns, "rows");
    }
}
