package org.muster.testing;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.embedded.Database;
import org.muster.embedded.Databases;
import org.muster.embedded.PostgresServer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL 18 in a container. */
final class ContainerPostgres implements PostgresServer {

    static final String IMAGE = "postgres:18";

    private final PostgreSQLContainer container;
    private final Map<String, String> passwords = new ConcurrentHashMap<>();

    private ContainerPostgres(PostgreSQLContainer container) {
        this.container = container;
    }

    static ContainerPostgres started() {
        PostgreSQLContainer container = container();
        container.start();
        return new ContainerPostgres(container);
    }

    /** Not started yet. */
    @SuppressWarnings("resource") // the caller closes it
    static PostgreSQLContainer container() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withDatabaseName("postgres")
                .withUsername("postgres")
                .withPassword(UUID.randomUUID().toString());
        container.addEnv("POSTGRES_INITDB_ARGS", "--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8");
        // Testcontainers would switch fsync off; tests use the settings of production.
        container.setCommand("postgres", "-c", "fsync=on", "-c", "max_connections=200", "-c", "jit=off");
        return container;
    }

    @Override
    public Database createDatabase(String name, String owner) {
        String password =
                passwords.computeIfAbsent(owner, role -> UUID.randomUUID().toString());
        return Databases.ensure(superuser(), urlPrefix(), name, owner, password);
    }

    @Override
    public Database superuser() {
        return new Database(urlPrefix() + "postgres", container.getUsername(), container.getPassword());
    }

    private String urlPrefix() {
        return "jdbc:postgresql://" + container.getHost() + ":"
                + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/";
    }

    @Override
    public void close() {
        container.stop();
    }
}
