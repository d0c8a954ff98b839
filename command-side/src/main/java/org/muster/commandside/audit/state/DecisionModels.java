package org.muster.commandside.audit.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.muster.commandside.domain.decision.DecisionModel;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** All decision models, by their names: every static field of the domain that holds one. There is no list to keep. */
final class DecisionModels {

    private static final String CLASSES = "classpath*:org/muster/commandside/domain/**/*.class";

    private final Map<String, DecisionModel<?>> byName = new TreeMap<>();

    DecisionModels() {
        try {
            PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
            MetadataReaderFactory classes = new CachingMetadataReaderFactory(resolver);
            for (Resource resource : resolver.getResources(CLASSES)) {
                String name =
                        classes.getMetadataReader(resource).getClassMetadata().getClassName();
                if (!name.endsWith("package-info")) {
                    addAll(Class.forName(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a class of the domain cannot be read", e);
        }
    }

    private void addAll(Class<?> type) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == DecisionModel.class) {
                field.setAccessible(true);
                DecisionModel<?> model = (DecisionModel<?>) field.get(null);
                byName.put(model.name(), model);
            }
        }
    }

    Optional<DecisionModel<?>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Map<String, DecisionModel<?>> all() {
        return byName;
    }
}
