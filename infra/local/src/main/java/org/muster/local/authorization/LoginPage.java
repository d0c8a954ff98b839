package org.muster.local.authorization;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** One page with a button for each user. It has no script, and its style is a file, so that the strictest policy fits it. */
@RestController
final class LoginPage {

    private static final String VIEWER = button(DemoUsers.VIEWER, "Continue as demo viewer");
    private static final String ADMINISTRATOR = button(DemoUsers.ADMINISTRATOR, "Continue as demo administrator");

    private final RequestCache asked = new HttpSessionRequestCache();
    private final String page = resource("login.html");
    private final String style = resource("login.css");

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
    String page(@RequestAttribute("_csrf") CsrfToken csrf, HttpServletRequest request, HttpServletResponse response) {
        return page.replace("{csrf-name}", HtmlUtils.htmlEscape(csrf.getParameterName()))
                .replace("{csrf-token}", HtmlUtils.htmlEscape(csrf.getToken()))
                .replace("{buttons}", asksForAdmin(request, response) ? ADMINISTRATOR : VIEWER + ADMINISTRATOR)
                .replaceFirst("<button", "<button autofocus");
    }

    /** Whether the request that led here asks for the administrator's scope: then the viewer's button would fail. */
    private boolean asksForAdmin(HttpServletRequest request, HttpServletResponse response) {
        SavedRequest led = asked.getRequest(request, response);
        String[] scopes = led == null ? null : led.getParameterValues("scope");
        return scopes != null && Arrays.stream(scopes).anyMatch(AdministratorsScope::isIn);
    }

    private static String button(String user, String words) {
        return "<button type=\"submit\" name=\"username\" value=\"%s\">%s</button>\n".formatted(user, words);
    }

    @GetMapping(path = "/login.css", produces = "text/css")
    String style() {
        return style;
    }

    static String resource(String name) {
        try (InputStream in = LoginPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
