package org.muster.queryside.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Counting by moves gives what looking at every assignment on every month's last day gives. */
class MonthlyServingTest {

    private static final String BY_SCAN = """
            select a.mission || ' ' || a.type || ' ' || m.month::date || ' ' || count(*)
            from generate_series(:from::timestamp, :to::timestamp, interval '1 month') m (month)
            join assignment a on a.entry_on_duty < m.month + interval '1 month'
             and (a.separation_on is null
                  or date_trunc('month', a.separation_on::timestamp) > m.month)
            group by a.mission, a.type, m.month order by 1""";

    private static final String BY_MOVES = "with "
            + MonthlyServing.of(Map.of("mission", "a.mission", "type", "a.type"), "assignment a", "true")
            + "select mission || ' ' || type || ' ' || month || ' ' || serving from serving where serving > 0 order by 1";

    private static ReportStage stage;

    @BeforeContainer
    static void open() {
        stage = new ReportStage();
    }

    @AfterContainer
    static void close() {
        stage.close();
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void equals_the_scan(@ForAll long seed) throws SQLException {
        Random random = new Random(seed);
        stage.stage().clear();
        stage.stage().apply(stage.stage().sequenced(RandomHistory.of(random, 20 + random.nextInt(80))));
        LocalDate from = RandomHistory.FIRST.plusMonths(random.nextInt(30));
        LocalDate to = from.plusMonths(random.nextInt(20));

        assertThat(lines(BY_MOVES, from, to))
                .as("%s to %s, seed %d", from, to, seed)
                .isEqualTo(lines(BY_SCAN, from, to));
    }

    private static List<String> lines(String sql, LocalDate from, LocalDate to) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement statement = stage.stage().connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        sql.replace(":from", "date '" + from + "'").replace(":to", "date '" + to + "'"))) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
