package org.muster.commandside.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the HTTP API that HashiCorp documents of Vault's Transit engine, for one derived key: encrypt, decrypt, rewrap, read, rotate,
 * config, trim. Ciphertexts are real: AES-256-GCM under a key derived from version and context.
 */
final class TransitStandIn implements AutoCloseable {

    static final String TOKEN = "hvs.stand-in";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int NONCE_BYTES = 12;

    private final SecureRandom random = new SecureRandom();
    private final List<byte[]> versions = new ArrayList<>();
    private int minDecryption = 1;
    private int minAvailable = 1;
    final List<String> asked = new ArrayList<>();
    private final HttpServer server;

    TransitStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rotate();
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void rotate() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        versions.add(key);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestMethod() + " " + path);
        JsonNode body = exchange.getRequestMethod().equals("GET")
                ? JSON.createObjectNode()
                : JSON.readTree(exchange.getRequestBody());
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
            send(exchange, 403, Map.of("errors", List.of("permission denied")));
            return;
        }
        try {
            Map<String, ?> data = switch (path) {
                case "/v1/transit/encrypt/muster" ->
                    Map.of("ciphertext", encrypt(decoded(body, "plaintext"), decoded(body, "context")));
                case "/v1/transit/decrypt/muster" ->
                    Map.of("plaintext", Base64.getEncoder().encodeToString(decrypt(body)));
                case "/v1/transit/rewrap/muster" ->
                    Map.of("ciphertext", encrypt(decrypt(body), decoded(body, "context")));
                case "/v1/transit/keys/muster" -> Map.of("latest_version", versions.size(), "derived", true);
                case "/v1/transit/keys/muster/rotate" -> {
                    rotate();
                    yield Map.of();
                }
                case "/v1/transit/keys/muster/config" -> {
                    minDecryption = body.path("min_decryption_version").intValue();
                    yield Map.of();
                }
                case "/v1/transit/keys/muster/trim" -> {
                    minAvailable = body.path("min_available_version").intValue();
                    if (minAvailable > minDecryption) {
                        throw new GeneralSecurityException("min_available_version above min_decryption_version");
                    }
                    yield Map.of();
                }
                default -> throw new GeneralSecurityException("no handler for " + path);
            };
            send(exchange, data.isEmpty() ? 204 : 200, Map.of("data", data));
        } catch (GeneralSecurityException e) {
            send(exchange, 400, Map.of("errors", List.of(String.valueOf(e.getMessage()))));
        }
    }

    private static byte[] decoded(JsonNode body, String member) throws GeneralSecurityException {
        String text = body.path(member).asString("");
        if (text.isEmpty()) {
            throw new GeneralSecurityException("missing '" + member + "'");
        }
        return Base64.getDecoder().decode(text);
    }

    private String encrypt(byte[] plaintext, byte[] context) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed =
                cipher(Cipher.ENCRYPT_MODE, versions.size(), context, nonce).doFinal(plaintext);
        byte[] all = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return "vault:v" + versions.size() + ":" + Base64.getEncoder().encodeToString(all);
    }

    private byte[] decrypt(JsonNode body) throws GeneralSecurityException {
        String[] parts = body.path("ciphertext").asString("").split(":");
        int version = Integer.parseInt(parts[1].substring(1));
        if (version < minDecryption || version < minAvailable) {
            throw new GeneralSecurityException("ciphertext or signature version is disallowed by policy (too old)");
        }
        byte[] all = Base64.getDecoder().decode(parts[2]);
        byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, version, decoded(body, "context"), nonce)
                .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, int version, byte[] context, byte[] nonce) throws GeneralSecurityException {
        Mac derivation = Mac.getInstance("HmacSHA256");
        derivation.init(new SecretKeySpec(versions.get(version - 1), "HmacSHA256"));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derivation.doFinal(context), "AES"), new GCMParameterSpec(128, nonce));
        return cipher;
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> answer) throws IOException {
        byte[] bytes = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
        if (status != 204) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
