package org.muster.web.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every kind of problem that a side answers with, by code. */
public final class ProblemCatalog {

    private final Map<String, ProblemType> byCode = new TreeMap<>();

    /**
     * @param vocabularies of the parts; those of {@link WebProblem} are always in
     * @throws IllegalStateException if two kinds share a code
     */
    public ProblemCatalog(Collection<? extends Collection<? extends ProblemType>> vocabularies) {
        List<ProblemType> all = new ArrayList<>(List.of(WebProblem.values()));
        vocabularies.forEach(all::addAll);
        for (ProblemType type : all) {
            if (byCode.put(type.code(), type) != null) {
                throw new IllegalStateException("Two kinds of problem have the code " + type.code());
            }
        }
    }

    public Collection<ProblemType> all() {
        return List.copyOf(byCode.values());
    }

    public Optional<ProblemType> named(String code) {
        return Optional.ofNullable(byCode.get(code));
    }
}
