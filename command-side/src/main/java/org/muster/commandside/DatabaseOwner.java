package org.muster.commandside;

import org.muster.commandside.vault.Vault;
import org.muster.eventstore.EventStoreSchema;
import org.muster.tlog.postgres.TlogSchema;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The role that owns the events and the vault, where it is another one than the role that serves: then whoever takes over a
 * serving process can append events, and can neither change nor delete nor truncate any.
 *
 * @param username of the owner; empty: the serving role owns everything, and can change everything
 */
@ConfigurationProperties("muster.database-owner")
record DatabaseOwner(
        @DefaultValue("") String username, @DefaultValue("") String password) {

    private static final Logger log = LoggerFactory.getLogger(DatabaseOwner.class);

    /** Leaves the password out, because this text ends up in logs. */
    @Override
    public String toString() {
        return "DatabaseOwner[" + username + "]";
    }

    /** Brings the schemas up to date as their owner, and lets the serving role do what serving needs. Repeatable. */
    void migrate(JdbcConnectionDetails serving) {
        if (username.isBlank()) {
            log.warn("The serving role owns the events: it could change them. See muster.database-owner");
            return;
        }
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(serving.getJdbcUrl());
        owner.setUser(username);
        owner.setPassword(password);
        EventStoreSchema.migrate(owner);
        Vault.migrate(owner);
        TlogSchema.migrate(owner);
        grant(JdbcClient.create(owner), serving.getUsername());
    }

    private static void grant(JdbcClient owner, String serving) {
        String role = '"' + serving.replace("\"", "\"\"") + '"';
        String database = owner.sql("SELECT quote_ident(current_database())")
                .query(String.class)
                .single();
        for (String statement : new String[] {
            "GRANT CONNECT, CREATE, TEMPORARY ON DATABASE " + database + " TO " + role,
            "GRANT USAGE ON SCHEMA eventstore, vault, tlog TO " + role,
            "REVOKE ALL ON ALL TABLES IN SCHEMA eventstore, vault, tlog FROM " + role,
            "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA eventstore, vault, tlog TO " + role,
            "GRANT USAGE ON ALL SEQUENCES IN SCHEMA eventstore, vault, tlog TO " + role,
            "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA eventstore TO " + role,
            // The tree grows, and a checkpoint gets cosignatures; tiles are never changed.
            "GRANT UPDATE ON tlog.tree, tlog.checkpoint TO " + role,
            // Partitions are made while serving; only their owner can, by this function.
            "ALTER FUNCTION eventstore.reach(bigint) SECURITY DEFINER SET search_path = pg_catalog, pg_temp",
            // A person is erased by deleting the key.
            "GRANT DELETE ON vault.volunteer_key TO " + role
        }) {
            owner.sql(statement).update();
        }
        // Whatever is no record of what happened, such as the head, snapshots and the state of the index, moves on.
        owner.sql("""
                SELECT c.oid::regclass::text FROM pg_class c
                WHERE c.relnamespace = 'eventstore'::regnamespace AND c.relkind IN ('r', 'p')
                  AND c.relname !~ '^(event|event_tag|flyway_schema_history)(_[0-9]+)?$'
                """)
                .query(String.class)
                .list()
                .forEach(table -> owner.sql("GRANT UPDATE, DELETE ON " + table + " TO " + role)
                        .update());
    }
}
