package org.muster.tlog.tool;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of a tool, {@code --name value} each, and at most one word beside them. */
final class ToolOptions {

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private Optional<String> word = Optional.empty();

    /** The arguments are wrong; the message says how. */
    static final class WrongException extends Exception {

        private static final long serialVersionUID = 1L;

        WrongException(String message) {
            super(message);
        }
    }

    static ToolOptions parse(List<String> arguments, Set<String> known) throws WrongException {
        ToolOptions options = new ToolOptions();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String next = rest.next();
            if (!next.startsWith("-")) {
                if (options.word.isPresent()) {
                    throw new WrongException("one folder, not two");
                }
                options.word = Optional.of(next);
            } else if (!known.contains(next)) {
                throw new WrongException("unknown option " + next);
            } else if (!rest.hasNext()) {
                throw new WrongException(next + " has no value");
            } else {
                options.values.computeIfAbsent(next, name -> new ArrayList<>()).add(rest.next());
            }
        }
        return options;
    }

    String word(String name) throws WrongException {
        return word.orElseThrow(() -> new WrongException(name + " is needed"));
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    Optional<String> one(String name) throws WrongException {
        List<String> all = all(name);
        if (all.size() > 1) {
            throw new WrongException(name + " is given twice");
        }
        return all.stream().findFirst();
    }

    String needed(String name) throws WrongException {
        return one(name).orElseThrow(() -> new WrongException(name + " is needed"));
    }
}
