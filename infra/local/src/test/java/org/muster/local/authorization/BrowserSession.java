package org.muster.local.authorization;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser on the page: keeps cookies, follows no redirect by itself, and proves its codes. */
final class BrowserSession {

    static final String PAGE = "http://localhost:8081/";
    static final String VERIFIER = "a-verifier-of-at-least-43-characters-that-a-page-makes-up";

    private final String issuer;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    BrowserSession(String issuer) {
        this.issuer = issuer;
    }

    HttpClient http() {
        return http;
    }

    void signIn(String user) throws Exception {
        click(user, get(location(get(authorize(Map.of())))));
    }

    HttpResponse<String> click(String user, HttpResponse<String> login) throws Exception {
        Map<String, String> fields = new HashMap<>(hiddenFields(login.body()));
        fields.put("username", user);
        return post(issuer + "/login", fields);
    }

    HttpResponse<String> exchange(String code, String verifier) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(issuer + "/oauth2/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", "http://localhost:8081")
                        .POST(BodyPublishers.ofString(form(Map.of(
                                "grant_type", "authorization_code",
                                "client_id", "dashboard-page",
                                "redirect_uri", PAGE,
                                "code", code,
                                "code_verifier", verifier))))
                        .build(),
                BodyHandlers.ofString());
    }

    String authorize(Map<String, String> changed) throws Exception {
        String challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        Map<String, String> parameters = new HashMap<>(Map.of(
                "response_type", "code",
                "client_id", "dashboard-page",
                "redirect_uri", PAGE,
                "scope", "openid reports",
                "state", "xyz",
                "code_challenge", challenge,
                "code_challenge_method", "S256"));
        parameters.putAll(changed);
        parameters.values().removeIf(String::isEmpty);
        return issuer + "/oauth2/authorize?" + form(parameters);
    }

    HttpResponse<String> get(String url) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Accept", "text/html,*/*;q=0.8")
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> post(String url, Map<String, String> fields) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(fields)))
                        .build(),
                BodyHandlers.ofString());
    }

    String location(HttpResponse<String> answer) {
        String location = answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
        return URI.create(issuer).resolve(location).toString();
    }

    static Map<String, String> hiddenFields(String page) {
        Matcher fields = Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\">")
                .matcher(page);
        return fields.results().collect(Collectors.toMap(field -> field.group(1), field -> field.group(2)));
    }

    static Map<String, String> query(String url) {
        return Pattern.compile("[?&]([^=]+)=([^&]+)")
                .matcher(url)
                .results()
                .collect(Collectors.toMap(pair -> pair.group(1), pair -> pair.group(2)));
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
