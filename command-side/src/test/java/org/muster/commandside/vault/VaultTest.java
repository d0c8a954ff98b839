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
import java.util.HexFormat;
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
import org.muster.commandside.vault.Vault.SealedPerson;
import org.muster.embedded.Database;
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

    private final Database server = TestPostgres.freshDatabase();
    private final DataSource database = migrated(server.dataSource());

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

    private static SealedPerson seal(Vault vault, String volunteer, PersonalData data, String nationality) {
        return vault.seal(List.of(new Vault.Personal(volunteer, data, nationality, "digest")))
                .getFirst();
    }

    private static SealedPersonalData seal(Vault vault, String volunteer, PersonalData data) {
        return seal(vault, volunteer, data, "NOR").data();
    }

    private Vault open(boolean create) {
        return Vault.open(database, new VaultSettings(keyFile(), create));
    }

    @Test
    void opens_what_it_sealed_also_after_a_restart() throws GeneralSecurityException {
        SealedPersonalData sealed = seal(open(true), "V-1", SOLVEIG);

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

        assertThat(seal(open(true), "V-1", longest).ciphertext()).hasSizeLessThan(20_000);
    }

    @Test
    void binds_what_it_seals_to_the_volunteer() {
        Vault vault = open(true);
        SealedPersonalData sealed = seal(vault, "V-1", SOLVEIG);
        seal(vault, "V-2", SOLVEIG);

        assertThatThrownBy(() -> vault.unseal("V-2", sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void erasing_the_key_erases_the_person() throws GeneralSecurityException {
        Vault vault = open(true);
        SealedPersonalData sealed = seal(vault, "V-1", SOLVEIG);

        JdbcClient.create(database)
                .sql("DELETE FROM vault.volunteer_key WHERE volunteer = 'V-1'")
                .update();

        assertThat(vault.unseal("V-1", sealed)).isEmpty();
        seal(vault, "V-1", SOLVEIG);
        assertThatThrownBy(() -> vault.unseal("V-1", sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void all_who_seal_for_one_volunteer_at_once_use_one_key() throws Exception {
        Vault vault = open(true);
        List<Future<SealedPersonalData>> sealed = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                sealed.add(threads.submit(() -> seal(vault, "V-1", SOLVEIG)));
            }
        }

        for (Future<SealedPersonalData> each : sealed) {
            assertThat(vault.unseal("V-1", each.get())).contains(SOLVEIG);
        }
    }

    @Test
    void knows_a_person_again_however_the_name_is_spelled() {
        Vault vault = open(true);
        String known = identity(vault, "V-1", SOLVEIG, "NOR");

        assertThat(known).matches("[0-9a-f]{64}");
        assertThat(identity(vault, "V-2", named("  SÓLVEIG   fictional"), "NOR"))
                .isEqualTo(known);
        assertThat(identity(vault, "V-2", named("Solveig-Fictional"), "NOR")).isEqualTo(known);
        assertThat(identity(vault, "V-2", named("Solveig Fictionál"), "NOR")).isEqualTo(known);
        assertThat(identity(vault, "V-2", SOLVEIG, "SWE")).isNotEqualTo(known);
        assertThat(identity(vault, "V-2", named("Solvei Fictional"), "NOR")).isNotEqualTo(known);
        assertThat(identity(open(false), "V-3", SOLVEIG, "NOR")).isEqualTo(known);
    }

    private static String identity(Vault vault, String volunteer, PersonalData data, String nationality) {
        return seal(vault, volunteer, data, nationality).identity();
    }

    /** Whoever has database, master key and the right guess finds nothing that an event carries. */
    @Test
    void forgets_the_fingerprint_of_who_is_erased() throws IOException {
        Vault vault = open(true);
        SealedPerson before = seal(vault, "V-1", SOLVEIG, "NOR");
        seal(vault, "V-2", named("Odd Fictional"), "NOR");

        assertThat(vault.erase("V-1", List.of(before.identity()), List.of())).isTrue();

        assertThat(JdbcClient.create(database)
                        .sql("SELECT count(*) FROM vault.identity")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        SealedPerson again = seal(vault, "V-3", SOLVEIG, "NOR");
        assertThat(again.identity()).isNotEqualTo(before.identity());
        assertThat(MasterKeys.parse(Files.readAllBytes(keyFile())).fingerprint("solveig fictional\n1961-05-17\nNOR"))
                .satisfies(fingerprint ->
                        assertThat(HexFormat.of().formatHex(fingerprint)).isNotEqualTo(before.identity()));
        // Nor does the digest of the command confirm a guess: it was keyed by what is gone.
        SealedPerson sent = seal(vault, "V-1", SOLVEIG, "NOR");
        assertThat(List.of(sent.digest(), again.digest(), "digest")).doesNotContain(before.digest());
        assertThat(sent.data().ciphertext()).isEmpty();
        assertThat(JdbcClient.create(database)
                        .sql("SELECT count(*) FROM vault.identity")
                        .query(Long.class)
                        .single())
                .as("who is erased leaves none again")
                .isEqualTo(2);
    }

    @Test
    void gives_one_command_one_digest_while_the_key_is_there() {
        Vault vault = open(true);

        assertThat(seal(vault, "V-1", SOLVEIG, "NOR").digest())
                .isEqualTo(seal(open(false), "V-1", SOLVEIG, "NOR").digest())
                .isNotEqualTo(seal(vault, "V-2", SOLVEIG, "NOR").digest());
    }

    @Test
    void a_dry_run_knows_who_is_known_and_leaves_nothing() {
        Vault vault = open(true);
        SealedPerson known = seal(vault, "V-1", SOLVEIG, "NOR");
        var dry = vault.withoutData(List.of(
                new Vault.Personal("V-1", SOLVEIG, "NOR", "digest"),
                new Vault.Personal("V-2", named("Odd Fictional"), "NOR", "digest")));

        assertThat(dry.getFirst().identity()).isEqualTo(known.identity());
        assertThat(dry.getFirst().digest()).isEqualTo(known.digest());
        assertThat(dry.getLast().identity()).isNotEqualTo(known.identity());
        assertThat(JdbcClient.create(database)
                        .sql(
                                "SELECT (SELECT count(*) FROM vault.identity) + (SELECT count(*) FROM vault.volunteer_key)")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    /** Two processes seal for whom a third one erases: whoever comes later, the person stays erased. */
    @Test
    void nobody_makes_a_key_for_whom_another_process_erases() throws Exception {
        Vault vault = open(true);
        int volunteers = 60;
        List<String> sealed = new ArrayList<>();
        try (VaultProcess one = VaultProcess.start(server, keyFile(), "seal", volunteers);
                VaultProcess two = VaultProcess.start(server, keyFile(), "seal", volunteers);
                VaultProcess erasing = VaultProcess.start(server, keyFile(), "erase", volunteers)) {
            sealed.addAll(one.awaitEnd());
            sealed.addAll(two.awaitEnd());
            erasing.awaitEnd();
            assertThat(List.of(one.exitCode(), two.exitCode(), erasing.exitCode()))
                    .containsOnly(0);
        }

        assertThat(sealed).filteredOn(line -> line.contains("TINK")).hasSizeGreaterThan(volunteers);
        for (String line : sealed) {
            String[] parts = line.split(" ", 3);
            assertThat(vault.unseal(parts[0], new SealedPersonalData(parts[1], parts[2])))
                    .as(line)
                    .isEmpty();
        }
        assertThat(JdbcClient.create(database)
                        .sql("SELECT count(*) FROM vault.volunteer_key WHERE length(keyset) = 0")
                        .query(Long.class)
                        .single())
                .isEqualTo(volunteers);
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
