package org.muster.queryside.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.events.AssignmentEnded;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.DrawdownBegun;
import org.muster.events.DutyStationOpened;
import org.muster.events.Expertise;
import org.muster.events.LeadDepartment;
import org.muster.events.LiquidationBegun;
import org.muster.events.MandateEnded;
import org.muster.events.MandateExtended;
import org.muster.events.MissionClosed;
import org.muster.events.MissionEstablished;
import org.muster.events.MissionKind;
import org.muster.events.MissionStarted;
import org.muster.events.SeparationReason;
import org.muster.events.ServiceArea;
import org.muster.events.SuccessorMissionLinked;
import org.muster.events.VolunteerDeployed;
import org.muster.events.VolunteerStrengthAuthorized;
import org.muster.events.VolunteerStrengthRevised;
import org.muster.testing.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Projections as functions of a transaction and a batch, on a real PostgreSQL. */
class ReadModelRowsTest {

    private static final BudgetPeriod PERIOD = new BudgetPeriod(LocalDate.of(2008, 7, 1), LocalDate.of(2009, 6, 30));

    private Connection tx;
    private JdbcTemplate rows;

    @BeforeEach
    void migrate() throws SQLException {
        Database database = TestPostgres.freshDatabase();
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:org/muster/queryside/db/migration")
                .schemas("read_models")
                .load()
                .migrate();
        tx = database.connect();
        tx.setSchema("read_models");
        rows = new JdbcTemplate(new SingleConnectionDataSource(tx, true));
    }

    @AfterEach
    void close() throws SQLException {
        tx.close();
    }

