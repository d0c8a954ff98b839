package org.muster.events.automation;

import org.muster.events.DomainEvent;

/** An event that an automation has recorded. It tells people what is due, and decides nothing for them. */
public sealed interface AutomationEvent extends DomainEvent
        permits ContractReminderIssued,
                ContractOverdueFlagged,
                MandateExpiryWarned,
                OpenAssignmentListed,
                MissionReadyToClose,
                OverStrengthFlagged,
                ClearanceExpiryFlagged,
                BudgetPeriodRestated {}
