package org.muster.commandside.vault;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.muster.commands.volunteer.PersonalData;
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
    private static final String ALGORITHM = "TINK_AES256_GCM";

    /** In place of the cipher, where nothing is sealed. */
    private static final String ERASED = "ERASED";

    private static final String CHECK = "muster vault check";

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build();

    private final MasterKeys masterKeys;
    private final VolunteerKeys volunteerKeys;

    private Vault(MasterKeys masterKeys, VolunteerKeys volunteerKeys) {
        this.masterKeys = masterKeys;
        this.volunteerKeys = volunteerKeys;
    }

    /**
     * Opens the vault: reads the master keys, creates them on the very first start where that is allowed.
     *
     * @throws IllegalStateException if the key file is missing or is not the one that this database was sealed with.
     *     Never creates a second one: a lost key file must be restored, or all personal data stay unreadable
     */
    public static Vault open(DataSource database, VaultSettings settings) {
        PrivateFile keyFile = new PrivateFile("muster.vault.master-key-file", settings.masterKeyFile());
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
        return new Vault(
                keys,
                new VolunteerKeys(
                        new JdbcTemplate(database),
                        new TransactionTemplate(new JdbcTransactionManager(database)),
                        keys.wrapping()));
    }

    /** Seals whole files, such as uploads that wait. */
    public SealedFile sealedFiles() {
        return new SealedFile(masterKeys.wrapping());
    }

    public MasterKeys masterKeys() {
        return masterKeys;
    }

    /**
     * One person's data.
     *
     * @param volunteer whose data; bound to the sealed bytes
     */
    public record Personal(String volunteer, PersonalData data) {}

    /** As {@link #seal(List)}, for one person. */
    public SealedPersonalData seal(String volunteer, PersonalData data) {
        return seal(List.of(new Personal(volunteer, data))).getFirst();
    }

    /**
     * Seals the data of each person under their own key, which is on disk when this returns.
     *
     * @return in the order of the persons; without the data where a person of this identifier was erased: no rule accepts
     *     the identifier again
     * @throws VaultUnavailableException if the database cannot be reached
     */
    public List<SealedPersonalData> seal(List<Personal> persons) {
        try {
            List<Optional<Aead>> keys = volunteerKeys.createOrRead(
                    persons.stream().map(Personal::volunteer).toList());
            List<SealedPersonalData> sealed = new ArrayList<>(persons.size());
            for (int i = 0; i < keys.size(); i++) {
                Personal person = persons.get(i);
                if (keys.get(i).isEmpty()) {
                    sealed.add(new SealedPersonalData(ERASED, ""));
                    continue;
                }
                byte[] bytes = keys.get(i)
                        .get()
                        .encrypt(JSON.writeValueAsBytes(person.data()), VolunteerKeys.binding(person.volunteer()));
                sealed.add(new SealedPersonalData(ALGORITHM, Base64.getEncoder().encodeToString(bytes)));
            }
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal personal data", e);
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
        byte[] clear =
                key.get().decrypt(Base64.getDecoder().decode(sealed.ciphertext()), VolunteerKeys.binding(volunteer));
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
     * Erases a person: destroys the key for good. Repeatable.
     *
     * @return whether there was a key to destroy
     * @throws VaultUnavailableException if the database cannot be reached
     */
    public boolean erase(String volunteer) {
        try {
            return volunteerKeys.destroy(volunteer);
        } catch (DataAccessException | TransactionException e) {
            throw new VaultUnavailableException(e);
        }
    }

    /**
     * The same text for the same person, whoever registers them: made of name, birth date and nationality. Says nothing
     * about the person to anybody without the master key.
     */
    public String fingerprint(PersonalData data, String nationality) {
        String person = PersonName.normalized(data.name()) + '\n' + data.birthDate() + '\n' + nationality;
        return HexFormat.of().formatHex(masterKeys.fingerprint(person));
    }
}
