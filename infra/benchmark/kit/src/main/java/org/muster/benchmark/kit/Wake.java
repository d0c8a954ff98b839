package org.muster.benchmark.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Brings missions into memory: a command to each, whose answer is waited for and not measured. */
final class Wake {

    private static final int AT_ONCE = 64;

    private Wake() {}

    /** @param firstVolunteer from here on volunteers are named, one per mission */
    static void all(AsyncSubject subject, List<Mission> missions, long firstVolunteer) {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        for (int number = 0; number < missions.size(); number++) {
            Deployment command = new Deployment(
                    Work.commandId(Work.mix(firstVolunteer + number)),
                    missions.get(number).id(),
                    Deployment.volunteerId(firstVolunteer + number));
            answers.add(subject.deploy(command).toCompletableFuture());
            if (answers.size() == AT_ONCE || number == missions.size() - 1) {
                answers.forEach(CompletableFuture::join);
                answers.clear();
            }
        }
    }
}
