package org.muster.commandside.vault;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.commands.volunteer.PersonalData;
import org.muster.embedded.Database;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A process of its own that seals for, or erases, the volunteers V-0, V-1, … one after the other. */
final class VaultProcess implements AutoCloseable {

    static final PersonalData PERSON = new PersonalData(
            "Solveig Fictional", LocalDate.parse("1961-05-17"), Optional.empty(), Optional.empty(), Optional.empty());

    private final Process process;
    private final BufferedReader out;

    private VaultProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    static VaultProcess start(Database database, Path keyFile, String act, int volunteers) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                VaultProcess.class.getName(),
                database.jdbcUrl(),
                database.username(),
                keyFile.toString(),
                act,
                Integer.toString(volunteers)));
        builder.environment().put("VAULT_PASSWORD", database.password());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new VaultProcess(builder.start());
    }

    public static void main(String[] arguments) {
        // Autocommit as a pool gives it; the vault's transactions switch it off for their time.
        SingleConnectionDataSource database =
                new SingleConnectionDataSource(arguments[0], arguments[1], System.getenv("VAULT_PASSWORD"), true);
        Vault vault = Vault.open(database, new VaultSettings(Path.of(arguments[2]), false));
        for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
            String volunteer = "V-" + i;
            if (arguments[3].equals("erase")) {
                awaitKey(JdbcClient.create(database), volunteer);
                vault.erase(volunteer, Set.of(), Set.of());
            } else {
                sealUntilErased(vault, volunteer);
            }
        }
    }

    private static void awaitKey(JdbcClient jdbc, String volunteer) {
        while (jdbc.sql("SELECT count(*) FROM vault.volunteer_key WHERE volunteer = ?")
                        .param(volunteer)
                        .query(Long.class)
                        .single()
                == 0) {
            Thread.onSpinWait();
        }
    }

    private static void sealUntilErased(Vault vault, String volunteer) {
        Vault.SealedPerson sealed;
        do {
            sealed = vault.seal(List.of(new Vault.Personal(volunteer, PERSON, "NOR", "digest")))
                    .getFirst();
            System.out.println(volunteer + " " + sealed.data().algorithm() + " "
                    + sealed.data().ciphertext());
        } while (!sealed.data().ciphertext().isEmpty());
    }

    /** What it printed, once it has ended by itself. */
    List<String> awaitEnd() throws InterruptedException {
        List<String> lines = out.lines().toList();
        process.waitFor();
        return lines;
    }

    int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
