package org.muster.commandside.intake;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.commandside.domain.volunteer.registervolunteer.RegisterSealedVolunteer;
import org.muster.commandside.vault.Vault;
import org.muster.events.volunteer.SealedPersonalData;

/** Makes commands ready for their rules, which see personal data sealed or not at all. */
final class Sealing {

    /** In place of sealed data, where nothing is kept. */
    private static final SealedPersonalData WITHOUT_DATA = new SealedPersonalData("NOT_KEPT", "");

    private final Vault vault;

    Sealing(Vault vault) {
        this.vault = vault;
    }

    /** With all personal data sealed, by keys that are created together. */
    List<CommandExecutor.Ready> sealed(List<ValidatedCommand> commands) {
        return ready(commands, vault::seal);
    }

    /** Without personal data, so that no key is made. Rules see the fingerprint, which says whether two persons are one. */
    List<CommandExecutor.Ready> withoutData(List<ValidatedCommand> commands) {
        return ready(commands, persons -> Collections.nCopies(persons.size(), WITHOUT_DATA));
    }

    private List<CommandExecutor.Ready> ready(
            List<ValidatedCommand> commands, Function<List<Vault.Personal>, List<SealedPersonalData>> sealing) {
        List<Vault.Personal> persons = commands.stream()
                .map(ValidatedCommand::command)
                .filter(RegisterVolunteer.class::isInstance)
                .map(RegisterVolunteer.class::cast)
                .map(register -> new Vault.Personal(register.volunteer(), register.personalData()))
                .toList();
        Iterator<SealedPersonalData> sealed = persons.isEmpty()
                ? Collections.emptyIterator()
                : sealing.apply(persons).iterator();
        return commands.stream()
                .map(command -> new CommandExecutor.Ready(
                        command,
                        command.command() instanceof RegisterVolunteer register
                                ? registration(register, sealed.next())
                                : (Record) command.command()))
                .toList();
    }

    private RegisterSealedVolunteer registration(RegisterVolunteer register, SealedPersonalData personalData) {
        return new RegisterSealedVolunteer(
                register.volunteer(),
                register.nationality(),
                register.otherNationalities().orElse(List.of()),
                register.residence(),
                register.gender(),
                register.personalData().birthDate().getYear(),
                // Coarse on purpose: rules need ages, nobody needs the day.
                register.personalData().birthDate().withDayOfMonth(1).plusMonths(1),
                personalData,
                vault.fingerprint(register.personalData(), register.nationality()),
                register.registeredOn(),
                register.notADuplicate());
    }
}
