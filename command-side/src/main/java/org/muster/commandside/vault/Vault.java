package org.muster.commandside.vault;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.muster.commands.volunteer.PersonalData;
import org.muster.commandside.vault.VolunteerKeys.VolunteerKey;
import org.muster.events.volunteer.SealedPersonalData;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals personal data and says, without naming anybody, whether two registrations are of one person.
 *
 * <p>What is sealed can be opened only with the volunteer's key from the database <em>and</em> the master key from the
 * file: a copy of either is not enough.
 */
public final class Vault {

    /** How it is sealed: AES-256 in GCM, as Tink writes it. */
    static final String ALGORITHM = "TINK_AES256_GCM";

    /** In place of the cipher, where nothing is sealed. */
    static final String ERASED = "ERASED";

    /** The same, where nothing is kept. */
    static final String NOT_KEPT = "NOT_KEPT";

    private static final String CHECK = "muster vault check";

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private final MasterKeys masterKeys;
    private final KeyEncryptionKey wrapping;
    private final VolunteerKeys volunteerKeys;
    private final PersonIdentities identities;

    private Vault(
            MasterKeys masterKeys,
            KeyEncryptionKey wrapping,
            VolunteerKeys volunteerKeys,
            PersonIdentities identities) {
        this.masterKeys = masterKeys;
        this.wrapping = wrapping;
        this.volunteerKeys = volunteerKeys;
        this.identities = identities;
    }

    /**
     * Opens the vault: reads the master keys, creates them on the very first start where that is allowed.
     *
     * @throws IllegalStateException if the key file is missing or is not the one that this database was sealed with.
     *     Never creates a second one: a lost key file must be restored, or all personal data stay unreadable
     */
    public static Vault open(DataSource database, VaultSettings settings) {
        PrivateFile keyFile = masterKeyFile(settings);
        JdbcClient jdbc = JdbcClient.create(database);
        Optional<String> known = jdbc.sql("SELECT check_value FROM vault.master_key")
                .query(String.class)
                .optional();
        if (known.isEmpty() && settings.createMasterKey()) {
            keyFile.createUnlessPresent(MasterKeys::generate);
        }
        MasterKeys keys = MasterKeys.parse(keyFile.read());
        String check = HexFormat.of().formatHex(keys.fingerprint(CHECK));
        jdbc.sql("INSERT INTO vault.master_key (check_value) VALUES (:check) ON CONFLICT DO NOTHING")
                .param("check", check)
                .update();
        String expected = jdbc.sql("SELECT check_value FROM vault.master_key")
                .query(String.class)
                .single();
        if (!expected.equals(check)) {
            throw new IllegalStateException("muster.vault.master-key-file: %s is not the key that this database was"
                    + " sealed with; restore that one".formatted(settings.masterKeyFile()));
        }
        KeyEncryptionKey wrapping = wrapping(settings, Clock.systemUTC());
        return new Vault(
                keys,
                wrapping,
                new VolunteerKeys(
                        new JdbcTemplate(database),
                        new TransactionTemplate(new JdbcTransactionManager(database)),
                        wrapping),
                new PersonIdentities(new JdbcTemplate(database)));
    }

    /** What wraps the persons' keys, as the settings say. */
    static KeyEncryptionKey wrapping(VaultSettings settings, Clock clock) {
        return settings.transit()
                .<KeyEncryptionKey>map(TransitKeyEncryptionKey::new)
                .orElseGet(() -> new FileKeyEncryptionKey(masterKeyFile(settings), clock));
    }

    private static PrivateFile masterKeyFile(VaultSettings settings) {
        return new PrivateFile("muster.vault.master-key-file", settings.masterKeyFile());
    }

    /** Seals whole files, such as uploads that wait. */
    public SealedFile sealedFiles() {
        return new SealedFile(wrapping);
    }

    /** Seals classified reasons of separation. */
    public SealedReasons sealedReasons() {
        return new SealedReasons(volunteerKeys, masterKeys);
    }

    public MasterKeys masterKeys() {
        return masterKeys;
    }

    /**
     * One person's data, as a command brings them.
     *
     * @param volunteer whose data; bound to the sealed bytes
     * @param nationality the one that tells, with name and birth date, whether two are one person
     * @param digest of the command
     */
    public record Personal(String volunteer, PersonalData data, String nationality, String digest) {}

    /**
     * The same without anything in clear.
     *
     * @param identity what stands for the person in events: the same person has the same, and it tells nothing else
     * @param digest keyed by the volunteer's own key too: who is erased cannot be found by guessing the command
     */
    public record SealedPerson(SealedPersonalData data, String identity, String digest) {}

