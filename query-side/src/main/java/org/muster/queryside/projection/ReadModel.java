package org.muster.queryside.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.Projection;

/** A projection of facts: what arrives, decoded and written as rows by one of the writers of this package. */
final class ReadModel implements Projection {

    /** Writes the rows of a batch; applying a batch twice must change nothing. */
    @FunctionalInterface
    interface Rows {
        void apply(Connection tx, List<Recorded> batch) throws SQLException;
    }

    private final String name;
    private final Facts facts;
    private final Rows rows;

    ReadModel(String name, Facts facts, Rows rows) {
        this.name = name;
        this.facts = facts;
        this.rows = rows;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
        rows.apply(tx, facts.read(batch));
    }
}
