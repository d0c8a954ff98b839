package org.muster.web.parameters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.muster.web.problem.FieldError.Place;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;

/**
 * What one endpoint takes beside a body, as its arguments say.
 *
 * @param arguments each with its format
 * @param allowed the names of its query parameters
 * @param streams the media type that it streams, if it is one that streams
 */
record EndpointParameters(List<Argument> arguments, Set<String> allowed, Optional<MediaType> streams) {

    private static final Set<MediaType> STREAMS = Set.of(MediaType.APPLICATION_NDJSON, MediaType.TEXT_EVENT_STREAM);

    /**
     * An argument that is read from the request.
     *
     * @param many whether it may be given more than once
     */
    record Argument(Place place, String name, boolean required, boolean many, ParameterFormat<?> format) {

        /** What is wrong with what was given, in words. */
        Optional<String> wrong(Collection<String> values) {
            if (values.isEmpty()) {
                return required ? Optional.of("is missing; it " + format.message()) : Optional.empty();
            }
            if (values.size() > 1 && !many) {
                return Optional.of("is given " + values.size() + " times");
            }
            return values.stream().allMatch(value -> format.parse().apply(value).isPresent())
                    ? Optional.empty()
                    : Optional.of(format.message());
        }
    }

    static EndpointParameters of(HandlerMethod method, ParameterFormats formats) {
        return method.getBean() instanceof DeclaresParameters handler
                ? declared(handler.parameters())
                : ofArguments(method, formats);
    }

    private static EndpointParameters declared(List<DeclaredParameter<?>> parameters) {
        Set<String> allowed = new LinkedHashSet<>();
        parameters.stream()
                .filter(parameter -> parameter.place() == Place.query)
                .forEach(parameter -> allowed.add(parameter.name()));
        return new EndpointParameters(
                parameters.stream()
                        .map(it -> new Argument(it.place(), it.name(), it.required(), false, it.format()))
                        .toList(),
                allowed,
                Optional.empty());
    }

    private static EndpointParameters ofArguments(HandlerMethod method, ParameterFormats formats) {
        List<Argument> arguments = new ArrayList<>();
        Set<String> allowed = new LinkedHashSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            argument(parameter, formats).ifPresent(argument -> {
                arguments.add(argument);
                if (argument.place() == Place.query) {
                    allowed.add(argument.name());
                }
            });
        }
        AllowedParameters more = method.getMethodAnnotation(AllowedParameters.class);
        if (more != null) {
            allowed.addAll(List.of(more.value()));
        }
        RequestMapping mapping = method.getMethodAnnotation(RequestMapping.class);
        Optional<MediaType> streams = mapping == null
                ? Optional.empty()
                : MediaType.parseMediaTypes(List.of(mapping.produces())).stream()
                        .filter(STREAMS::contains)
                        .findFirst();
        return new EndpointParameters(List.copyOf(arguments), allowed, streams);
    }

    private static Optional<Argument> argument(MethodParameter parameter, ParameterFormats formats) {
        RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
        if (query != null) {
            boolean required = query.required() && query.defaultValue().equals(ValueConstants.DEFAULT_NONE);
            return Optional.of(of(Place.query, query.name(), required, parameter, formats));
        }
        RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
        if (header != null) {
            boolean required = header.required() && header.defaultValue().equals(ValueConstants.DEFAULT_NONE);
            return Optional.of(of(Place.header, header.name(), required, parameter, formats));
        }
        PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
        return path == null ? Optional.empty() : Optional.of(of(Place.path, path.name(), true, parameter, formats));
    }

    private static Argument of(
            Place place, String name, boolean required, MethodParameter parameter, ParameterFormats formats) {
        boolean optional = parameter.isOptional();
        MethodParameter inner = parameter.nestedIfOptional();
        Class<?> type = inner.getNestedParameterType();
        boolean many = Collection.class.isAssignableFrom(type);
        Class<?> value = many ? inner.nested().getNestedParameterType() : type;
        return new Argument(
                place,
                name.isEmpty() ? parameter.getParameterName() : name,
                required && !optional,
                many,
                formats.of(ClassUtils.resolvePrimitiveIfNecessary(value)));
    }

    String unknown() {
        return allowed.isEmpty()
                ? "is not a parameter; there are none"
                : "is not a parameter; known are " + String.join(", ", allowed);
    }
}
