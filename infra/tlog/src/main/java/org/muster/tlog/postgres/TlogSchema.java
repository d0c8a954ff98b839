package org.muster.tlog.postgres;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The schema {@code tlog}: its tables come from the Flyway scripts beside this class. */
public final class TlogSchema {

    /** Where the scripts are, for an application that runs its own Flyway. */
    public static final String LOCATION = "classpath:org/muster/tlog/db/migration";

    private TlogSchema() {}

    /**
     * Creates the schema or brings it up to date; safe to call from several processes at once.
     *
     * @param dataSource connections whose role may create a schema
     */
    public static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations(LOCATION)
                .schemas("tlog")
                .load()
                .migrate();
    }
}
