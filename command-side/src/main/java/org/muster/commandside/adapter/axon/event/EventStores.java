package org.muster.commandside.adapter.axon.event;

import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.api.EventStoreSettings;

/** Opens the store of events. */
public final class EventStores {

    private EventStores() {}

    /** Starts the engine on a database whose schema is up to date. */
    public static PostgresEventStorageEngine open(DataSource database, MeterRegistry meters) {
        return PostgresEventStorageEngine.start(database, new EventCodec(), EventStoreSettings.defaults(), meters);
    }
}
