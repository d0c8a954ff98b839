package org.muster.eventstore;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema {@code eventstore}: its tables come from the Flyway scripts beside this class. */
public final class EventStoreSchema {

    /** Where the scripts are, for an application that runs its own Flyway. */
    public static final String LOCATION = "classpath:org/muster/eventstore/db/migration";

    private EventStoreSchema() {}

    /**
     * Creates the schema or brings it up to date; safe to call from several processes at once (Flyway locks its history
     * table).
     *
     * @param dataSource connections whose role may create a schema
     */
    public static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations(LOCATION)
                .schemas("eventstore")
                .load()
                .migrate();
    }
}
