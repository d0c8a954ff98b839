package org.muster.local.authorization;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A client of the demo authorization server, as {@code data/local/clients.json} lists it.
 *
 * @param id names the role: integrator, importer, dashboard, auditor or admin
 * @param secret random, made at the first start
 * @param scopes the scopes that its tokens may have
 * @param tokenUrl issues its tokens, by the client credentials grant
 */
public record DemoClient(
        @JsonProperty("client_id") String id,
        @JsonProperty("client_secret") String secret,
        @JsonProperty("scopes") List<String> scopes,
        @JsonProperty("token_url") String tokenUrl) {

    public DemoClient {
        scopes = List.copyOf(scopes);
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "DemoClient[" + id + " " + scopes + "]";
    }
}
