package org.muster.commandside;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The deployable that takes commands. Configured by {@code application.yml}. */
@SpringBootApplication
public class CommandSide {

    public static void main(String[] args) {
        start(args);
    }

    /** Starts it; closing the context stops it in order. Where both sides run in one process, each has its own context. */
    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(CommandSide.class)
                .bannerMode(Banner.Mode.OFF)
                .run(args);
    }
}
