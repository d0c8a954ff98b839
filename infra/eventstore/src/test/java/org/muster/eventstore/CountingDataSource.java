package org.muster.eventstore;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Counts the queries that read events or their tags, and the rows that come back: what a clock cannot tell on a busy machine. */
public final class CountingDataSource {

    public final AtomicLong queries = new AtomicLong();
    public final AtomicLong rows = new AtomicLong();
    private final DataSource counted;

    public CountingDataSource(DataSource dataSource) {
        counted = proxy(
                DataSource.class,
                dataSource,
                (method, arguments, result) -> result instanceof Connection c ? counting(c) : result);
    }

    public DataSource dataSource() {
        return counted;
    }

    private Connection counting(Connection connection) {
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            Predicate<String> reads =
                    sql -> sql.stripLeading().startsWith("SELECT") && sql.contains("eventstore.event");
            return result instanceof PreparedStatement statement && reads.test((String) arguments[0])
                    ? counting(statement)
                    : result;
        });
    }

    private PreparedStatement counting(PreparedStatement statement) {
        return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
            if (result instanceof ResultSet found) {
                queries.incrementAndGet();
                return counting(found);
            }
            return result;
        });
    }

    private ResultSet counting(ResultSet found) {
        return proxy(ResultSet.class, found, (method, arguments, result) -> {
            if (method.equals("next") && (boolean) result) {
                rows.incrementAndGet();
            }
            return result;
        });
    }

    @FunctionalInterface
    private interface After {
        Object call(String method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return after.call(method.getName(), arguments, method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
