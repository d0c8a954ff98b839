package org.muster.web.parameters;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.format.FormatterRegistry;

/** The formats of all types that endpoints take from queries, paths and headers. */
public final class ParameterFormats {

    private final Map<Class<?>, ParameterFormat<?>> byType = new HashMap<>();

    /** @param more of a side's own, beside {@link StandardFormats} */
    ParameterFormats(Collection<ParameterFormat<?>> more) {
        StandardFormats.all().forEach(format -> byType.put(format.type(), format));
        more.forEach(format -> byType.put(format.type(), format));
        byType.values().stream()
                .filter(format -> !List.of(String.class, Long.class, Integer.class, Boolean.class)
                        .contains(format.type()))
                .forEach(format -> SpringDocUtils.getConfig().replaceWithSchema(format.type(), format.schema()));
    }

    ParameterFormat<?> of(Class<?> type) {
        ParameterFormat<?> format = byType.get(type);
        if (format == null) {
            throw new IllegalStateException("An endpoint takes a " + type + ", which has no ParameterFormat");
        }
        return format;
    }

    /** Has Spring read values the same way. */
    void registerWith(FormatterRegistry registry) {
        byType.values().forEach(format -> register(format, registry));
    }

    private static <T> void register(ParameterFormat<T> format, FormatterRegistry registry) {
        if (format.type() != String.class) {
            registry.addConverter(String.class, format.type(), format::read);
        }
    }
}
