package org.muster.local.authorization;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The demo clients: one for each role, their secrets made once and kept in a file that only the owner can read. */
final class DemoClients {

    private static final int SECRET_BYTES = 32;

    private static final Map<String, List<String>> SCOPES_BY_ROLE = new LinkedHashMap<>();

    static {
        SCOPES_BY_ROLE.put("integrator", List.of("commands"));
        SCOPES_BY_ROLE.put("importer", List.of("commands", "import"));
        SCOPES_BY_ROLE.put("dashboard", List.of("reports"));
        SCOPES_BY_ROLE.put("auditor", List.of("audit", "reports"));
        SCOPES_BY_ROLE.put("admin", List.of("admin", "commands", "reports", "roster"));
    }

    private DemoClients() {}

    /** Reads the clients from the file. Missing clients are added, and the address of the server is updated. */
    static List<DemoClient> in(Path file, String tokenUrl) {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        PrivateFile clients = new PrivateFile(file);
        Map<String, String> secrets = new HashMap<>();
        List<DemoClient> known = clients.read()
                .map(content -> json.readValue(content, new TypeReference<List<DemoClient>>() {}))
                .orElse(List.of());
        known.forEach(client -> secrets.put(client.id(), client.secret()));
        SecureRandom random = new SecureRandom();
        List<DemoClient> all = SCOPES_BY_ROLE.entrySet().stream()
                .map(role -> new DemoClient(
                        role.getKey(),
                        secrets.computeIfAbsent(role.getKey(), id -> secret(random)),
                        role.getValue(),
                        tokenUrl))
                .toList();
        if (!all.equals(known)) {
            clients.write(json.writeValueAsString(all) + "\n");
        }
        return all;
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
