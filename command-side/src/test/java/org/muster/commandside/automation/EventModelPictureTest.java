package org.muster.commandside.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commands.Command;
import org.muster.commandside.domain.Domain;

/**
 * The picture of the event model is made of the code: which commands record an event, which read models show it, which automations act
 * on it and with which command. {@code -Dmuster.readme=write} draws it.
 */
class EventModelPictureTest {

    private static final Path PICTURE = Path.of("..", "events", "event-model.svg");

    /** What each read model reads, held by a test of the query side: neither side depends on the other. */
    private static final Path READ_MODELS =
            Path.of("..", "query-side", "src", "test", "resources", "what-read-models-read.txt");

    private static final JavaClasses AUTOMATIONS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.muster.commandside.automation");

    private static final int ROW = 22;
    private static final int WIDTH = 1330;

    private final StringBuilder svg = new StringBuilder();
    private int y = 84;

    @Test
    void the_picture_of_the_event_model_is_the_code_s() throws IOException {
        String drawn = draw();
        if ("write".equals(System.getProperty("muster.readme"))) {
            Files.writeString(PICTURE, drawn);
            return;
        }

        assertThat(Files.readString(PICTURE)).isEqualTo(drawn);
    }

    private String draw() throws IOException {
        Map<String, List<String>> recordedBy = new LinkedHashMap<>();
        CommandCatalog.all()
                .forEach(type -> Domain.deciderClasses().stream()
                        .filter(decider -> decider.getSimpleName().equals(type.name() + "Decider"))
                        .flatMap(decider -> Domain.eventsOf(decider).stream())
                        .forEach(event -> recordedBy
                                .computeIfAbsent(event, name -> new ArrayList<>())
                                .add(type.name())));
        Map<String, List<String>> shownBy = new LinkedHashMap<>();
        for (String line : Files.readAllLines(READ_MODELS)) {
            shownBy.computeIfAbsent(line.substring(line.indexOf(' ') + 1), name -> new ArrayList<>())
                    .add(line.substring(0, line.indexOf(' ')));
        }
        String family = "";
        for (EventType type : EventCatalog.all()) {
            String ofPackage = type.form().getPackageName();
            String now = ofPackage.substring(ofPackage.lastIndexOf('.') + 1);
            if (!now.equals(family)) {
                family = now;
                heading(family);
            }
            String event = type.form().getSimpleName();
            row(
                    recordedBy.getOrDefault(event, List.of()),
                    event + (type.version() == 1 ? "" : " (version " + type.version() + ")"),
                    shownBy.getOrDefault(event, List.of()),
                    automations(type.form()));
        }
        int height = y + 12;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="sans-serif" font-size="12">
                <title>The event model of Muster: commands record events; read models show them, automations act on them</title>
                <rect width="%d" height="%d" fill="#ffffff"/>
                <text x="20" y="30" font-size="17" font-weight="bold">Who causes what</text>
                %s%s%s%s%s</svg>
                """.formatted(
                        WIDTH,
                        height,
                        WIDTH,
                        height,
                        caption(20, "commands record"),
                        caption(330, "events, which are shown by"),
                        caption(640, "read models, and acted on by"),
                        caption(910, "automations, which send commands"),
                        svg);
    }

    private static String caption(int x, String text) {
        return "<text x=\"%d\" y=\"58\" font-weight=\"bold\">%s</text>\n".formatted(x, text);
    }

    private void heading(String family) {
        y += 12;
        svg.append("<text x=\"20\" y=\"%d\" font-size=\"13\" fill=\"#555555\">%s</text>\n".formatted(y, family));
        svg.append("<line x1=\"110\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#cccccc\"/>\n"
                .formatted(y - 4, WIDTH - 20, y - 4));
        y += 8;
    }

    private void row(List<String> commands, String event, List<String> readModels, List<String> automations) {
        int top = y;
        for (int i = 0; i < commands.size(); i++) {
            box(20, top + i * ROW, 250, "#cfe2ff", commands.get(i));
            arrow(270, top + i * ROW + 9, 328, top + 9);
        }
        box(330, top, 270, "#ffe0b2", event);
        int x = 640;
        for (String readModel : readModels) {
            int width = 16 + 7 * readModel.length();
            box(x, top, width, "#d5f0d5", readModel);
            x += width + 6;
        }
        for (int i = 0; i < automations.size(); i++) {
            svg.append("<text x=\"910\" y=\"%d\" fill=\"#5b2a86\">%s</text>\n"
                    .formatted(top + 13 + i * ROW, automations.get(i)));
        }
        y += ROW * Math.max(1, Math.max(commands.size(), automations.size()));
    }

    private void box(int x, int top, int width, String colour, String text) {
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"18\" rx=\"3\" fill=\"%s\"/>\n"
                .formatted(x, top, width, colour));
        svg.append("<text x=\"%d\" y=\"%d\">%s</text>\n".formatted(x + 8, top + 13, text));
    }

    private void arrow(int fromX, int fromY, int toX, int toY) {
        svg.append("<path d=\"M%d %d L%d %d M%d %d l-6 -3 m6 3 l-6 3\" stroke=\"#888888\" fill=\"none\"/>\n"
                .formatted(fromX, fromY, toX, toY, toX, toY));
    }

    /** Each automation with what it sends, for instance {@code offer-expiry: ExpireOffer}. */
    private static List<String> automations(Class<?> event) {
        return Automations.all(new AutomationSettings(true, true, Duration.ofSeconds(1))).stream()
                .filter(automation -> automation.causes().contains(event))
                .map(automation -> automation.name() + ": " + sent(automation))
                .toList();
    }

    private static String sent(Automation automation) {
        return AUTOMATIONS.get(automation.getClass()).getConstructorCallsFromSelf().stream()
                .map(call -> call.getTargetOwner())
                .filter(type -> type.isAssignableTo(Command.class))
                .map(JavaClass::getSimpleName)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
