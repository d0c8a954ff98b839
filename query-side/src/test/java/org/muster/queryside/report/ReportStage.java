package org.muster.queryside.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.muster.events.DomainEvent;
import org.muster.queryside.readmodel.ReadModels;
import org.muster.readmodels.AsKnownAt;
import org.muster.readmodels.Fold;
import org.muster.readmodels.ReadModel;
import org.muster.readmodels.ReadModelStage;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** All read models in one database, and every report on them: given these events, then this answer. */
public final class ReportStage implements AutoCloseable {

    /** Today, for every report. */
    public static final LocalDate TODAY = LocalDate.of(2013, 6, 15);

    private final ReadModelStage stage;
    private final JdbcClient readModels;

    public ReportStage() {
        this.stage = new ReadModelStage(
                new ReadModel(
                        "all",
                        1,
                        ReadModels.ALL.stream()
                                .<Fold<?, ?>>flatMap(readModel -> readModel.folds().stream())
                                .toList(),
                        ReadModels.ALL.stream().map(ReadModel::indexesSql).collect(Collectors.joining())),
                event -> ((DomainEvent) event).subject().toString());
        this.readModels = JdbcClient.create(new SingleConnectionDataSource(stage.connection(), true));
    }

    /** Every report that the query side has, by name. */
    public static List<Report> reports() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(Report.class));
        return scanner.findCandidateComponents("org.muster.queryside.report").stream()
                .map(BeanDefinition::getBeanClassName)
                .map(ReportStage::report)
                .sorted(Comparator.comparing(report -> report.description().name()))
                .toList();
    }

    private static Report report(String type) {
        try {
            return (Report) Class.forName(type).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type, e);
        }
    }

    public ReadModelStage stage() {
        return stage;
    }

    public ReportStage given(Object... events) {
        stage.given(events);
        return this;
    }

    /** What a report answers now. */
    public Answer ask(Report report, Map<String, Object> given) {
        return ask(report, given, AsKnownAt.NOW);
    }

    /** What it answers as known at a position. */
    public Answer ask(Report report, Map<String, Object> given, long asKnown) {
        return report.read(question(given, asKnown));
    }

    /** A question as known at a position. */
    public Question question(Map<String, Object> given, long asKnown) {
        return new Question(readModels, new Stamp(Instant.EPOCH, asKnown, asKnown), TODAY, new HashMap<>(given));
    }

    /** The rows of an answer as maps, without what is null. */
    public static List<Map<String, Object>> maps(Answer answer) {
        return answer.rows().stream()
                .map(row -> {
                    Map<String, Object> map = Question.member(answer.columns(), row);
                    map.values().removeIf(Objects::isNull);
                    return map;
                })
                .toList();
    }

    @Override
    public void close() {
        stage.close();
    }
}
