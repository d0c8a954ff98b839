package org.muster.messaging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A real data source whose commits fail now and then as a lost connection does: before the database heard of it, or after it
 * committed and the answer was lost.
 */
public final class FaultyDatabase {

    private static final int COMMIT_FAILS_ONE_IN = 10;
    private static final String CONNECTION_FAILURE = "08006";

    public final AtomicInteger failures = new AtomicInteger();
    private final DataSource real;
    private final Random random;

    public FaultyDatabase(DataSource real, long seed) {
        this.real = real;
        this.random = new Random(seed);
    }

    public DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) ->
                        invoke(real, method, arguments) instanceof Connection connection ? faulty(connection) : null);
    }

    private Connection faulty(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean commit = method.getName().equals("commit");
                    if (commit && hits()) {
                        throw new SQLException("injected before commit", CONNECTION_FAILURE);
                    }
                    Object result = invoke(connection, method, arguments);
                    if (commit && hits()) {
                        throw new SQLException("injected after commit", CONNECTION_FAILURE);
                    }
                    return result;
                });
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private synchronized boolean hits() {
        boolean hit = random.nextInt(COMMIT_FAILS_ONE_IN) == 0;
        if (hit) {
            failures.incrementAndGet();
        }
        return hit;
    }
}