    @Test
    void writes_an_assignment_that_began_and_ended_in_one_batch() throws SQLException {
        AssignmentRows.apply(tx, List.of(new Recorded(1, deployed("A1", "V1")), new Recorded(2, ended("A1", "V1"))));

        assertThat(assignments())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("type", "INTERNATIONAL")
                        .containsEntry("service_area", "ELECTORAL_SUPPORT")
                        .containsEntry("separation_on", java.sql.Date.valueOf("1993-09-25"))
                        .containsEntry("position", 2L));
    }

    @Test
    void writes_the_same_rows_however_the_history_is_cut_into_batches_and_delivered_again() throws SQLException {
        List<Recorded> history = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            history.add(new Recorded(2L * n + 1, deployed("A" + n, "V" + n % 7)));
        }
        for (int n = 0; n < 40; n += 3) {
            history.add(new Recorded(100 + n, ended("A" + n, "V" + n % 7)));
        }
        AssignmentRows.apply(tx, history);
        List<Map<String, Object>> once = assignments();
        assertThat(once).hasSize(40);

        for (int seed = 0; seed < 20; seed++) {
            rows.execute("truncate assignment");
            Random random = new Random(seed);
            int from = 0;
            while (from < history.size()) {
                int to = Math.min(history.size(), from + 1 + random.nextInt(15));
                // Redelivery starts again anywhere before, never later.
                AssignmentRows.apply(tx, history.subList(random.nextInt(from + 1), to));
                from = to;
            }
            AssignmentRows.apply(tx, history.subList(0, random.nextInt(history.size())));
            assertThat(assignments()).as("seed %d", seed).isEqualTo(once);
        }
    }

    @Test
    void fills_an_empty_table_with_the_same_rows_however_the_history_is_cut() throws SQLException {
        List<Recorded> history = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            history.add(new Recorded(2L * n + 1, deployed("A\t" + n, "V\\N" + n % 7)));
            if (n % 3 == 2) {
                history.add(new Recorded(2L * n + 2, ended("A\t" + n / 2, "V\\N" + n / 2 % 7)));
            }
        }
        AssignmentRows.apply(tx, history);
        List<Map<String, Object>> live = assignments();

        for (int size : List.of(1, 2, 3, 7, 100)) {
            rows.execute("truncate assignment");
            for (int from = 0; from < history.size(); from += size) {
                AssignmentRows.fill(tx, history.subList(from, Math.min(history.size(), from + size)));
            }
            assertThat(assignments()).as("%d at a time", size).isEqualTo(live);
        }
        assertThatThrownBy(() -> AssignmentRows.fill(tx, List.of(new Recorded(1000, ended("unheard-of", "V1")))))
                .isInstanceOf(SQLIntegrityConstraintViolationException.class);
        assertThatThrownBy(() -> AssignmentRows.fill(tx, history.subList(0, 1)))
                .as("what is there already is not written again")
                .isInstanceOf(SQLException.class);
    }

    @Test
    void does_not_care_in_which_order_the_subjects_arrive() throws SQLException {
        List<List<Recorded>> volunteers = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            volunteers.add(List.of(
                    new Recorded(n + 1, deployed("A" + n, "V" + n)), new Recorded(50 + n, ended("A" + n, "V" + n))));
        }
        for (List<Recorded> volunteer : volunteers) {
            AssignmentRows.apply(tx, volunteer);
        }
        List<Map<String, Object>> inOrder = assignments();
        rows.execute("truncate assignment");

        Collections.shuffle(volunteers, new Random(1));
        for (List<Recorded> volunteer : volunteers) {
            AssignmentRows.apply(tx, volunteer);
        }

        assertThat(assignments()).isEqualTo(inOrder);
    }

    @Test
    void refuses_the_end_of_an_assignment_that_never_began() {
        assertThatThrownBy(() -> AssignmentRows.apply(tx, List.of(new Recorded(1, ended("A1", "V1")))))
                .isInstanceOf(SQLIntegrityConstraintViolationException.class)
                .hasMessageContaining("A1");
    }

    @Test
    void writes_a_mission_s_whole_life_once_however_often_it_is_delivered() throws SQLException {
        List<Recorded> life = missionLife();
        for (int times = 0; times < 3; times++) {
            MissionRows.apply(tx, life);
        }
        MissionRows.apply(tx, life.subList(0, 4));

        assertThat(rows.queryForList("select phase from mission_phase order by from_on", String.class))
                .containsExactly("PLANNED", "ACTIVE", "DRAWDOWN", "LIQUIDATION", "CLOSED");
        assertThat(rows.queryForList("select instrument from mandate order by position", String.class))
                .containsExactly("S/RES/1", "S/RES/2");
        assertThat(rows.queryForObject("select mandate_ended_on::text from mission", String.class))
                .isEqualTo("2010-12-31");
        assertThat(rows.queryForObject("select successor from mission_successor", String.class))
                .isEqualTo("NEXT");
        assertThat(rows.queryForObject("select station from duty_station", String.class))
                .isEqualTo("M-CITY");
    }

    @Test
    void keeps_an_authorization_until_the_day_of_its_revision() throws SQLException {
        MissionRows.apply(tx, missionLife());

        assertThat(rows.queryForList("select type, from_on::text, authorized from strength order by type, from_on"))
                .extracting(Map::values)
                .map(List::copyOf)
                .containsExactly(
                        List.of("INTERNATIONAL", "2008-07-01", 550),
                        List.of("INTERNATIONAL", "2008-12-01", 500),
                        List.of("NATIONAL", "2008-07-01", 0),
                        List.of("NATIONAL", "2008-12-01", 20));
    }

    private List<Map<String, Object>> assignments() {
        return rows.queryForList("select * from assignment order by assignment");
    }

    private static List<Recorded> missionLife() {
        List<DomainEvent> facts = List.of(
                new MissionEstablished(
                        "M",
                        "A mission",
                        List.of("TLS"),
                        MissionKind.PEACEKEEPING,
                        LeadDepartment.DPKO,
                        "S/RES/1",
                        LocalDate.of(2008, 6, 1),
                        LocalDate.of(2008, 7, 1),
                        Optional.of(LocalDate.of(2009, 6, 30)),
                        true),
                new MissionStarted("M", LocalDate.of(2008, 7, 1)),
                new DutyStationOpened("M-CITY", "M", "City", "TLS", LocalDate.of(2008, 7, 2)),
                new VolunteerStrengthAuthorized("M", PERIOD, 550, 0, "A/62/1"),
                new VolunteerStrengthRevised("M", PERIOD, 500, 20, "A/63/1", LocalDate.of(2008, 12, 1)),
                new MandateExtended("M", "S/RES/2", LocalDate.of(2009, 6, 1), LocalDate.of(2010, 12, 31)),
                new SuccessorMissionLinked("M", "NEXT", LocalDate.of(2011, 1, 1)),
                new DrawdownBegun("M", LocalDate.of(2010, 10, 1)),
                new MandateEnded("M", LocalDate.of(2010, 12, 31)),
                new LiquidationBegun("M", LocalDate.of(2011, 1, 1)),
                new MissionClosed("M", LocalDate.of(2011, 3, 1)));
        List<Recorded> life = new ArrayList<>();
        facts.forEach(fact -> life.add(new Recorded(life.size() + 1, fact)));
        return life;
    }

    private static VolunteerDeployed deployed(String assignment, String volunteer) {
        return new VolunteerDeployed(
                volunteer,
                assignment,
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.ADMINISTRATIVE,
                LocalDate.of(1992, 4, 1),
                true);
    }

    private static AssignmentEnded ended(String assignment, String volunteer) {
        return new AssignmentEnded(
                volunteer,
                assignment,
                "UNTAC",
                Category.INTERNATIONAL_SPECIALIST,
                LocalDate.of(1992, 4, 1),
                LocalDate.of(1993, 9, 24),
                SeparationReason.MISSION_CLOSURE);
    }
}
