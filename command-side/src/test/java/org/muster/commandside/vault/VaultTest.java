package org.muster.commandside.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.commands.volunteer.PersonalData;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.testing.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

class VaultTest {

    private static final PersonalData SOLVEIG = new PersonalData(
            "Solveig Fictional",
            LocalDate.parse("1961-05-17"),
            Optional.of("FX1"),
            Optional.empty(),
            Optional.of("Odd Fictional"));

    private final DataSource database = migrated(TestPostgres.freshDatabase().dataSource());

    @TempDir
    private Path directory;

    private static DataSource migrated(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:org/muster/commandside/db/vault")
                .schemas("vault")
                .load()
                .migrate();
        return database;
    }

    private Path keyFile() {
        return directory.resolve("keys/master-key.json");
    }

    private Vault open(boolean create) {
        return Vault.open(database, new VaultSettings(keyFile(), create));
    }

    @Test
    void opens_what_it_sealed_also_after_a_restart() throws GeneralSecurityException {
        SealedPersonalData sealed = open(true).seal("V-1", SOLVEIG);

        assertThat(open(false).unseal("V-1", sealed)).contains(SOLVEIG);
        assertThat(sealed.ciphertext()).hasSizeLessThan(20_000);
    }

    @Test
    void seals_the_longest_person_within_the_events_limit() {
        PersonalData longest = new PersonalData(
                "\u4e00".repeat(200),
                LocalDate.parse("1961-05-17"),
                Optional.of("\u4e00".repeat(40)),
                Optional.of("\u4e00".repeat(400)),
                Optional.of("\u4e00".repeat(400)));

        assertThat(open(true).seal("V-1", longest).ciphertext()).hasSizeLessThan(20_000);
    }

    @Test
    void binds_what_it_seals_to_the_volunteer() {
        Vault vault = open(true);
        SealedPersonalData sealed = vault.seal("V-1", SOLVEIG);
        vault.seal("V-2", SOLVEIG);

        assertThatThrownBy(() -> vault.unseal("V-2", sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void erasing_the_key_erases_the_person() throws GeneralSecurityException {
        Vault vault = open(true);
        SealedPersonalData sealed = vault.seal("V-1", SOLVEIG);

        JdbcClient.create(database)
                .sql("DELETE FROM vault.volunteer_key WHERE volunteer = 'V-1'")
                .update();

        assertThat(vault.unseal("V-1", sealed)).isEmpty();
        vault.seal("V-1", SOLVEIG);
        assertThatThrownBy(() -> vault.unseal("V-1", sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void all_who_seal_for_one_volunteer_at_once_use_one_key() throws Exception {
        Vault vault = open(true);
        List<Future<SealedPersonalData>> sealed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                sealed.add(threads.submit(() -> vault.seal("V-1", SOLVEIG)));
            }
        }

        for (Future<SealedPersonalData> each : sealed) {
            assertThat(vault.unseal("V-1", each.get())).contains(SOLVEIG);
        }
    }

    @Test
    void knows_a_person_again_however_the_name_is_spelled() {
        Vault vault = open(true);
        String known = vault.fingerprint(SOLVEIG, "NOR");

        assertThat(vault.fingerprint(named("  SÓLVEIG   fictional"), "NOR")).isEqualTo(known);
        assertThat(vault.fingerprint(named("Solveig-Fictional"), "NOR")).isEqualTo(known);
        assertThat(vault.fingerprint(named("Solveig Fictionál"), "NOR")).isEqualTo(known);
        assertThat(vault.fingerprint(SOLVEIG, "SWE")).isNotEqualTo(known);
        assertThat(vault.fingerprint(named("Solvei Fictional"), "NOR")).isNotEqualTo(known);
        assertThat(open(false).fingerprint(SOLVEIG, "NOR")).isEqualTo(known);
    }

    private static PersonalData named(String name) {
        return new PersonalData(name, SOLVEIG.birthDate(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void refuses_to_open_without_the_key_file_and_never_makes_a_second_one() throws IOException {
        assertThatThrownBy(() -> open(false)).isInstanceOf(IllegalStateException.class);
        open(true);
        Files.delete(keyFile());

        assertThatThrownBy(() -> open(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("muster.vault.master-key-file");
        assertThat(keyFile()).doesNotExist();
    }

    @Test
    void refuses_another_installations_key_file() throws IOException {
        open(true);
        Files.write(keyFile(), MasterKeys.generate());

        assertThatThrownBy(() -> open(true)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refuses_a_key_file_that_everybody_can_read_or_nobody_can_parse() throws IOException {
        open(true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> open(true)).isInstanceOf(IllegalStateException.class);

        Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(keyFile(), "{\"wrapping\":\"secret\"}");
        assertThatThrownBy(() -> open(true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
