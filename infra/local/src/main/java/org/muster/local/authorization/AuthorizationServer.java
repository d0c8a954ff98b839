package org.muster.local.authorization;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The running demo authorization server, in a Spring context of its own. */
public final class AuthorizationServer implements AutoCloseable {

    /** The public client that the dashboard's page signs in as. */
    public static final String PAGE_CLIENT = "dashboard-page";

    /** The public client of the command line, which people let in by a code (RFC 8628). */
    public static final String COMMAND_LINE_CLIENT = "command-line";

    private static final String TOKEN_SCRIPT = "token";
    private static final String CLIENTS_FILE = "clients.json";
    private static final String KEY_FILE = "signing-key.json";

    private final ConfigurableApplicationContext context;
    private final AuthorizationSettings settings;
    private final Path clientsFile;

    private AuthorizationServer(
            ConfigurableApplicationContext context, AuthorizationSettings settings, Path clientsFile) {
        this.context = context;
        this.settings = settings;
        this.clientsFile = clientsFile;
    }

    /**
     * Starts it on the loopback address.
     *
     * @param port the port on which it listens
     * @param pageUrl the dashboard's address with its last slash: a browser returns there after signing in
     * @param directory holds the clients' secrets and the signing key
     */
    public static AuthorizationServer start(int port, String pageUrl, Path directory) {
        String issuer = "http://localhost:" + port;
        Path clientsFile = directory.resolve(CLIENTS_FILE);
        String tokenUrl = issuer + "/oauth2/token";
        List<DemoClient> clients = DemoClients.in(clientsFile, tokenUrl);
        TokenScript.write(directory.resolve(TOKEN_SCRIPT), clients, tokenUrl);
        AuthorizationSettings settings =
                new AuthorizationSettings(issuer, pageUrl, clients, SigningKey.in(directory.resolve(KEY_FILE)));
        ConfigurableApplicationContext context = new SpringApplicationBuilder(AuthorizationConfiguration.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers((GenericApplicationContext fresh) ->
                        fresh.registerBean(AuthorizationSettings.class, () -> settings))
                .properties(
                        // A name of its own: no other part's application.yml is read.
                        "spring.config.name=muster-authorization",
                        "spring.application.name=muster-authorization",
                        "spring.threads.virtual.enabled=true",
                        "server.address=127.0.0.1",
                        "server.port=" + port,
                        "server.server-header=",
                        "server.servlet.session.cookie.name=MUSTER_SIGN_IN",
                        "server.servlet.session.cookie.same-site=lax",
                        "server.error.whitelabel.enabled=false")
                .run();
        return new AuthorizationServer(context, settings, clientsFile);
    }

    /** The claim {@code iss} of tokens; their keys are published there. */
    public String issuer() {
        return settings.issuer();
    }

    public List<DemoClient> clients() {
        return settings.clients();
    }

    /** A script that prints a fresh token of the client that it is given. */
    public Path tokenScript() {
        return clientsFile.resolveSibling(TOKEN_SCRIPT);
    }

    /** The file that lists the clients, secrets included. */
    public Path clientsFile() {
        return clientsFile;
    }

    @Override
    public void close() {
        context.close();
    }
}
