package org.muster.events.assignment;

/** Where a medical evacuation stands; never why. */
public enum MedicalEvacuationStatus {
    EVACUATED,
    RETURNED
}
