package org.muster.commandside;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.muster.commandside.audit.log.BundleRestore;
import org.muster.tlog.bundle.BundleFolder;
import org.muster.tlog.bundle.Verification;
import org.muster.tlog.checkpoint.Verifiers;
import org.muster.tlog.note.MalformedNoteException;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.dao.DataAccessException;

/**
 * {@code java -jar command-side.jar restore FOLDER --key=KEY}: fills an empty store with an exported bundle. The database is that
 * of the command side's own settings; no process may serve it meanwhile.
 */
final class Restore {

    private static final int RESTORED = 0;
    private static final int REFUSED = 1;
    private static final int UNREADABLE = 2;

    private static final String USAGE = """
            usage: restore FOLDER --key=KEY [--spring.datasource.url=…]
              FOLDER  an exported bundle; one that continues a checkpoint goes onto the store that has it
              --key   the log's verifier key, from elsewhere than the bundle
            The database is that of the settings spring.datasource.* and spring.flyway.*.
            exit code: 0 restored, 1 refused: it does not verify, or the store is not empty; 2 wrong arguments or unreadable""";

    private Restore() {}

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        SimpleCommandLinePropertySource given = new SimpleCommandLinePropertySource(arguments);
        List<String> words =
                Arrays.stream(arguments).filter(word -> !word.startsWith("--")).toList();
        String key = given.getProperty("key");
        if (words.size() != 2 || key == null) {
            err.println(USAGE);
            return UNREADABLE;
        }
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(given);
        ConfigDataEnvironmentPostProcessor.applyTo(settings);
        try {
            DataSource owner = owner(settings);
            migrate(owner, settings);
            return say(
                    new BundleRestore(owner, Verifiers.of(key)).restore(new BundleFolder(Path.of(words.get(1)))), out);
        } catch (IllegalStateException e) {
            out.println("REFUSED: " + e.getMessage());
            return REFUSED;
        } catch (MalformedNoteException e) {
            err.println("--key: " + e.getMessage());
        } catch (NotDirectoryException e) {
            err.println("no such folder: " + e.getFile());
        } catch (IOException | SQLException | DataAccessException e) {
            err.println("cannot be read or written: " + e.getMessage());
        }
        return UNREADABLE;
    }

    private static int say(Verification verified, PrintStream out) {
        if (!verified.isVerified()) {
            out.println("REFUSED: the bundle is not verified");
            verified.findings().forEach(out::println);
            return REFUSED;
        }
        out.println("restored: events " + (verified.since() + 1) + "-"
                + verified.checkpoint().orElseThrow().size() + ", root "
                + verified.checkpoint().orElseThrow().root());
        return RESTORED;
    }

    /** As Spring Boot's Flyway does when the command side starts. */
    private static void migrate(DataSource owner, StandardEnvironment settings) {
        Flyway.configure()
                .dataSource(owner)
                .schemas(settings.getRequiredProperty("spring.flyway.schemas", String[].class))
                .locations(settings.getRequiredProperty("spring.flyway.locations", String[].class))
                .outOfOrder(true)
                .placeholders(Map.of("serving", settings.getRequiredProperty("spring.datasource.username")))
                .load()
                .migrate();
    }

    static DataSource owner(StandardEnvironment settings) {
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(settings.getRequiredProperty("spring.datasource.url"));
        String name = settings.getProperty("spring.flyway.user", "");
        String of = name.isBlank() ? "spring.datasource." : "spring.flyway.";
        owner.setUser(name.isBlank() ? settings.getProperty("spring.datasource.username") : name);
        owner.setPassword(settings.getProperty(of + "password", ""));
        return owner;
    }
}
