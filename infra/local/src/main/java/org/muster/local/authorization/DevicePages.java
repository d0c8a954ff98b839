package org.muster.local.authorization;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * Where a person lets the command line in: types its code, sees what it asks for, allows it or not. Whoever sends somebody a link with a
 * code of their own hopes that nobody reads, so the page says what happens and asks each time.
 */
@RestController
final class DevicePages {

    static final String CODE = "/device";
    static final String CONSENT = "/device/consent";

    private static final String ALLOWED = "/device/allowed";
    private static final String NOT_ALLOWED = "/device/denied";
    private static final String ENDPOINT = "/oauth2/device_verification";

    private final String page = LoginPage.resource("device.html");

    static void allowed(HttpServletRequest request, HttpServletResponse response, Authentication person)
            throws IOException {
        response.sendRedirect(ALLOWED);
    }

    static void notAllowed(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        boolean denied = why instanceof OAuth2AuthenticationException failure
                && OAuth2ErrorCodes.ACCESS_DENIED.equals(failure.getError().getErrorCode());
        response.sendRedirect(denied ? NOT_ALLOWED : CODE + "?unknown=true");
    }

    @GetMapping(path = CODE, produces = MediaType.TEXT_HTML_VALUE)
    String code(
            @RequestParam(name = "user_code", defaultValue = "") String code,
            @RequestParam(defaultValue = "false") boolean unknown) {
        return page("""
                <p>%s</p>
                <form method="get" action="%s">
                <label for="code">Code</label>
                <input id="code" name="user_code" value="%s" autocomplete="off" autocapitalize="characters" required>
                <button type="submit">Go on</button>
                </form>
                """.formatted(
                        unknown
                                ? "There is no such code, or it has ended. Ask the command line for another one."
                                : "Type the code that the command line shows.",
                        ENDPOINT,
                        HtmlUtils.htmlEscape(code)));
    }

    @GetMapping(path = CONSENT, produces = MediaType.TEXT_HTML_VALUE)
    String consent(
            @RequestParam("client_id") String client,
            @RequestParam String state,
            @RequestParam("user_code") String code,
            @RequestParam String scope,
            Authentication person) {
        List<String> asked = Arrays.stream(scope.split(" "))
                .filter(one -> !one.isBlank())
                .sorted()
                .toList();
        List<String> theirs = asked.stream()
                .filter(one -> AdministratorsScope.isAdministrator(person) || !AdministratorsScope.isIn(one))
                .toList();
        String request = hidden("client_id", client) + hidden("state", state) + hidden("user_code", code);
        String allow = theirs.isEmpty()
                ? "<p>None of it is yours to give. The demo administrator may.</p>\n"
                : form(
                        request
                                + theirs.stream()
                                        .map(one -> hidden("scope", one))
                                        .collect(Collectors.joining()),
                        "Allow: " + String.join(", ", theirs));
        return page("""
                <p><strong>%s</strong> asks to act as %s, with: %s. Allow it only if you have just started it yourself, and it
                shows the code <strong>%s</strong>.</p>
                %s%s""".formatted(
                        HtmlUtils.htmlEscape(client),
                        HtmlUtils.htmlEscape(person.getName()),
                        HtmlUtils.htmlEscape(String.join(", ", asked)),
                        HtmlUtils.htmlEscape(code),
                        allow,
                        form(request, "Do not allow it")));
    }

    @GetMapping(path = ALLOWED, produces = MediaType.TEXT_HTML_VALUE)
    String letIn() {
        return page("<p>The command line goes on. You can close this page.</p>");
    }

    @GetMapping(path = NOT_ALLOWED, produces = MediaType.TEXT_HTML_VALUE)
    String notLetIn() {
        return page("<p>The command line was not let in. You can close this page.</p>");
    }

    private String page(String content) {
        return page.replace("{content}", content);
    }

    private static String form(String fields, String words) {
        return """
                <form method="post" action="%s">
                %s<button type="submit">%s</button>
                </form>
                """.formatted(ENDPOINT, fields, HtmlUtils.htmlEscape(words));
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n".formatted(name, HtmlUtils.htmlEscape(value));
    }
}
