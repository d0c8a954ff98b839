package org.muster.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

class LocalPostgresTest {

    /** Every new temporary server deletes what killed processes left behind; one test must be the first to see it. */
    private static final String TEMPORARY_SERVERS = "temporary servers";

    @TempDir
    Path directory;

    @Test
    @ResourceLock(value = TEMPORARY_SERVERS, mode = ResourceAccessMode.READ)
    void loses_nothing_committed_because_every_durability_setting_is_on() throws SQLException {
        try (LocalPostgres server = LocalPostgres.temporary()) {
            Database database = server.createDatabase("events", "owner");

            assertThat(show(database, "fsync")).isEqualTo("on");
            assertThat(show(database, "synchronous_commit")).isEqualTo("on");
            assertThat(show(database, "full_page_writes")).isEqualTo("on");
        }
        try (LocalPostgres server = LocalPostgres.persistent(directory, Ports.free())) {
            Database database = server.createDatabase("events", "owner");

            assertThat(show(database, "fsync")).isEqualTo("on");
            assertThat(show(database, "synchronous_commit")).isEqualTo("on");
            assertThat(show(database, "full_page_writes")).isEqualTo("on");
            assertThat(show(database, "data_checksums")).isEqualTo("on");
            assertThat(show(database, "server_version")).startsWith("18");
        }
    }

    @Test
    void refuses_a_wrong_or_missing_password_from_the_first_start_on_and_after_a_restart() {
        int port = Ports.free();
        Database first;
        try (LocalPostgres server = LocalPostgres.persistent(directory, port)) {
            first = server.createDatabase("events", "owner");
            refusesWrongPasswords(first);
            refusesWrongPasswords(server.superuser());
        }
        try (LocalPostgres server = LocalPostgres.persistent(directory, port)) {
            refusesWrongPasswords(first);
            refusesWrongPasswords(server.superuser());
            assertThat(server.createDatabase("events", "owner")).isEqualTo(first);
        }
    }

