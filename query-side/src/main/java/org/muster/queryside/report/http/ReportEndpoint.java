package org.muster.queryside.report.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.muster.queryside.report.KnownAt;
import org.muster.queryside.report.Parameters;
import org.muster.queryside.report.Report;
import org.muster.queryside.report.ReportDescription;
import org.muster.queryside.report.render.Form;
import org.muster.queryside.report.render.Rendered;
import org.muster.web.parameters.DeclaredParameter;
import org.muster.web.parameters.DeclaresParameters;
import org.muster.web.problem.FieldError.Place;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerMapping;

/**
 * One report over HTTP. Its parameters are those of its description, checked before it is called.
 *
 * <p>The tag of an answer is its position, with what else it depends on: the day, the form, the tables that rows were read from. A caller that has the
 * answer at this position already is answered 304, and nothing is read. An answer with classified reasons has no tag.
 */
public final class ReportEndpoint implements DeclaresParameters {

    private final Report report;
    private final ReportReader reader;
    private final ClassifiedReasons reasons;
    private final List<DeclaredParameter<?>> parameters;

    ReportEndpoint(Report report, ReportReader reader, ClassifiedReasons reasons) {
        this.report = report;
        this.reader = reader;
        this.reasons = reasons;
        this.parameters = parametersOf(report.description());
    }

    /** All parameters of a report: its own, and those that every report takes. */
    static List<DeclaredParameter<?>> parametersOf(ReportDescription report) {
        return Stream.concat(
                        report.parameters().stream(),
                        Stream.<DeclaredParameter<?>>of(Parameters.KNOWN_AT, Parameters.FORMAT, Parameters.POSITION))
                .toList();
    }

    @Override
    public List<DeclaredParameter<?>> parameters() {
        return parameters;
    }

    /** Answers a request. */
    public void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException, HttpMediaTypeNotAcceptableException {
        Map<String, Object> given = given(parameters, request);
        Form form = form(request, given);
        KnownAt knownAt = given.get(Parameters.KNOWN_AT.name()) instanceof KnownAt asked ? asked : KnownAt.NOW;
        Optional<Long> wanted = Optional.ofNullable((Long) given.get(Parameters.POSITION.name()));
        given.keySet()
                .removeAll(List.of(Parameters.KNOWN_AT.name(), Parameters.FORMAT.name(), Parameters.POSITION.name()));

        Optional<ReadAnswer> answer = reader.read(report, given, knownAt, wanted, (stamp, today, tables) -> {
            response.setHeader(Parameters.POSITION.name(), Long.toString(stamp.position()));
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
            response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            String tag = "W/\"" + stamp.position() + "-"
                    + hash(report.description().name(), form, given, today, tables) + "\"";
            // The tag of an earlier look would stay.
            response.setHeader(HttpHeaders.ETAG, null);
            return !new ServletWebRequest(request, response).checkNotModified(tag);
        });
        if (answer.isEmpty()) {
            return;
        }
        Rendered rendered = answer.get().rendered();
        if (reasons.isClosed(rendered)) {
            // Each look is recorded, and another reader or hour may be told another thing: so it is kept nowhere.
            response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
            response.setHeader(HttpHeaders.ETAG, null);
            send(request, response, form, new ReadAnswer(reasons.opened(rendered), false));
        } else {
            send(request, response, form, answer.get());
        }
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Form form, ReadAnswer answer)
            throws IOException {
        Rendered rendered = answer.rendered();
        response.setContentType(form.contentType());
        form.fileName(rendered)
                .ifPresent(name ->
                        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\""));
        if (rendered.answer().more()) {
            response.setHeader(HttpHeaders.LINK, "<" + nextPage(request, rendered) + ">; rel=\"next\"");
        }
        answer.write(form, response.getOutputStream());
    }

    /** The next page as known at the position of this one: so that nothing is missed or seen twice in between. */
    private static String nextPage(HttpServletRequest request, Rendered rendered) {
        StringBuilder link = new StringBuilder(rendered.report().path())
                .append("?knownAt=")
                .append(rendered.stamp().position());
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("knownAt") && !name.equals("page")) {
                link.append('&')
                        .append(name)
                        .append('=')
                        .append(java.net.URLEncoder.encode(values[0], StandardCharsets.UTF_8));
            }
        });
        long page = rendered.asked().get("page") instanceof Long number ? number : 1;
        return link.append("&page=").append(page + 1).toString();
    }

    /** The values of the parameters, by name; they were checked before. */
    static Map<String, Object> given(List<DeclaredParameter<?>> parameters, HttpServletRequest request) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (DeclaredParameter<?> parameter : parameters) {
            String text = text(request, parameter.place(), parameter.name());
            if (text != null) {
                given.put(
                        parameter.name(), parameter.format().parse().apply(text).orElseThrow());
            }
        }
        return given;
    }

    private static String text(HttpServletRequest request, Place place, String name) {
        return switch (place) {
            case query -> request.getParameter(name);
            case header -> request.getHeader(name);
            case path ->
                ((Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE))
                        .get(name)
                        .toString();
            case body -> throw new IllegalStateException("Reports have no bodies");
        };
    }

    private static Form form(HttpServletRequest request, Map<String, Object> given)
            throws HttpMediaTypeNotAcceptableException {
        if (given.get(Parameters.FORMAT.name()) instanceof String format) {
            return Form.named(format);
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || accept.isBlank()) {
            return Form.JSON;
        }
        try {
            List<MediaType> accepted = MediaType.parseMediaTypes(accept);
            MimeTypeUtils.sortBySpecificity(accepted);
            accepted.sort(java.util.Comparator.comparingDouble(MediaType::getQualityValue)
                    .reversed());
            for (MediaType type : accepted) {
                for (Form form : Form.BY_ACCEPT) {
                    if (type.getQualityValue() > 0 && type.includes(form.mediaType())) {
                        return form;
                    }
                }
            }
        } catch (InvalidMediaTypeException noMediaType) {
            throw new HttpMediaTypeNotAcceptableException("Accept cannot be understood");
        }
        throw new HttpMediaTypeNotAcceptableException(
                Form.BY_ACCEPT.stream().map(Form::mediaType).toList());
    }

    private static String hash(String report, Form form, Map<String, Object> given, LocalDate today, String tables) {
        CRC32 hash = new CRC32();
        hash.update((report + "|" + form + "|" + given + "|" + today + "|" + tables).getBytes(StandardCharsets.UTF_8));
        return Long.toString(hash.getValue(), Character.MAX_RADIX);
    }
}
