package org.muster.messaging.rebuilding;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.Projection;
import org.muster.messaging.RebuildableProjection;
import org.muster.messaging.checkpoint.ProjectionStoppedException;
import org.muster.messaging.checkpoint.Sql;
import org.muster.messaging.checkpoint.Transactions;
import org.muster.messaging.parking.ParkedEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations of rebuildable projections: the table {@code projection_generation}, a schema for each, and the views by
 * which queries see the active one. The views, like this module's tables, are in the <em>home</em> schema: the first of the
 * data source's search path.
 *
 * <p>Who applies live events learns which generation is active after it holds the checkpoints of its partitions, which the
 * switch locks, too. So no event is applied to a generation after it was retired, and none is missing in the next.
 */
public final class Generations {

    private static final Logger log = LoggerFactory.getLogger(Generations.class);

    /** SQLSTATEs. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final String NOT_IN_PREREQUISITE_STATE = "55000";

    private static final String INVALID_TABLE_DEFINITION = "42P16";

    /** Half of PostgreSQL's deadlock_timeout, for all views together. */
    private static final int VIEWS_WAIT_MILLIS_MAX = 500;

    private static final int VIEWS_ATTEMPTS_MAX = 20;
    private static final long VIEWS_RETRY_MILLIS = 30;

    private final DataSource dataSource;

    /** @param dataSource of the database with {@code projection_generation} on its search path; its role may create schemas */
    public Generations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Makes sure that a projection has tables.
     *
     * @throws SQLException if the database is unavailable or refuses the SQL; nothing is half done
     */
    public void ensure(RebuildableProjection projection) throws SQLException {
        Transactions.run(dataSource, tx -> {
            lock(tx, projection.name());
            if (active(tx, projection.name()).isEmpty()) {
                SearchPath home = SearchPath.of(tx);
                Generation first = create(tx, projection, 1);
                index(tx, projection, first);
                show(tx, home, first);
                GenerationRows.setState(tx, first, Generation.State.ACTIVE);
                log.info("Projection {} is in schema {}", projection.name(), first.schema());
            }
            return null;
        });
    }

    /**
     * This projection as its live members and {@link ParkedEvents} are to be given it: applied to the active generation, once
     * that is of the projection's version. Until then every batch fails in a way that passes, so its members wait.
     */
    public Projection live(RebuildableProjection projection) {
        return new Projection() {
            @Override
            public String name() {
                return projection.name();
            }

            @Override
            public void apply(Connection tx, List<IncomingEvent> batch) throws SQLException {
                enterActive(tx, projection);
                projection.apply(tx, batch);
            }
        };
    }

