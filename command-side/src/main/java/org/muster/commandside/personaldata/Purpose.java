package org.muster.commandside.personaldata;

import java.util.Arrays;
import java.util.Optional;

/** What personal data are read for. A list and no free text: what is recorded of an access says nothing of the person. */
enum Purpose {
    /** Contracts and what follows from them. */
    CONTRACT_ADMINISTRATION,
    /** Health, safety and whereabouts. */
    DUTY_OF_CARE,
    /** An emergency: whom to inform. */
    EMERGENCY,
    /** The person asked what is known of them. */
    DATA_SUBJECT_REQUEST,
    /** The restricted roster, which shows why an assignment ended. */
    ROSTER,
    /** An audit or an investigation. */
    AUDIT;

    static Optional<Purpose> parse(String text) {
        return Arrays.stream(values()).filter(one -> one.name().equals(text)).findFirst();
    }
}
