package org.muster.commandside.modelcheck;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.muster.commandside.domain.decision.DecisionModel;

/**
 * A fault that is built in, so that a check is seen to fail: in some deciders a model's state is read wrong, or is not made a
 * condition of the append.
 *
 * @param commands the commands whose deciders have it; empty for all
 * @param forgotten the models whose reads do not guard the append
 * @param misread what is made of a model's state
 */
record Flaw(
        Set<Class<?>> commands, Set<DecisionModel<?>> forgotten, Map<DecisionModel<?>, UnaryOperator<Object>> misread) {

    static final Flaw NONE = new Flaw(Set.of(), Set.of(), Map.of());

    static Flaw forgetting(DecisionModel<?>... models) {
        return new Flaw(Set.of(), Set.of(models), Map.of());
    }

    @SuppressWarnings("unchecked") // a state under a model is one of that model
    static <S> Flaw misreading(DecisionModel<S> model, UnaryOperator<S> wrong, Class<?>... commands) {
        return new Flaw(Set.of(commands), Set.of(), Map.of(model, state -> wrong.apply((S) state)));
    }

    private boolean isIn(Record command) {
        return commands.isEmpty() || commands.contains(command.getClass());
    }

    boolean forgets(Record command, DecisionModel<?> model) {
        return isIn(command) && forgotten.contains(model);
    }

    @SuppressWarnings("unchecked") // what is made of a state is a state of the same model
    <S> S read(Record command, DecisionModel<S> model, S state) {
        return isIn(command) && misread.containsKey(model)
                ? (S) misread.get(model).apply(state)
                : state;
    }
}