    /** Whether the tables that queries see were filled by another version of the projection. */
    public boolean isOutdated(RebuildableProjection projection) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return active(connection, projection.name())
                    .filter(active -> active.version() != projection.version())
                    .isPresent();
        }
    }

    /** The generations of a projection that exist, the newest first. */
    public List<Generation> of(String projection) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return GenerationRows.all(connection, projection);
        }
    }

    /** Whether tables of these generations exist, and which is active. */
    static Optional<Generation> active(Connection connection, String projection) throws SQLException {
        return GenerationRows.all(connection, projection).stream()
                .filter(generation -> generation.state() == Generation.State.ACTIVE)
                .findFirst();
    }

    /** Creates the schema and, unfilled, the tables of a generation. */
    static Generation create(Connection tx, RebuildableProjection projection, int number) throws SQLException {
        String schema = projection.name() + "_" + number;
        try (Statement statement = tx.createStatement()) {
            statement.execute("CREATE SCHEMA " + SearchPath.quoted(schema));
        }
        GenerationRows.add(tx, projection.name(), number, projection.version(), schema);
        SearchPath home = SearchPath.of(tx);
        home.enter(tx, schema);
        execute(tx, projection.tablesSql());
        home.restore(tx);
        return GenerationRows.all(tx, projection.name()).getFirst();
    }

    /** Creates the other indexes, and lets the planner know the rows, so that the first query is as fast as the later ones. */
    static void index(Connection tx, RebuildableProjection projection, Generation generation) throws SQLException {
        SearchPath home = SearchPath.of(tx);
        home.enter(tx, generation.schema());
        execute(tx, projection.indexesSql());
        home.restore(tx);
        for (String table : GenerationRows.tables(tx, generation.schema())) {
            execute(tx, "ANALYZE " + SearchPath.quoted(generation.schema(), table));
        }
    }

    /**
     * Lets the views show a generation. Grants on them survive, unless their columns change in a way that needs new views.
     *
     * <p>A view is free for a moment only between the queries that read it. Queries that come while this waits stand behind
     * it, and one that reads two views could wait for the other in a deadlock with this. So it waits a moment only, less for
     * all views than PostgreSQL takes to look for circles, gives everything back and tries again.
     *
     * @throws SQLException lock_not_available, if queries left no gap for long
     */
    static void show(Connection tx, SearchPath home, Generation generation) throws SQLException {
        List<String> tables = GenerationRows.tables(tx, generation.schema());
        execute(tx, "SET LOCAL lock_timeout = " + VIEWS_WAIT_MILLIS_MAX / Math.max(1, tables.size()));
        for (int attempt = 1; ; attempt++) {
            Savepoint before = tx.setSavepoint();
            try {
                for (String table : tables) {
                    show(tx, home, generation, table);
                }
                return;
            } catch (SQLException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || attempt == VIEWS_ATTEMPTS_MAX) {
                    throw e;
                }
                tx.rollback(before);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(VIEWS_RETRY_MILLIS));
            }
        }
    }

    private static void show(Connection tx, SearchPath home, Generation generation, String table) throws SQLException {
        String view = SearchPath.quoted(home.schema(), table);
        String definition = view + " AS SELECT * FROM " + SearchPath.quoted(generation.schema(), table);
        Savepoint before = tx.setSavepoint();
        try {
            execute(tx, "CREATE OR REPLACE VIEW " + definition);
        } catch (SQLException e) {
            if (!INVALID_TABLE_DEFINITION.equals(e.getSQLState())) {
                throw e;
            }
            log.info("View {} has other columns now: it is created anew", view);
            tx.rollback(before);
            execute(tx, "DROP VIEW " + view);
            execute(tx, "CREATE VIEW " + definition);
        }
    }

    /** Drops the views of tables that the projection has no longer. */
    static void hide(Connection tx, SearchPath home, Generation old, Generation fresh) throws SQLException {
        List<String> gone = new ArrayList<>(GenerationRows.tables(tx, old.schema()));
        gone.removeAll(GenerationRows.tables(tx, fresh.schema()));
        for (String table : gone) {
            execute(tx, "DROP VIEW " + SearchPath.quoted(home.schema(), table));
        }
    }

    /** Drops the tables of a generation; fails, and undoes the transaction, if anything still depends on them. */
    static void drop(Connection tx, Generation generation) throws SQLException {
        for (String table : GenerationRows.tables(tx, generation.schema())) {
            execute(tx, "DROP TABLE " + SearchPath.quoted(generation.schema(), table));
        }
        execute(tx, "DROP SCHEMA " + SearchPath.quoted(generation.schema()));
        GenerationRows.remove(tx, generation);
    }

    /** One after the other, whoever changes which generations a projection has. Until the transaction ends. */
    static void lock(Connection tx, String projection) throws SQLException {
        Sql.on(
                tx,
                jdbc -> jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('muster.generation.' || ?, 0))")
                        .param(projection)
                        .query((row, number) -> projection)
                        .list());
    }

    /** Puts the active generation's schema before the transaction's search path. */
    private static void enterActive(Connection tx, RebuildableProjection projection) throws SQLException {
        Optional<Integer> version = Sql.on(
                tx,
                jdbc -> jdbc.sql("""
                        SELECT version, set_config('search_path', CASE WHEN current_schema() = schema_name THEN '' ELSE
                                          quote_ident(schema_name) || ', ' END || current_setting('search_path'), true)
                        FROM projection_generation WHERE projection = ? AND state = 'ACTIVE'""")
                        .param(projection.name())
                        .query((row, number) -> row.getInt("version"))
                        .optional());
        if (version.isEmpty()) {
            throw new ProjectionStoppedException(
                    "Projection " + projection.name() + " has no active generation: its tables were never created",
                    null);
        }
        if (version.get() != projection.version()) {
            throw new SQLTransientException(
                    "Its tables are of version %d, it is of version %d: events wait for a rebuild"
                            .formatted(version.get(), projection.version()),
                    NOT_IN_PREREQUISITE_STATE);
        }
    }

    private static void execute(Connection tx, String sql) throws SQLException {
        if (sql.isBlank()) {
            return;
        }
        try (Statement statement = tx.createStatement()) {
            statement.execute(sql);
        }
    }
}