    /**
     * Seals the data of each person under their own key. Keys and identities are on disk when this returns.
     *
     * @return in the order of the persons; without the data where a person of this identifier was erased: no rule accepts
     *     the identifier again
     * @throws VaultUnavailableException if the database cannot be reached
     */
    public List<SealedPerson> seal(List<Personal> persons) {
        try {
            List<Optional<VolunteerKey>> keys = volunteerKeys.createOrRead(
                    persons.stream().map(Personal::volunteer).toList());
            List<String> fingerprints = new ArrayList<>(persons.size());
            for (int i = 0; i < keys.size(); i++) {
                if (keys.get(i).isPresent()) {
                    fingerprints.add(fingerprint(persons.get(i)));
                }
            }
            Iterator<String> known = identities.createOrRead(fingerprints).iterator();
            List<SealedPerson> sealed = new ArrayList<>(persons.size());
            for (int i = 0; i < keys.size(); i++) {
                sealed.add(
                        keys.get(i).isPresent()
                                ? sealed(persons.get(i), keys.get(i).get(), known.next())
                                : erased());
            }
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal personal data", e);
        } catch (DataAccessException e) {
            throw new VaultUnavailableException(e);
        }
    }

    private SealedPerson sealed(Personal person, VolunteerKey key, String identity) throws GeneralSecurityException {
        byte[] bytes =
                key.aead().encrypt(JSON.writeValueAsBytes(person.data()), VolunteerKeys.binding(person.volunteer()));
        return new SealedPerson(
                new SealedPersonalData(ALGORITHM, Base64.getEncoder().encodeToString(bytes)),
                identity,
                key.digest(masterKeys, person.digest()));
    }

    /** The key is gone, so nobody can say any more whether the command is the one that was recorded: it is another one. */
    private SealedPerson erased() {
        return new SealedPerson(new SealedPersonalData(ERASED, ""), identities.unknown(), identities.unknown());
    }

    /**
     * As {@link #seal}, without the data, and without any effect: no key and no identity is made.
     *
     * @throws VaultUnavailableException if the database cannot be reached
     */
    public List<SealedPerson> withoutData(List<Personal> persons) {
        try {
            List<SealedPerson> sealed = new ArrayList<>(persons.size());
            for (Personal person : persons) {
                Optional<VolunteerKey> key = volunteerKeys.read(person.volunteer());
                String fingerprint = fingerprint(person);
                sealed.add(new SealedPerson(
                        new SealedPersonalData(NOT_KEPT, ""),
                        identities.read(fingerprint).orElse(fingerprint),
                        key.isPresent() ? key.get().digest(masterKeys, person.digest()) : person.digest()));
            }
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot read a volunteer's key", e);
        } catch (DataAccessException e) {
            throw new VaultUnavailableException(e);
        }
    }

    /**
     * Opens what {@link #seal} sealed. Whoever calls this records the access (domain, section 8).
     *
     * @return absent if the person was erased
     */
    Optional<PersonalData> unseal(String volunteer, SealedPersonalData sealed) throws GeneralSecurityException {
        var key = volunteerKeys.read(volunteer);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        byte[] clear = key.get()
                .aead()
                .decrypt(Base64.getDecoder().decode(sealed.ciphertext()), VolunteerKeys.binding(volunteer));
        return Optional.of(JSON.readValue(clear, PersonalData.class));
    }

    /**
     * As {@link #unseal}, as JSON, for an answer and for nothing else.
     *
     * @throws VaultUnavailableException if the database cannot be reached
     * @throws IllegalStateException if the sealed data are not those of this volunteer, or were changed
     */
    public Optional<byte[]> reveal(String volunteer, SealedPersonalData sealed) {
        try {
            return unseal(volunteer, sealed).map(JSON::writeValueAsBytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open what is sealed for volunteer " + volunteer, e);
        } catch (DataAccessException e) {
            throw new VaultUnavailableException(e);
        }
    }

    /**
     * Erases a person: destroys the key for good and those of all assignments, and forgets for whom the identity stands. Repeatable.
     *
     * @param known what stands for the person in events
     * @param assignments all that the person ever had
     * @return whether there was a key to destroy
     * @throws VaultUnavailableException if the database cannot be reached
     */
    public boolean erase(String volunteer, Collection<String> known, Collection<String> assignments) {
        try {
            boolean destroyed = volunteerKeys.destroy(volunteer);
            assignments.forEach(assignment -> volunteerKeys.destroy(SealedReasons.owner(assignment)));
            identities.forget(known);
            return destroyed;
        } catch (DataAccessException | TransactionException e) {
            throw new VaultUnavailableException(e);
        }
    }

    /**
     * What stands for a caller in the events of one volunteer: tells two callers apart, and names neither. Two volunteers' events
     * cannot be joined by it.
     */
    public String standsFor(String actor, String volunteer) {
        return HexFormat.of().formatHex(masterKeys.digest("caller\n" + volunteer + '\n' + actor));
    }

    /**
     * The same text for the same person, whoever registers them: made of name, birth date and nationality. Says nothing
     * about the person to anybody without the master key, and never leaves the vault.
     */
    private String fingerprint(Personal personal) {
        String person = PersonName.normalized(personal.data().name())
                + '\n'
                + personal.data().birthDate()
                + '\n'
                + personal.nationality();
        return HexFormat.of().formatHex(masterKeys.fingerprint(person));
    }
}
