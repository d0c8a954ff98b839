package org.muster.web.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes records as they are sent: a member is always there unless it is left out where it has no value, and null only
 * where its component is {@link Nullable}. A nested record is named after the one around it, so that no two share a name.
 */
final class RecordSchemas extends ModelResolver {

    private static final String OURS = "org.muster.";

    RecordSchemas() {
        super(Json31.mapper(), new NestedNames());
        openapi31(true);
    }

    @Override
    public Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        Schema<?> resolved = super.resolve(type, context, next);
        Class<?> form = classOf(type.getType());
        if (form != null && form.isRecord() && form.getName().startsWith(OURS)) {
            Schema<?> described = resolved != null && resolved.get$ref() != null
                    ? context.getDefinedModels()
                            .get(resolved.get$ref().substring(resolved.get$ref().lastIndexOf('/') + 1))
                    : resolved;
            if (described != null && described.getProperties() != null) {
                describe(form, described);
            }
        }
        return resolved;
    }

    private static Class<?> classOf(Type type) {
        return type instanceof Class<?> form
                ? form
                : type instanceof com.fasterxml.jackson.databind.JavaType java ? java.getRawClass() : null;
    }

    private static void describe(Class<?> form, Schema<?> schema) {
        List<String> required = new ArrayList<>();
        for (RecordComponent component : form.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = renamed == null ? component.getName() : renamed.value();
            Schema<?> member = schema.getProperties().get(name);
            if (member == null) {
                continue;
            }
            if (!isLeftOut(form.getAnnotation(JsonInclude.class))
                    && !isLeftOut(component.getAccessor().getAnnotation(JsonInclude.class))) {
                required.add(name);
                if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    schema.getProperties().put(name, orNull(member));
                }
            }
        }
        schema.setRequired(required);
    }

    private static boolean isLeftOut(JsonInclude include) {
        return include != null && include.value() != JsonInclude.Include.ALWAYS;
    }

    private static Schema<?> orNull(Schema<?> member) {
        if (member.get$ref() != null) {
            Schema<Object> either = new Schema<>();
            either.setAnyOf(List.of(member, new Schema<>().typesItem("null")));
            return either;
        }
        Set<String> types = new LinkedHashSet<>(member.getTypes() == null ? Set.of() : member.getTypes());
        types.add("null");
        member.setTypes(types);
        return member;
    }

    private static final class NestedNames extends TypeNameResolver {

        @Override
        protected String getNameOfClass(Class<?> form) {
            Class<?> around = form.getEnclosingClass();
            return around == null || !form.getName().startsWith(OURS)
                    ? super.getNameOfClass(form)
                    : getNameOfClass(around).replaceFirst("Controller$", "") + form.getSimpleName();
        }
    }
}
