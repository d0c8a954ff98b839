package org.muster.commandside.system;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that a command side has in its database, to see that something left no trace. */
final class StoreContents {

    private final JdbcClient jdbc;

    private StoreContents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static StoreContents of(RunningCommandSide system) {
        return new StoreContents(JdbcClient.create(system.bean(DataSource.class)));
    }

    long rows(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    /** What each table holds, once those that are written behind the commands have caught up. */
    Map<String, String> settled() {
        List<Map<String, String>> seen = new ArrayList<>(List.of(digests()));
        await().until(() -> {
            seen.add(digests());
            return seen.getLast().equals(seen.get(seen.size() - 2))
                    && rows("eventstore.event")
                            == jdbc.sql("SELECT size FROM tlog.tree")
                                    .query(Long.class)
                                    .single();
        });
        return seen.getLast();
    }

    /** A digest of every table but two: which process leads now, and who came in, which is recorded whatever they ask. */
    private Map<String, String> digests() {
        Map<String, String> contents = new TreeMap<>();
        jdbc.sql("""
                        SELECT table_schema || '.' || table_name FROM information_schema.tables
                        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
                          AND table_name NOT IN ('leader_lock', 'door')""")
                .query(String.class)
                .list()
                .forEach(table -> contents.put(
                        table,
                        jdbc.sql(
                                        "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') FROM "
                                                + table + " t")
                                .query(String.class)
                                .single()));
        return contents;
    }
}
