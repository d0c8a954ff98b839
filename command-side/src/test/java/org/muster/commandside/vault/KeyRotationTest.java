package org.muster.commandside.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.commands.volunteer.PersonalData;
import org.muster.embedded.Database;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.testing.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Whatever wraps the persons' keys can be replaced under them, and what was destroyed stays so whatever is restored. */
class KeyRotationTest {

    private final Database server = TestPostgres.freshDatabase();
    private final JdbcClient database = JdbcClient.create(server.dataSource());
    private final TransitStandIn transit = new TransitStandIn();

    @TempDir
    private Path directory;

    @BeforeEach
    void migrate() {
        Flyway.configure()
                .dataSource(server.dataSource())
                .locations("classpath:org/muster/commandside/db/vault")
                .schemas("vault")
                .load()
                .migrate();
    }

    @AfterEach
    void close() {
        transit.close();
    }

    private VaultSettings settings(String where) throws IOException {
        Path keys = directory.resolve("keys");
        if (where.equals("file")) {
            return new VaultSettings(keys.resolve("master-key.json"), true);
        }
        Files.createDirectories(
                keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path token = keys.resolve("token");
        Files.deleteIfExists(token);
        Files.createFile(token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, TransitStandIn.TOKEN + "\n");
        return new VaultSettings(
                keys.resolve("master-key.json"),
                true,
                Optional.of(new TransitSettings(transit.address(), "transit", "muster", token)));
    }

    private Vault open(VaultSettings settings) {
        return Vault.open(server.dataSource(), settings);
    }

    private static SealedPersonalData seal(Vault vault, String volunteer) {
        return vault.seal(List.of(person(volunteer))).getFirst().data();
    }

    private static Vault.Personal person(String volunteer) {
        PersonalData data = new PersonalData(
                "Fictional " + volunteer,
                LocalDate.parse("1961-05-17"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Vault.Personal(volunteer, data, "NOR", "digest");
    }

    /** More than are wrapped in one statement: who is left out of one would be unreadable for good. */
    @Test
    void no_key_is_left_out_of_many() throws IOException {
        VaultSettings settings = settings("file");
        SingleConnectionDataSource connection =
                new SingleConnectionDataSource(server.jdbcUrl(), server.username(), server.password(), true);
        List<String> volunteers =
                IntStream.rangeClosed(1, 1_234).mapToObj(n -> "V-" + n).toList();
        List<Vault.SealedPerson> sealed = Vault.open(connection, settings)
                .seal(volunteers.stream().map(KeyRotationTest::person).toList());

        assertThat(KeyRotation.of(connection, settings).rotate()).isEqualTo(1_234);
        settle(settings);
        assertThat(KeyRotation.of(connection, settings).retire()).isEqualTo(1_234);

        Vault started = Vault.open(connection, settings);
        for (int n = 0; n < volunteers.size(); n++) {
            byte[] revealed =
                    started.reveal(volunteers.get(n), sealed.get(n).data()).orElseThrow();
            assertThat(new String(revealed, StandardCharsets.UTF_8))
                    .contains("\"Fictional " + volunteers.get(n) + "\"");
        }
        connection.destroy();
    }

    private Map<String, byte[]> backup() {
        Map<String, byte[]> rows = new HashMap<>();
        database.sql("SELECT volunteer, keyset FROM vault.volunteer_key").query(row -> {
            rows.put(row.getString(1), row.getBytes(2));
        });
        return rows;
    }

    private void restore(Map<String, byte[]> backup) {
        backup.forEach(
                (volunteer, keyset) -> database.sql("UPDATE vault.volunteer_key SET keyset = ? WHERE volunteer = ?")
                        .params(keyset, volunteer)
                        .update());
    }

    /** As if the last change was two minutes ago. */
    private static void settle(VaultSettings settings) throws IOException {
        Files.setLastModifiedTime(
                settings.masterKeyFile(), FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "transit"})
    void every_key_is_wrapped_anew_and_opens_for_those_who_serve_and_those_who_start(String where) throws IOException {
        VaultSettings settings = settings(where);
        Vault serving = open(settings);
        SealedPersonalData before = seal(serving, "V-1");
        seal(serving, "V-2");
        serving.erase("V-2", List.of(), List.of());
        Map<String, byte[]> old = backup();

        assertThat(KeyRotation.of(server.dataSource(), settings).rotate()).isEqualTo(1);

        assertThat(backup().get("V-1")).isNotEqualTo(old.get("V-1"));
        assertThat(backup().get("V-2")).as("erased").isEmpty();
        for (Vault vault : List.of(serving, open(settings))) {
            assertThat(new String(vault.reveal("V-1", before).orElseThrow())).contains("Fictional V-1");
        }
        settle(settings);
        assertThat(KeyRotation.of(server.dataSource(), settings).retire()).isEqualTo(1);
        SealedPersonalData after = seal(serving, "V-3");
        for (Vault vault : List.of(serving, open(settings))) {
            assertThat(vault.reveal("V-1", before)).isPresent();
            assertThat(vault.reveal("V-3", after)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "transit"})
    void who_was_erased_stays_so_when_a_backup_of_the_keys_from_before_is_restored(String where) throws IOException {
        VaultSettings settings = settings(where);
        Vault vault = open(settings);
        SealedPersonalData sealed = seal(vault, "V-1");
        Map<String, byte[]> backup = backup();
        vault.erase("V-1", List.of(), List.of());
        KeyRotation.of(server.dataSource(), settings).rotate();

        restore(backup);
        assertThat(vault.reveal("V-1", sealed))
                .as("a backup that has not expired opens, until the erasures are gone through")
                .isPresent();
        vault.erase("V-1", List.of(), List.of());
        settle(settings);
        KeyRotation.of(server.dataSource(), settings).retire();
        restore(backup);

        assertThatThrownBy(() -> open(settings).reveal("V-1", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "transit"})
    void rows_cannot_be_swapped_and_nothing_is_retired_while_one_cannot_be_opened(String where) throws IOException {
        VaultSettings settings = settings(where);
        Vault vault = open(settings);
        SealedPersonalData sealed = seal(vault, "V-1");
        seal(vault, "V-2");
        Map<String, byte[]> rows = backup();
        restore(Map.of("V-1", rows.get("V-2")));

        assertThatThrownBy(() -> vault.reveal("V-1", sealed)).isInstanceOf(IllegalStateException.class);
        settle(settings);
        KeyRotation rotation = KeyRotation.of(server.dataSource(), settings);
        assertThatThrownBy(rotation::retire)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("V-1");

        restore(rows);
        assertThat(vault.reveal("V-1", sealed)).isPresent();
    }

    @Test
    void a_key_in_a_file_is_not_retired_while_a_process_may_still_use_it() throws IOException {
        VaultSettings settings = settings("file");
        seal(open(settings), "V-1");
        KeyRotation rotation = KeyRotation.of(server.dataSource(), settings);
        rotation.rotate();

        assertThatThrownBy(rotation::retire)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("within the last minute");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings.masterKeyFile())))
                .isEqualTo("rw-------");
        try (var files = Files.list(settings.masterKeyFile().getParent())) {
            assertThat(files).as("no draft is left").hasSize(1);
        }
    }

    @Test
    void transit_is_asked_as_it_documents_and_its_absence_is_no_forgery() throws IOException {
        VaultSettings settings = settings("transit");
        Vault vault = open(settings);
        SealedPersonalData sealed = seal(vault, "V-1");
        KeyRotation.of(server.dataSource(), settings).rotate();
        assertThat(transit.asked)
                .containsExactly(
                        "POST /v1/transit/encrypt/muster",
                        "POST /v1/transit/keys/muster/rotate",
                        "POST /v1/transit/rewrap/muster");

        Path token = settings.transit().orElseThrow().tokenFile();
        Files.writeString(token, "another");
        assertThatThrownBy(() -> vault.reveal("V-1", sealed)).isInstanceOf(VaultUnavailableException.class);
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> vault.reveal("V-1", sealed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0600");
        transit.close();
        settings("transit");
        assertThatThrownBy(() -> vault.reveal("V-1", sealed)).isInstanceOf(VaultUnavailableException.class);
    }
}
