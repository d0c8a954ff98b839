package org.muster.web.problem;

import java.util.Collection;
import java.util.List;

/** The kinds of problem of one part, as a bean for the {@link ProblemCatalog}. */
public record ProblemVocabulary(Collection<? extends ProblemType> types) {

    public ProblemVocabulary(ProblemType... types) {
        this(List.of(types));
    }
}
