package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.Projection;
import org.muster.messaging.RebuildableProjection;

/**
 * A projection applied to one generation, whether it is active or not. It goes by a name of its own, so that it has
 * checkpoints and parked events of its own.
 */
record GenerationProjection(RebuildableProjection projection, Generation generation, SearchPath home)
        implements Projection {

    /** What a generation's checkpoints are named while it is filled. */
    static String nameOf(String projection, int generation) {
        return projection + "@" + generation;
    }

    @Override
    public String name() {
        return nameOf(projection.name(), generation.number());
    }

    @Override
    public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
        home.enter(tx, generation.schema());
        projection.apply(tx, batch);
    }

    /** The same, by {@link RebuildableProjection#fill}. */
    Projection filling() {
        return new Projection() {
            @Override
            public String name() {
                return GenerationProjection.this.name();
            }

            @Override
            public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
                home.enter(tx, generation.schema());
                projection.fill(tx, batch);
            }
        };
    }
}
