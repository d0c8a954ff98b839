package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.commandside.system.Bodies.establish;
import static org.muster.commandside.system.Bodies.fresh;
import static org.muster.commandside.system.Bodies.register;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.muster.embedded.Database;
import org.muster.embedded.LocalPostgres;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The role that serves appends events, and can do nothing else to them. */
class DatabaseOwnerTest {

    @Test
    void the_serving_role_cannot_change_delete_or_truncate_an_event_or_a_key() throws SQLException {
        try (LocalPostgres postgres = LocalPostgres.temporary()) {
            Database owner = postgres.createDatabase("muster", "muster_owner");
            Database serving = postgres.createGuest(owner, "muster_serving");
            try (RunningCommandSide system = RunningCommandSide.on(
                    serving,
                    "--spring.flyway.user=" + owner.username(),
                    "--spring.flyway.password=" + owner.password())) {
                String mission = fresh("M");
                system.accepted("EstablishMission", establish(mission));
                system.accepted("RegisterVolunteer", register(fresh("V"), "A Name"));
                JdbcClient as = JdbcClient.create(serving.dataSource());
                // As it happens every million events.
                as.sql("SELECT eventstore.reach((SELECT reaches FROM eventstore.partitioning))")
                        .query(Long.class)
                        .single();
                for (String act : new String[] {
                    "UPDATE eventstore.event SET type = 'x'",
                    "DELETE FROM eventstore.event",
                    "TRUNCATE eventstore.event",
                    "UPDATE eventstore.event_0 SET type = 'x'",
                    "DELETE FROM eventstore.event_0",
                    "TRUNCATE eventstore.event_0",
                    "DROP TABLE eventstore.event",
                    "ALTER TABLE eventstore.event DISABLE TRIGGER ALL",
                    "DELETE FROM eventstore.event_tag",
                    "UPDATE vault.volunteer_key SET volunteer = volunteer",
                    "TRUNCATE vault.volunteer_key",
                    "UPDATE vault.master_key SET check_value = 'x'",
                    "DROP SCHEMA eventstore CASCADE",
                    "CREATE SCHEMA forged"
                }) {
                    assertThatThrownBy(() -> as.sql(act).update())
                            .as(act)
                            .isInstanceOf(DataAccessException.class)
                            .rootCause()
                            .hasMessageMatching("(?s).*(permission denied|must be owner).*");
                }
                assertThat(system.history("?tag=mission:" + mission)).hasSize(1);

                system.restart();

                assertThat(system.command("EstablishMission", UUID.randomUUID(), establish(mission))
                                .code())
                        .isEqualTo("ACRONYM_IN_USE");
            }
        }
    }
}
