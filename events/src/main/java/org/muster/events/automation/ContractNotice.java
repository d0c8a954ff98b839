package org.muster.events.automation;

import org.muster.events.policy.PolicyTerm;

/** A reminder on the way to the end of a contract. Policy says how many days before. */
public enum ContractNotice {
    FIRST_REMINDER(PolicyTerm.CONTRACT_FIRST_REMINDER_DAYS),
    SECOND_REMINDER(PolicyTerm.CONTRACT_SECOND_REMINDER_DAYS),
    ESCALATION(PolicyTerm.CONTRACT_ESCALATION_DAYS);

    private final PolicyTerm days;

    ContractNotice(PolicyTerm days) {
        this.days = days;
    }

    /** The policy that says how many days before the end it is due. */
    public PolicyTerm days() {
        return days;
    }
}
