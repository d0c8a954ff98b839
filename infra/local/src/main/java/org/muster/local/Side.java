package org.muster.local;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * How one of the two deployables is started in a context of its own.
 *
 * <p>Both see one class path here, on which the demo authorization server lies too. Its auto-configuration would give
 * each side a decoder with keys of its own making, so it is left out.
 */
final class Side {

    private static final String PACKAGE =
            "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.";

    private static final List<String> NOT_OURS = List.of(
            PACKAGE + "OAuth2AuthorizationServerAutoConfiguration",
            PACKAGE + "OAuth2AuthorizationServerJwtAutoConfiguration");

    private Side() {}

    /**
     * Starts a deployable.
     *
     * @param application its class
     * @param settings what this run sets
     */
    static ConfigurableApplicationContext start(
            Class<?> application,
            Map<String, String> settings,
            ApplicationContextInitializer<GenericApplicationContext> beans) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("spring.autoconfigure.exclude", String.join(",", NOT_OURS));
        all.put("spring.config.location", ownResources(application));
        return new SpringApplicationBuilder(application)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                // LocalMuster stops all parts in order.
                .registerShutdownHook(false)
                .initializers(beans)
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    /** Each side has an {@code application.yml}; on the common class path only the first would be found. */
    private static String ownResources(Class<?> application) {
        String location =
                application.getProtectionDomain().getCodeSource().getLocation().toString();
        return location.endsWith("/") ? location : "jar:" + location + "!/";
    }
}
