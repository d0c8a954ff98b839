package org.muster.readmodels;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A read model: the tables that follow from events, and how.
 *
 * @param name of its checkpoint, consumer group, schemas and address: never changed once it runs
 * @param version raised whenever the tables or what a fold makes of events change: tables of a lower one are rebuilt at the start
 * @param folds one per table
 * @param indexesSql creates further indexes for what reports ask; may be empty
 */
public record ReadModel(String name, int version, List<Fold<?, ?>> folds, String indexesSql) {

    /** @throws IllegalArgumentException if two tables have one name */
    public ReadModel {
        folds = List.copyOf(folds);
        if (folds.stream().map(fold -> fold.mapping().table()).distinct().count() < folds.size()) {
            throw new IllegalArgumentException("Two tables of " + name + " have one name");
        }
    }

    /** The types of events that touch any of its rows. */
    public Set<Class<?>> handles() {
        return folds.stream().flatMap(fold -> fold.handles().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** SQL that creates the tables in the current schema. */
    public String tablesSql() {
        return tables().stream().map(TableSql::create).collect(Collectors.joining());
    }

    /** SQL that creates all other indexes in the current schema. */
    public String allIndexesSql() {
        return tables().stream().map(TableSql::indexes).collect(Collectors.joining()) + indexesSql;
    }

    List<TableSql> tables() {
        return folds.stream().map(fold -> TableSql.of(fold.mapping())).toList();
    }
}
