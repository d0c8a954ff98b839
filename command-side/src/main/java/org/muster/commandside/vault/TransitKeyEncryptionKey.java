package org.muster.commandside.vault;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key encryption key that never leaves a HashiCorp Vault, or whatever speaks its Transit API. The key there must be derived
 * ({@code derived=true}): whose key is wrapped is the context of the derivation, so that wrapped keys cannot be swapped.
 */
final class TransitKeyEncryptionKey implements KeyEncryptionKey {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RestClient transit;
    private final PrivateFile token;
    private final String key;

    TransitKeyEncryptionKey(TransitSettings settings) {
        JdkClientHttpRequestFactory http = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        http.setReadTimeout(READ_TIMEOUT);
        this.transit = RestClient.builder()
                .requestFactory(http)
                .baseUrl(settings.address() + "/v1/" + settings.mount())
                .build();
        this.token = new PrivateFile("muster.vault.transit.token-file", settings.tokenFile());
        this.key = settings.key();
    }

    @Override
    public byte[] encrypt(byte[] secret, byte[] binding) throws GeneralSecurityException {
        return wrapped(asked("/encrypt/{key}", Map.of("plaintext", base64(secret), "context", base64(binding))));
    }

    @Override
    public byte[] decrypt(byte[] wrapped, byte[] binding) throws GeneralSecurityException {
        JsonNode data = asked("/decrypt/{key}", Map.of("ciphertext", text(wrapped), "context", base64(binding)));
        return Base64.getDecoder().decode(data.path("plaintext").asString());
    }

    /** The key in clear does not leave Vault for it. */
    @Override
    public byte[] rewrap(byte[] wrapped, byte[] binding) throws GeneralSecurityException {
        return wrapped(asked("/rewrap/{key}", Map.of("ciphertext", text(wrapped), "context", base64(binding))));
    }

    @Override
    public void rotate() {
        administered("/keys/{key}/rotate", Map.of());
    }

    @Override
    public void retire() {
        int latest = latestVersion();
        administered("/keys/{key}/config", Map.of("min_decryption_version", latest, "min_encryption_version", latest));
        administered("/keys/{key}/trim", Map.of("min_available_version", latest));
    }

    private int latestVersion() {
        try {
            String answer = transit.get()
                    .uri("/keys/{key}", key)
                    .header("X-Vault-Token", token())
                    .retrieve()
                    .body(String.class);
            return JSON.readTree(answer).path("data").path("latest_version").intValue();
        } catch (RestClientException e) {
            throw new VaultUnavailableException(e);
        }
    }

    private void administered(String path, Map<String, ?> body) {
        try {
            asked(path, body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Transit refused " + path, e);
        }
    }

    /** The causes of failures are left out on purpose where they could quote what was sent. */
    private JsonNode asked(String path, Map<String, ?> body) throws GeneralSecurityException {
        try {
            String answer = transit.post()
                    .uri(path, key)
                    .header("X-Vault-Token", token())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(JSON.writeValueAsString(body))
                    .retrieve()
                    .body(String.class);
            return answer == null || answer.isBlank()
                    ? JSON.createObjectNode()
                    : JSON.readTree(answer).path("data");
        } catch (HttpClientErrorException.BadRequest e) {
            throw new GeneralSecurityException("Transit refused " + path.replace("{key}", key));
        } catch (RestClientException e) {
            throw new VaultUnavailableException(e);
        }
    }

    private static byte[] wrapped(JsonNode data) throws GeneralSecurityException {
        String ciphertext = data.path("ciphertext").asString("");
        if (!ciphertext.startsWith("vault:v")) {
            throw new GeneralSecurityException("Transit answered without a ciphertext");
        }
        return ciphertext.getBytes(StandardCharsets.US_ASCII);
    }

    /** Read for each request: whoever renews the token writes the file anew. */
    private String token() {
        return text(token.read()).strip();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
