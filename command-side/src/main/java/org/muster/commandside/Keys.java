package org.muster.commandside;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.muster.commandside.vault.KeyRotation;
import org.muster.commandside.vault.VaultSettings;
import org.muster.commandside.vault.VaultUnavailableException;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.dao.DataAccessException;

/**
 * {@code java -jar command-side.jar keys rotate}, and later {@code keys retire}: puts another key around the keys of all persons,
 * where the command side's own settings say that they are. Processes may serve meanwhile.
 */
final class Keys {

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int UNREADABLE = 2;

    private static final String USAGE = """
            usage: keys rotate|retire
              rotate  makes a new key encryption key and wraps every person's key by it; earlier ones still open older backups
              retire  destroys the earlier ones: no backup of the vault from before the last rotation can be opened any more
            Database and keys are those of the settings spring.datasource.*, spring.flyway.* and muster.vault.*.
            exit code: 0 done, 1 refused: a key cannot be opened, or an earlier one may be in use; 2 wrong arguments or unreachable""";

    private Keys() {}

    static int run(String[] arguments, PrintStream out, PrintStream err) {
        List<String> words =
                Arrays.stream(arguments).filter(word -> !word.startsWith("--")).toList();
        if (words.size() != 2 || !List.of("rotate", "retire").contains(words.get(1))) {
            err.println(USAGE);
            return UNREADABLE;
        }
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigDataEnvironmentPostProcessor.applyTo(settings);
        try {
            KeyRotation rotation = KeyRotation.of(
                    Restore.owner(settings),
                    Binder.get(settings)
                            .bind("muster.vault", VaultSettings.class)
                            .get());
            if (words.get(1).equals("rotate")) {
                out.println("rotated: " + rotation.rotate() + " keys are wrapped by the new one");
            } else {
                out.println(
                        "retired: " + rotation.retire() + " keys are wrapped by the latest one, which alone is left");
            }
            return DONE;
        } catch (IllegalStateException e) {
            out.println("REFUSED: " + e.getMessage());
            return REFUSED;
        } catch (VaultUnavailableException | DataAccessException | UncheckedIOException e) {
            err.println("cannot be reached: " + e.getMessage());
            return UNREADABLE;
        }
    }
}
