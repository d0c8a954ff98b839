package org.muster.commandside.automation;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/automations}: what automations could not do, and when they try again. */
@RestController
@ConditionalOnBooleanProperty("muster.automation.enabled")
class AutomationController {

    private static final int ITEMS_MAX = 100;

    private final Automations automations;

    AutomationController(Automations automations) {
        this.automations = automations;
    }

    @Operation(summary = "What automations could not do, and when they try again")
    @GetMapping(path = "/admin/automations", produces = MediaType.APPLICATION_JSON_VALUE)
    FailedItems automations() {
        return new FailedItems(
                automations.failedCount(),
                automations.failed(ITEMS_MAX).stream()
                        .map(AutomationController::failed)
                        .toList());
    }

    private static Failed failed(Agenda.FailedItem item) {
        return new Failed(
                item.automation(),
                item.position(),
                item.dueOn(),
                item.failures(),
                item.since(),
                item.retryAt(),
                item.problem());
    }

    /**
     * Everything that failed.
     *
     * @param count how many items wait for their next attempt
     * @param items the first hundred of them, those first that failed first
     */
    record FailedItems(int count, List<Failed> items) {}

    /**
     * What an event makes due, and could not be sent.
     *
     * @param automation which automation
     * @param position of the event that makes it due
     * @param dueOn the day on which it is due
     * @param failures how often it failed in a row
     * @param since the first of these failures
     * @param retryAt when it is tried again
     * @param problem what kind of failure the last one was
     */
    record Failed(
            String automation,
            long position,
            LocalDate dueOn,
            int failures,
            Instant since,
            Instant retryAt,
            String problem) {}
}
