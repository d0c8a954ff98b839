package org.muster.embedded;

/** A running PostgreSQL, wherever it runs. */
public interface PostgresServer extends AutoCloseable {

    /**
     * The database {@code name} owned by the role {@code owner}: both are created where they are missing, and only
     * the owner may connect. Calling it again gives the same credentials, also after a restart.
     *
     * @throws IllegalArgumentException unless both are lower-case SQL identifiers
     */
    Database createDatabase(String name, String owner);

    /** The maintenance database as superuser: for settings and faults, never for an application. */
    Database superuser();

    /** Stops the server, and deletes its data if it is temporary. */
    @Override
    void close();
}
