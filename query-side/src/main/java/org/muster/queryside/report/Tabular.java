package org.muster.queryside.report;

import java.util.List;

/** An answer that is also a table, so that it can be sent as CSV. */
interface Tabular {

    /** The columns' names. */
    List<String> columns();

    /** The lines, each as long as {@link #columns()}; null is an empty cell. */
    List<List<Object>> lines();
}