    @Test
    @ResourceLock(value = TEMPORARY_SERVERS, mode = ResourceAccessMode.READ)
    void lets_only_the_owner_into_a_database() {
        try (LocalPostgres server = LocalPostgres.temporary()) {
            Database events = server.createDatabase("events", "writer");
            Database models = server.createDatabase("models", "reader");

            assertThatThrownBy(() -> new Database(events.jdbcUrl(), models.username(), models.password()).connect())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for database");
            assertThatThrownBy(() -> server.createDatabase("events; DROP DATABASE models", "writer"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keeps_passwords_where_only_this_user_can_read_them_and_out_of_logs() throws IOException {
        try (LocalPostgres server = LocalPostgres.persistent(directory, Ports.free())) {
            Database database = server.createDatabase("events", "owner");

            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.resolve("credentials.properties"))))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            assertThat(directory.resolve("password.new")).doesNotExist();
            assertThat(database.toString()).doesNotContain(database.password());
        }
    }

    @Test
    @ResourceLock(value = TEMPORARY_SERVERS, mode = ResourceAccessMode.READ)
    void listens_on_the_loopback_address_only() throws IOException {
        try (LocalPostgres server = LocalPostgres.temporary()) {
            List<InetAddress> others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .toList();

            for (InetAddress other : others) {
                try (Socket socket = new Socket()) {
                    assertThatThrownBy(() -> socket.connect(new InetSocketAddress(other, server.port()), 1000))
                            .isInstanceOf(ConnectException.class);
                }
            }
        }
    }

    @Test
    @ResourceLock(value = TEMPORARY_SERVERS, mode = ResourceAccessMode.READ)
    void recovers_committed_rows_after_the_server_was_killed() throws SQLException {
        try (LocalPostgres server = LocalPostgres.temporary()) {
            Database database = server.createDatabase("events", "owner");
            execute(database, "CREATE TABLE event (id int)");
            execute(database, "INSERT INTO event VALUES (1), (2)");

            server.kill();
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            server.start();

            assertThat(query(database, "SELECT count(*) FROM event")).isEqualTo("2");
        }
    }

    /** A child JVM commits rows and is killed, twice: the server that it leaves behind is taken over with all rows. */
    @Test
    void takes_over_from_a_jvm_that_was_killed() throws Exception {
        int port = Ports.free();
        for (int life = 1; life <= 2; life++) {
            try (ChildJvm child = ChildJvm.start(CommitsAndStays.class, directory.toString(), Integer.toString(port))) {
                assertThat(child.answer()).isEqualTo("committed");
                child.kill();
            }
            assertThat(new Postmaster(directory.toRealPath().resolve("cluster")).process())
                    .as("the server outlives its JVM")
                    .isPresent();
        }
        try (LocalPostgres server = LocalPostgres.persistent(directory, port)) {
            assertThat(query(server.createDatabase("events", "owner"), "SELECT count(*) FROM event"))
                    .isEqualTo("2");
        }
        assertThat(new Postmaster(directory.toRealPath().resolve("cluster")).process())
                .isEmpty();
    }

    static final class CommitsAndStays {

        public static void main(String[] arguments) throws Exception {
            LocalPostgres server = LocalPostgres.persistent(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            Database database = server.createDatabase("events", "owner");
            execute(database, "CREATE TABLE IF NOT EXISTS event (id int)");
            execute(database, "INSERT INTO event VALUES (1)");
            ChildJvm.say("committed");
            ChildJvm.untilKilled();
        }
    }

    @Test
    void refuses_a_second_process_on_the_same_directory() throws Exception {
        int port = Ports.free();
        try (ChildJvm child = ChildJvm.start(CommitsAndStays.class, directory.toString(), Integer.toString(port))) {
            assertThat(child.answer()).isEqualTo("committed");

            assertThatThrownBy(() -> LocalPostgres.persistent(directory, Ports.free()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("is in use by process");
        }
        try (LocalPostgres server = LocalPostgres.persistent(directory, port)) {
            assertThatThrownBy(() -> LocalPostgres.persistent(directory, port))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("(this one)");
            assertThat(query(server.createDatabase("events", "owner"), "SELECT count(*) FROM event"))
                    .isEqualTo("1");
        }
    }

    @Test
    void names_a_port_that_another_program_uses_and_starts_once_it_is_free() throws IOException {
        int port;
        try (ServerSocket stranger = Ports.listener()) {
            port = stranger.getLocalPort();
            assertThatThrownBy(() -> LocalPostgres.persistent(directory, port))
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("Port " + port);
        }
        LocalPostgres.persistent(directory, port).close();
    }

    /** After a reboot the number in an old pid file may be any program's: here it is this test's own JVM. */
    @Test
    void starts_and_leaves_another_program_alone_whose_process_id_is_in_an_old_pid_file() throws IOException {
        int port = Ports.free();
        LocalPostgres.persistent(directory, port).close();
        Path cluster = directory.toRealPath().resolve("cluster");
        Files.writeString(
                cluster.resolve("postmaster.pid"),
                "%d%n%s%n%d%n%d%n%n127.0.0.1%n"
                        .formatted(ProcessHandle.current().pid(), cluster, 1, port));

        LocalPostgres.persistent(directory, port).close();

        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void starts_over_where_a_crash_interrupted_the_first_start() throws IOException {
        Files.createDirectories(directory.resolve("cluster.new/base"));
        Files.writeString(directory.resolve("cluster.new/PG_VERSION"), "1");
        Files.writeString(directory.resolve("password.new"), "half");

        LocalPostgres.persistent(directory, Ports.free()).close();

        assertThat(directory.resolve("cluster")).exists();
        assertThat(directory.resolve("cluster.new")).doesNotExist();
    }

    @Test
    @ResourceLock(TEMPORARY_SERVERS)
    void leaves_nothing_of_a_temporary_server_even_when_its_jvm_was_killed() throws Exception {
        Path abandoned;
        try (ChildJvm child = ChildJvm.start(StartsTemporary.class)) {
            abandoned = Path.of(child.answer());
        }
        assertThat(abandoned).exists();
        Postmaster leftBehind = new Postmaster(abandoned.resolve("cluster"));
        assertThat(leftBehind.process()).isPresent();

        LocalPostgres.temporary().close();

        assertThat(leftBehind.process()).isEmpty();
        assertThat(abandoned).doesNotExist();
    }

    static final class StartsTemporary {

        public static void main(String[] arguments) throws Exception {
            try (LocalPostgres server = LocalPostgres.temporary()) {
                Database superuser = server.superuser();
                ChildJvm.say(
                        Path.of(show(superuser, "data_directory")).getParent().toString());
                ChildJvm.untilKilled();
            }
        }
    }

    @Test
    void is_started_again_when_it_is_killed_and_stays_down_when_it_was_stopped_on_purpose() throws Exception {
        try (LocalPostgres server = LocalPostgres.persistent(directory, Ports.free())) {
            Database database = server.createDatabase("events", "owner");
            execute(database, "CREATE TABLE event (id int)");
            server.restartWhenKilled();

            for (int round = 0; round < 2; round++) {
                ProcessHandle killed = postmaster();
                killed.destroyForcibly();
                await(() -> postmaster() != null && postmaster().pid() != killed.pid() && answers(database));
                execute(database, "INSERT INTO event VALUES (1)");
            }

            server.kill();
            assertThat(postmaster()).isNull();
            server.start();
            assertThat(answers(database)).isTrue();
        }
        assertThat(postmaster()).isNull();
    }

    private ProcessHandle postmaster() {
        return new Postmaster(directory.resolve("cluster")).process().orElse(null);
    }

    private static boolean answers(Database database) {
        try {
            execute(database, "SELECT 1");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static void refusesWrongPasswords(Database database) {
        for (String wrong : new String[] {"wrong", ""}) {
            assertThatThrownBy(() -> new Database(database.jdbcUrl(), database.username(), wrong).connect())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    private static String show(Database database, String setting) throws SQLException {
        return query(database, "SHOW " + setting);
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
