package org.muster.commandside.adapter.axon;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.muster.eventstore.EventStoreSchema;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.api.EventStoreSettings;

/** Opens the store of events. */
public final class EventStores {

    private EventStores() {}

    /** Brings the schema up to date and starts the engine on it. */
    public static PostgresEventStorageEngine open(DataSource database, MeterRegistry meters) {
        EventStoreSchema.migrate(database);
        return PostgresEventStorageEngine.start(database, new EventCodec(), EventStoreSettings.defaults(), meters);
    }
}
