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
 * Starts one of the two deployables in a context of its own.
 *
 * <p>Both see one class path here, which also holds the demo authorization server. Its auto-configuration would give
 * each side a decoder with generated keys, so it is excluded.
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
     * @param application the deployable's main class
     * @param settings the settings of this run, by name
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
