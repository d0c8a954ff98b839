package org.muster.commandside.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.muster.commands.Command;
import org.muster.commands.volunteer.CorrectPersonalData;
import org.muster.commands.volunteer.ErasePersonalData;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.commandside.domain.volunteer.correctpersonaldata.CorrectSealedPersonalData;
import org.muster.commandside.domain.volunteer.erasepersonaldata.EraseSealedPersonalData;
import org.muster.commandside.domain.volunteer.registervolunteer.RegisterSealedVolunteer;
import org.muster.commandside.vault.Vault;
import org.muster.commandside.vault.Vault.SealedPerson;

/** Makes commands ready for their rules, which see personal data sealed or not at all. */
final class Sealing {

    private final Vault vault;

    Sealing(Vault vault) {
        this.vault = vault;
    }

    /** With all personal data sealed, by keys that are created together. */
    List<CommandExecutor.Ready> sealed(List<ValidatedCommand> commands) {
        return ready(commands, vault::seal);
    }

    /** Without personal data, so that no key is made. Rules see whether two persons are one. */
    List<CommandExecutor.Ready> withoutData(List<ValidatedCommand> commands) {
        return ready(commands, vault::withoutData);
    }

    private List<CommandExecutor.Ready> ready(
            List<ValidatedCommand> commands, Function<List<Vault.Personal>, List<SealedPerson>> sealing) {
        List<Vault.Personal> persons = new ArrayList<>();
        for (ValidatedCommand command : commands) {
            if (command.command() instanceof RegisterVolunteer register) {
                persons.add(new Vault.Personal(
                        register.volunteer(), register.personalData(), register.nationality(), command.digest()));
            } else if (command.command() instanceof CorrectPersonalData correct) {
                persons.add(new Vault.Personal(
                        correct.volunteer(), correct.personalData(), correct.nationality(), command.digest()));
            }
        }
        Iterator<SealedPerson> sealed = persons.isEmpty()
                ? Collections.emptyIterator()
                : sealing.apply(persons).iterator();
        return commands.stream().map(command -> ready(command, sealed)).toList();
    }

    private CommandExecutor.Ready ready(ValidatedCommand command, Iterator<SealedPerson> sealed) {
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
            case Command other -> new CommandExecutor.Ready(command, (Record) other);
        };
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
