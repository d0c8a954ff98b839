package org.muster.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A projection whose tables can be built anew beside the ones in use.
 *
 * <p>It names its tables without a schema: whoever calls it has put the right generation's at the head of the search path.
 * Every table has a primary key and columns of types that PostgreSQL can compare (jsonb, not json), for
 * the rows of two generations are compared. It writes nothing but these
 * tables, so building them anew has no other effect.
 */
public interface RebuildableProjection extends Projection {

    /**
     * The version of its tables and of what it makes of events: from 1 on, raised with every change of either. Tables that a
     * lower version filled are rebuilt, and get no live events until that is done.
     */
    default int version() {
        return 1;
    }

    /** SQL that creates the tables with their primary keys in the current schema, and nothing else. */
    String tablesSql();

    /** SQL that creates the other indexes in the current schema; run once the tables are filled. May be empty. */
    String indexesSql();

    /**
     * Applies many events at once, faster than {@link #apply} and with the same rows as outcome. Ascending within each
     * partition only. Whatever it throws undoes the batch; then {@code apply} gets the same events in small batches and
     * decides which of them are at fault, so this may be stricter, never more lenient.
     *
     * @param tx the transaction that also moves the rebuild's checkpoint
     * @param batch at least one event, none of them given before
     */
    default void fill(Connection tx, List<IncomingEvent> batch) throws SQLException {
        apply(tx, batch);
    }
}
