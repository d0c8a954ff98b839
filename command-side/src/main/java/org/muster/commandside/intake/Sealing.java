package org.muster.commandside.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.muster.commands.Command;
import org.muster.commands.assignment.EndAssignment;
import org.muster.commands.correction.CorrectRecord;
import org.muster.commands.volunteer.CorrectPersonalData;
import org.muster.commands.volunteer.ErasePersonalData;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.commandside.domain.assignment.endassignment.EndSealedAssignment;
import org.muster.commandside.domain.correction.correctrecord.CorrectSealedRecord;
import org.muster.commandside.domain.volunteer.correctpersonaldata.CorrectSealedPersonalData;
import org.muster.commandside.domain.volunteer.erasepersonaldata.EraseSealedPersonalData;
import org.muster.commandside.domain.volunteer.registervolunteer.RegisterSealedVolunteer;
import org.muster.commandside.vault.SealedReasons;
import org.muster.commandside.vault.Vault;
import org.muster.commandside.vault.Vault.SealedPerson;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SealedReason;
import org.muster.events.assignment.SeparationReason;

/** Makes commands ready for their rules, which see personal data and classified reasons sealed or not at all. */
final class Sealing {

    /** The one field of events that holds a reason of separation. */
    static final String REASON = "reason";

    private final Vault vault;
    private final CommandExecutor executor;

    Sealing(Vault vault, CommandExecutor executor) {
        this.vault = vault;
        this.executor = executor;
    }

    /** With all personal data sealed, by keys that are created together. */
    List<CommandExecutor.Ready> sealed(List<ValidatedCommand> commands) {
        return ready(commands, vault::seal, reasons -> vault.sealedReasons().seal(reasons));
    }

    /** Without personal data, so that no key is made. Rules see whether two persons are one. */
    List<CommandExecutor.Ready> withoutData(List<ValidatedCommand> commands) {
        return ready(
                commands, vault::withoutData, reasons -> vault.sealedReasons().withoutData(reasons));
    }

    private List<CommandExecutor.Ready> ready(
            List<ValidatedCommand> commands,
            Function<List<Vault.Personal>, List<SealedPerson>> sealing,
            Function<List<SealedReasons.Classified>, List<SealedReasons.Sealed>> classifying) {
        List<Vault.Personal> persons = new ArrayList<>();
        List<Optional<SealedReasons.Classified>> classified = new ArrayList<>();
        for (ValidatedCommand command : commands) {
            if (command.command() instanceof RegisterVolunteer register) {
                persons.add(new Vault.Personal(
                        register.volunteer(), register.personalData(), register.nationality(), command.digest()));
            } else if (command.command() instanceof CorrectPersonalData correct) {
                persons.add(new Vault.Personal(
                        correct.volunteer(), correct.personalData(), correct.nationality(), command.digest()));
            }
            classified.add(classified(command));
        }
        Iterator<SealedPerson> sealed = inOrder(persons, sealing);
        Iterator<SealedReasons.Sealed> reasons =
                inOrder(classified.stream().flatMap(Optional::stream).toList(), classifying);
        List<CommandExecutor.Ready> ready = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            Optional<SealedReasons.Sealed> reason = classified.get(i).map(any -> reasons.next());
            ready.add(ready(commands.get(i), sealed, reason));
        }
        return ready;
    }

    /** Nothing is asked of the vault where there is nothing to seal. */
    private static <C, S> Iterator<S> inOrder(List<C> clear, Function<List<C>, List<S>> sealing) {
        return clear.isEmpty()
                ? Collections.emptyIterator()
                : sealing.apply(clear).iterator();
    }

    /** The classified reason that a command brings; none where the event that it corrects is no end of an assignment. */
    private Optional<SealedReasons.Classified> classified(ValidatedCommand command) {
        return switch (command.command()) {
            case EndAssignment end
            when end.reason().classified() ->
                Optional.of(new SealedReasons.Classified(end.assignment(), end.reason(), command.digest()));
            case CorrectRecord correct
            when correct.field().equals(REASON) ->
                correct.after()
                        .flatMap(SeparationReason::named)
                        .filter(SeparationReason::classified)
                        .flatMap(reason -> executor.recorded(correct.event(), correct.position())
                                .filter(AssignmentEnded.class::isInstance)
                                .map(AssignmentEnded.class::cast)
                                .map(ended ->
                                        new SealedReasons.Classified(ended.assignment(), reason, command.digest())));
            default -> Optional.empty();
        };
    }

    private CommandExecutor.Ready ready(
            ValidatedCommand command, Iterator<SealedPerson> sealed, Optional<SealedReasons.Sealed> reason) {
        ValidatedCommand keyed =
                reason.map(one -> command.withDigest(one.digest())).orElse(command);
        Optional<SealedReason> sealedReason = reason.map(SealedReasons.Sealed::reason);
        return switch (command.command()) {
            case RegisterVolunteer register -> {
                SealedPerson person = sealed.next();
                yield new CommandExecutor.Ready(command.withDigest(person.digest()), registration(register, person));
            }
            case CorrectPersonalData correct -> {
                SealedPerson person = sealed.next();
                yield new CommandExecutor.Ready(command.withDigest(person.digest()), correction(correct, person));
            }
            case ErasePersonalData erase ->
                new CommandExecutor.Ready(
                        command,
                        new EraseSealedPersonalData(
                                erase.volunteer(),
                                erase.basis(),
                                erase.erasedOn(),
                                Optional.of(vault.standsFor(command.actor(), erase.volunteer()))));
            case EndAssignment end ->
                new CommandExecutor.Ready(
                        keyed,
                        new EndSealedAssignment(
                                end.assignment(), end.lastDay(), end.reason().disclosed(), sealedReason));
            case CorrectRecord correct -> new CommandExecutor.Ready(keyed, correction(correct, sealedReason));
            case Command other -> new CommandExecutor.Ready(command, (Record) other);
        };
    }

    /** Of a reason, no more than its class: also where the event is none that has one, and the rule refuses it. */
    private static CorrectSealedRecord correction(CorrectRecord correct, Optional<SealedReason> sealed) {
        Optional<String> after = correct.field().equals(REASON)
                ? correct.after().map(word -> SeparationReason.disclosed(word).toString())
                : correct.after();
        return new CorrectSealedRecord(
                correct.event(), correct.position(), correct.field(), after, correct.reason(), sealed);
    }

    private static CorrectSealedPersonalData correction(CorrectPersonalData correct, SealedPerson person) {
        LocalDate born = correct.personalData().birthDate();
        return new CorrectSealedPersonalData(
                correct.volunteer(),
                correct.nationality(),
                born.getYear(),
                bornBefore(born),
                person.data(),
                person.identity(),
                correct.correctedOn());
    }

    /** Coarse on purpose: rules need ages, nobody needs the day. */
    private static LocalDate bornBefore(LocalDate birthDate) {
        return birthDate.withDayOfMonth(1).plusMonths(1);
    }

    private static RegisterSealedVolunteer registration(RegisterVolunteer register, SealedPerson person) {
        return new RegisterSealedVolunteer(
                register.volunteer(),
                register.nationality(),
                register.otherNationalities().orElse(List.of()),
                register.residence(),
                register.gender(),
                register.personalData().birthDate().getYear(),
                bornBefore(register.personalData().birthDate()),
                person.data(),
                person.identity(),
                register.registeredOn(),
                register.notADuplicate());
    }
}
