package org.muster.web.problem;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** {@code GET /problems} and {@code /problems/{code}}: where the {@code type} of every problem leads. Open: they hold no data. */
@RestController
class ProblemPages {

    private final ProblemCatalog catalog;

    ProblemPages(ProblemCatalog catalog) {
        this.catalog = catalog;
    }

    /** A kind of problem, for programs. */
    record Kind(String code, int status, String title, String remedy) {

        static Kind of(ProblemType type) {
            return new Kind(type.code(), type.status().value(), type.title(), type.remedy());
        }
    }

    @Operation(summary = "Every kind of problem that this side answers with")
    @GetMapping(path = "/problems", produces = MediaType.APPLICATION_JSON_VALUE)
    List<Kind> all() {
        return catalog.all().stream().map(Kind::of).toList();
    }

    @Operation(summary = "Every kind of problem that this side answers with")
    @GetMapping(path = "/problems", produces = MediaType.TEXT_HTML_VALUE)
    String index() {
        return page(
                "Problems",
                catalog.all().stream()
                        .map(type -> "<li><a href=\"/problems/%1$s\">%1$s</a> %2$s</li>"
                                .formatted(type.code(), HtmlUtils.htmlEscape(type.title())))
                        .collect(Collectors.joining("", "<ul>", "</ul>")));
    }

    @Operation(summary = "A kind of problem, and what to do about it")
    @GetMapping(path = "/problems/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    Kind kind(@PathVariable String code) {
        return Kind.of(known(code));
    }

    @Operation(summary = "A kind of problem, and what to do about it")
    @GetMapping(path = "/problems/{code}", produces = MediaType.TEXT_HTML_VALUE)
    String page(@PathVariable String code) {
        ProblemType type = known(code);
        return page(
                type.code(),
                "<p>%s.</p><p>HTTP status %d.</p><p>%s</p><p><a href=\"/problems\">All problems</a></p>"
                        .formatted(
                                HtmlUtils.htmlEscape(type.title()),
                                type.status().value(),
                                HtmlUtils.htmlEscape(type.remedy())));
    }

    private ProblemType known(String code) {
        return catalog.named(code)
                .orElseThrow(() -> Problem.of(WebProblem.NOT_FOUND).exception());
    }

    private static String page(String title, String content) {
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>%1$s</title><h1>%1$s</h1>%2$s</html>"
                .formatted(title, content);
    }
}
