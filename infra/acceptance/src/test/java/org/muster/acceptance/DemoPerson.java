package org.muster.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person with a browser who lets the command line in, or does not: opens its address, signs in, reads, presses a button. */
final class DemoPerson {

    private static final Pattern FORM = Pattern.compile("(?s)<form [^>]*action=\"([^\"]+)\".*?</form>");
    private static final Pattern FIELD = Pattern.compile("name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .cookieHandler(new CookieManager())
            .build();
    private final String user;

    DemoPerson(String user) {
        this.user = user;
    }

    /** Answers the command line; returns the page that is shown at the end. */
    String answer(String address, String button) {
        HttpResponse<String> login = send(HttpRequest.newBuilder(URI.create(address)));
        HttpResponse<String> code = submit(login, form(login, "value=\"" + user + "\""), "&username=" + user);
        String typed = FIELD.matcher(code.body())
                .results()
                .filter(field -> field.group(1).equals("user_code"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code.body()))
                .group(2);
        HttpResponse<String> consent =
                send(HttpRequest.newBuilder(code.uri().resolve("/oauth2/device_verification?user_code=" + typed)));
        return submit(consent, form(consent, ">" + button + "</button>"), "").body();
    }

    private static String form(HttpResponse<String> page, String holding) {
        return FORM.matcher(page.body())
                .results()
                .map(form -> form.group())
                .filter(form -> form.contains(holding))
                .findFirst()
                .orElseThrow(() -> new AssertionError(holding + " is not in " + page.uri() + " " + page.body()));
    }

    private HttpResponse<String> submit(HttpResponse<String> page, String form, String more) {
        String hidden = form.lines()
                .filter(line -> line.contains("type=\"hidden\""))
                .flatMap(line -> FIELD.matcher(line).results())
                .map(field -> field.group(1) + "=" + URLEncoder.encode(field.group(2), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String action = FORM.matcher(form).results().findFirst().orElseThrow().group(1);
        return send(HttpRequest.newBuilder(page.uri().resolve(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(hidden + more)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.header("Accept", "text/html,*/*;q=0.8").build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
