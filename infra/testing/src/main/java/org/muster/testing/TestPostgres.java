package org.muster.testing;

import java.util.concurrent.atomic.AtomicInteger;
import org.muster.embedded.Database;
import org.muster.embedded.LocalPostgres;
import org.muster.embedded.PostgresServer;

/** PostgreSQL for tests: in a container where Docker answers, on this machine elsewhere. */
public final class TestPostgres {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestPostgres() {}

    /** A new server, which the caller closes. */
    public static PostgresServer start() {
        return Docker.has(ContainerPostgres.IMAGE) ? ContainerPostgres.started() : LocalPostgres.temporary();
    }

    /** An empty database on a server that all tests of this JVM share; the server ends with the JVM. */
    public static Database freshDatabase() {
        String name = "test_" + COUNT.incrementAndGet();
        return Shared.SERVER.createDatabase(name, name);
    }

    private static final class Shared {

        static final PostgresServer SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close, "close-shared-postgres"));
        }
    }
}
