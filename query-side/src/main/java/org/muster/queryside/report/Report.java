package org.muster.queryside.report;

/**
 * A report: what it is, and its rows. Each is a package of its own and a bean; its address, its documentation and its forms
 * (JSON, CSV, XLSX, NDJSON) follow from {@link #description()}.
 */
public interface Report {

    ReportDescription description();

    /** Reads the rows, in one snapshot, as known at the position of the question. */
    Answer read(Question question);
}
