package org.muster.web.parameters;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.web.problem.FieldError;
import org.muster.web.problem.FieldError.Place;
import org.muster.web.problem.Problem;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Lets a request reach its endpoint only if each of its parameters is known there, given as often as it may be, and of the
 * form of its type: a report that ignores a mistyped filter answers a question that nobody asked. All that is wrong is named
 * at once. An endpoint needs nothing for it but its arguments, so a new one is strict before anybody thinks of it.
 */
final class StrictParameters implements HandlerInterceptor {

    private static final String OURS = "org.muster.";

    private final ParameterFormats formats;
    private final Map<HandlerMethod, EndpointParameters> endpoints = new ConcurrentHashMap<>();

    StrictParameters(ParameterFormats formats) {
        this.formats = formats;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // The error page answers for a request that was refused already, whatever its parameters.
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)) {
            EndpointParameters endpoint =
                    endpoints.computeIfAbsent(method, known -> EndpointParameters.of(known, formats));
            check(endpoint, request);
            if (request.getMethod().equals("HEAD") && endpoint.streams().isPresent()) {
                return headersOnly(endpoint.streams().get(), response);
            }
        }
        return true;
    }

    /** A stream is not opened for somebody who wants its headers only. */
    private static boolean headersOnly(MediaType type, HttpServletResponse response) {
        response.setContentType(type.toString());
        return false;
    }

    private static void check(EndpointParameters endpoint, HttpServletRequest request) {
        List<FieldError> errors = new ArrayList<>();
        for (String name : request.getParameterMap().keySet()) {
            if (!endpoint.allowed().contains(name)) {
                errors.add(FieldError.query(name, endpoint.unknown()));
            }
        }
        for (EndpointParameters.Argument argument : endpoint.arguments()) {
            argument.wrong(values(argument, request))
                    .ifPresent(message -> errors.add(new FieldError(argument.place(), argument.name(), message)));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).exception();
        }
    }

    private static Collection<String> values(EndpointParameters.Argument argument, HttpServletRequest request) {
        if (argument.place() == Place.path) {
            return Optional.ofNullable(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE))
                    .map(variables -> ((Map<?, ?>) variables).get(argument.name()))
                    .map(value -> List.of(value.toString()))
                    .orElse(List.of());
        }
        if (argument.place() == Place.header) {
            return Collections.list(request.getHeaders(argument.name()));
        }
        String[] values = request.getParameterValues(argument.name());
        return values == null ? List.of() : List.of(values);
    }
}
