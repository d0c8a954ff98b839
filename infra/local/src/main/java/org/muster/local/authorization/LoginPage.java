package org.muster.local.authorization;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** One page with one button. It has no script, and its style is a file, so that the strictest policy fits it. */
@RestController
final class LoginPage {

    private final String page = resource("login.html");
    private final String style = resource("login.css");

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
    String page(@RequestAttribute("_csrf") CsrfToken csrf) {
        return page.replace("{csrf-name}", HtmlUtils.htmlEscape(csrf.getParameterName()))
                .replace("{csrf-token}", HtmlUtils.htmlEscape(csrf.getToken()))
                .replace("{viewer}", DemoViewer.NAME);
    }

    @GetMapping(path = "/login.css", produces = "text/css")
    String style() {
        return style;
    }

    private static String resource(String name) {
        try (InputStream in = LoginPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
