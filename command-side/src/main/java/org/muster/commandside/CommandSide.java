package org.muster.commandside;

import java.io.PrintStream;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The deployable that takes commands. Configured by {@code application.yml}. */
@SpringBootApplication
public class CommandSide {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("restore")) {
            System.exit(restore(args, System.out, System.err));
        }
        if (args.length > 0 && args[0].equals("keys")) {
            System.exit(keys(args, System.out, System.err));
        }
        start(args);
    }

    /** {@code keys rotate} and {@code keys retire}: puts another key around the persons' keys; gives the exit code. */
    public static int keys(String[] args, PrintStream out, PrintStream err) {
        return Keys.run(args, out, err);
    }

    /** {@code restore FOLDER --key=KEY}: fills an empty store with an exported bundle; gives the exit code. */
    public static int restore(String[] args, PrintStream out, PrintStream err) {
        return Restore.run(args, out, err);
    }

    /** Starts it; closing the context stops it in order. Where both sides run in one process, each has its own context. */
    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(CommandSide.class)
                .bannerMode(Banner.Mode.OFF)
                .run(args);
    }
}
