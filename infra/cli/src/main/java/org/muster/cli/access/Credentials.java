package org.muster.cli.access;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client proves itself with at the authorization server, by OAuth's client credentials.
 *
 * @param scopes asked for, separated by spaces; empty asks for what the server gives by default
 */
record Credentials(URI tokenUrl, String client, String secret, String scopes) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Keeps the secret out of logs, whatever prints this. */
    @Override
    public String toString() {
        return "Credentials[" + client + "]";
    }

    /**
     * Reads them from a file if one is named, otherwise from the environment.
     *
     * @param file one client or a list, with {@code client_id}, {@code client_secret}, {@code token_url} and {@code scopes}
     * @param client which of the list, or the client of the environment
     * @throws UsageException if the file holds no such client
     * @throws NotPermittedException if there are none
     */
    static Credentials find(
            Optional<Path> file, Optional<String> client, Optional<URI> tokenUrl, Map<String, String> environment) {
        return file.isPresent() ? inFile(file.get(), client, tokenUrl) : inEnvironment(client, tokenUrl, environment);
    }

    private static Credentials inFile(Path file, Optional<String> client, Optional<URI> tokenUrl) {
        if (!Files.isReadable(file)) {
            throw new UsageException("cannot read " + file);
        }
        JsonNode content;
        try {
            content = JSON.readTree(file.toFile());
        } catch (JacksonException e) {
            // Not with what the parser says: it quotes.
            throw new UsageException(file + " is not JSON");
        }
        List<JsonNode> clients = (content.isArray() ? content.valueStream() : Stream.of(content))
                .filter(one -> client.isEmpty()
                        || client.get().equals(one.path("client_id").asString("")))
                .toList();
        if (clients.size() != 1) {
            throw new UsageException(
                    client.isPresent()
                            ? "%s has no client %s".formatted(file, client.get())
                            : "%s has %d clients: name one with --client".formatted(file, clients.size()));
        }
        JsonNode one = clients.getFirst();
        return new Credentials(
                tokenUrl.orElseGet(() -> MusterClient.parse(text(one, "token_url", file))),
                text(one, "client_id", file),
                text(one, "client_secret", file),
                one.path("scopes").isArray()
                        ? String.join(
                                " ",
                                one.path("scopes")
                                        .valueStream()
                                        .map(scope -> scope.asString(""))
                                        .toList())
                        : one.path("scopes").asString(""));
    }

    private static String text(JsonNode client, String name, Path file) {
        if (!client.path(name).isString()) {
            throw new UsageException("%s: a client has no %s".formatted(file, name));
        }
        return client.path(name).stringValue();
    }

    private static Credentials inEnvironment(
            Optional<String> client, Optional<URI> tokenUrl, Map<String, String> environment) {
        Optional<String> id = client.or(() -> Optional.ofNullable(environment.get("MUSTER_CLIENT_ID")));
        Optional<String> secret = Optional.ofNullable(environment.get("MUSTER_CLIENT_SECRET"));
        if (id.isEmpty() || secret.isEmpty()) {
            throw new NotPermittedException(
                    "no credentials: sign in with muster login, set MUSTER_CLIENT_ID and MUSTER_CLIENT_SECRET, or name a"
                            + " file with --credentials; a local run writes data/local/clients.json");
        }
        return new Credentials(
                tokenUrl.or(() -> Optional.ofNullable(environment.get("MUSTER_TOKEN_URL"))
                                .map(MusterClient::parse))
                        .orElseThrow(() -> new NotPermittedException(
                                "no address to get a token from: set MUSTER_TOKEN_URL, or give --token-url")),
                id.get(),
                secret.get(),
                environment.getOrDefault("MUSTER_SCOPES", ""));
    }
}
