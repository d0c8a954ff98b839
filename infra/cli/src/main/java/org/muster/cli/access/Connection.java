package org.muster.cli.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options of every subcommand that talks to a running Muster. What is not given comes from the environment. */
public final class Connection {

    private static final Map<String, String> ENVIRONMENT = System.getenv();

    @Option(
            names = "--commands-url",
            paramLabel = "URL",
            description = "The command side; else $MUSTER_COMMANDS_URL, else http://localhost:8080")
    private URI commands;

    @Option(
            names = "--queries-url",
            paramLabel = "URL",
            description = "The query side; else $MUSTER_QUERIES_URL, else http://localhost:8081")
    private URI queries;

    @Option(
            names = "--credentials",
            paramLabel = "FILE",
            description = "A JSON file with client_id, client_secret, token_url and scopes, or a list of such;"
                    + " else $MUSTER_CREDENTIALS")
    private Path credentials;

    @Option(
            names = "--client",
            paramLabel = "ID",
            description = "Which client of the file; without a file else $MUSTER_CLIENT_ID, with $MUSTER_CLIENT_SECRET")
    private String client;

    @Option(
            names = "--token-url",
            paramLabel = "URL",
            description = "Where tokens are had; else what the file says, or $MUSTER_TOKEN_URL")
    private URI tokenUrl;

    /** Opens nothing yet. $MUSTER_TOKEN is a token that is there already. */
    public MusterClient client() {
        Optional<Path> file = Optional.ofNullable(credentials)
                .or(() -> variable("MUSTER_CREDENTIALS").map(Path::of));
        return new MusterClient(
                MusterClient.http(),
                address(commands, "MUSTER_COMMANDS_URL", "http://localhost:8080"),
                address(queries, "MUSTER_QUERIES_URL", "http://localhost:8081"),
                tokens(file));
    }

    /** Whoever names a client goes as that client; whoever names none, and is signed in, goes as they signed in. */
    private TokenSource tokens(Optional<Path> file) {
        SignIn signIn = SignIn.ofUser();
        boolean named = variable("MUSTER_TOKEN").isPresent()
                || file.isPresent()
                || chosenClient().isPresent();
        return !named && signIn.isThere()
                ? signIn
                : new Tokens(
                        new OAuth(MusterClient.http()),
                        variable("MUSTER_TOKEN"),
                        () -> Credentials.find(file, chosenClient(), Optional.ofNullable(tokenUrl), ENVIRONMENT),
                        new TokenCache(PrivateFolder.ofUser(ENVIRONMENT)));
    }

    /** The variable of the environment that comes before a sign-in, if one is set. */
    public static Optional<String> beforeSignIn() {
        return Stream.of("MUSTER_TOKEN", "MUSTER_CREDENTIALS", "MUSTER_CLIENT_ID")
                .filter(name -> variable(name).isPresent())
                .findFirst();
    }

    private Optional<String> chosenClient() {
        return Optional.ofNullable(client).or(() -> variable("MUSTER_CLIENT_ID"));
    }

    private static URI address(URI given, String variable, String otherwise) {
        return given != null ? given : MusterClient.parse(variable(variable).orElse(otherwise));
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(ENVIRONMENT.get(name)).filter(value -> !value.isBlank());
    }
}
