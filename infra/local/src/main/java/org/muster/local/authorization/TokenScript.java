package org.muster.local.authorization;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A shell script that prints a fresh access token of a demo client, so that examples need nothing but curl. */
final class TokenScript {

    private static final String SCRIPT = """
            #!/bin/sh
            # Prints a fresh access token of a demo client. Written at every start; holds secrets.
            set -eu
            case "${1:-}" in
            %s
              *) echo "usage: $0 %s" >&2; exit 2 ;;
            esac
            printf 'user = "%%s:%%s"\\n' "$1" "$secret" |
              curl -sSf --config - --data grant_type=client_credentials --data-urlencode "scope=$scopes" %s |
              sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p'
            """;

    private TokenScript() {}

    static void write(Path file, List<DemoClient> clients, String tokenUrl) {
        String cases = clients.stream()
                .map(client -> "  %s) secret='%s'; scopes='%s' ;;"
                        .formatted(client.id(), client.secret(), String.join(" ", client.scopes())))
                .collect(Collectors.joining("\n"));
        String names = clients.stream().map(DemoClient::id).collect(Collectors.joining("|"));
        PrivateFile.executable(file).write(SCRIPT.formatted(cases, names, tokenUrl));
    }
}
