package org.muster.commands;

/**
 * Why a rule refused a command. The names are stable API: systems branch on them.
 */
public enum RefusalCode {
    // Missions
    ACRONYM_IN_USE("A mission with this acronym exists already"),
    UNKNOWN_MISSION("No mission with this acronym is on record"),
    START_BEFORE_ADOPTION("A mandate cannot start before its instrument was adopted"),
    WRONG_PHASE("The mission is in a phase that does not allow this"),
    EXPIRY_NOT_LATER("The new expiry is not later than the present one"),
    MISSION_CLOSED("The mission is closed"),
    SELF_LINK("A mission cannot succeed itself"),
    CYCLE("The succession would form a cycle"),
    PERIOD_OVERLAP("The budget period overlaps one that is already authorized"),
    UNKNOWN_PERIOD("No strength was authorized for this budget period"),
    NEGATIVE("Authorized posts cannot be negative"),
    OUTSIDE_AREA("The country is not in the mission area"),
    STATION_IN_USE("A duty station with this identifier exists already"),
    UNKNOWN_STATION("The mission has no duty station with this identifier"),
    STATION_CLOSED("The duty station is closed"),
    INVALID_CLASS("The class, the family status and the cycle of rest do not fit together"),
    OCCUPIED("Volunteers still serve at the duty station"),
    OPEN_ASSIGNMENTS("Volunteers still serve in the mission"),
    RESERVATIONS_OPEN("Posts are still reserved in the mission"),
    ALREADY_CLOSED("The mission is closed already"),
    DATE_OUT_OF_ORDER("The date lies before what is already recorded"),
    NO_CHANGE("This is on record already"),
    // Volunteers
    VOLUNTEER_IN_USE("A volunteer with this identifier exists already"),
    UNKNOWN_VOLUNTEER("No volunteer with this identifier is on record"),
    DUPLICATE_IDENTITY("Somebody with this name, birth date and nationality is in the roster already"),
    NATIONALITY_NOT_VALID("The state was not there any more on that day, or a nationality is named twice"),
    NATIONALITY_LOCKED("Nationalities are fixed since the first entry on duty"),
    IMPLAUSIBLE_BIRTH_DATE("By the birth date the person would be too young or too old on that day"),
    // Requests and recruitment
    DOA_IN_USE("A request with this identifier exists already"),
    UNKNOWN_DOA("No request with this identifier is on record"),
    DOA_CANCELLED("The request is cancelled"),
    DOA_NOT_APPROVED("The request is not approved"),
    DURATION_OUT_OF_RANGE("The policy does not allow an assignment of this length"),
    NO_FUNDING("The request has no funding for the first day on which the volunteer is needed"),
    NO_CEILING("No authorized post of the period is vacant and not reserved"),
    ALREADY_FILLED("The post is promised to another volunteer already"),
    NOT_SELECTED("The volunteer was not selected for this request"),
    SERVICE_LIMIT("The volunteer would serve longer than the policy allows"),
    NO_OFFER("There is no offer with this identifier that can be answered"),
    OFFER_EXPIRED("The offer can no longer be accepted"),
    OFFER_NOT_ACCEPTED("The offer is not accepted"),
    VOLUNTEER_COMMITTED("The volunteer is committed to another assignment on some of these days"),
    CLEARANCE_MISSING("The volunteer is not cleared"),
    CLEARANCE_EXPIRED("A clearance is not valid on the entry on duty"),
    BEYOND_FUNDING("The contract would end after its funding"),
    OPEN_ASSIGNMENT("The volunteer has an assignment that is not over"),
    RETENTION_ACTIVE("The data must be kept for longer"),
    LEGAL_HOLD("A legal hold keeps the data on record"),
    ALREADY_ERASED("The person's data were erased already"),
    SECOND_PERSON_NEEDED("Another person must order the same before anything is erased"),
    NATIONALITY_DIFFERS("The nationality is not the one that is on record"),
    // Assignments
    ASSIGNMENT_IN_USE("An assignment with this identifier exists already"),
    MISSION_NOT_OPEN("The mission is not open for deployment"),
    CEILING_REACHED("All authorized posts of the period are filled or reserved"),
    ALREADY_DEPLOYED("The volunteer has an assignment that overlaps this one"),
    NOT_ELIGIBLE("The category does not fit the volunteer's nationality and residence"),
    STATION_NOT_IN_MISSION("The duty station is not one of this mission, or not open on the date"),
    CONTRACT_MISSING("The volunteer has no contract for this deployment"),
    NO_CONSENT("The volunteer does not agree"),
    DIFFERENT_MISSION("The duty station belongs to another mission: that is a transfer"),
    SAME_MISSION("The volunteer serves in this mission already"),
    TARGET_NOT_OPEN("The mission to join is not open for deployment"),
    TARGET_CEILING_REACHED("All authorized posts of the mission to join are filled or reserved"),
    NOT_DEPLOYED("The volunteer is not on duty in this assignment on these days"),
    OVERLAP("Another absence has some of these days"),
    R_AND_R_NOT_DUE("Rest and recuperation is not due yet"),
    NOTICE_TOO_OLD("The notice lies before the entry on duty"),
    NOT_ENDED("The assignment has not ended"),
    ORDER_IN_USE("An order with this identifier exists already"),
    NO_SECURITY_ORDER("No order of the security system holds for this"),
    NOT_RELOCATED("The volunteer is not in a safe haven"),
    NOT_OPEN("There is no open assignment with this identifier"),
    NOT_LATER("The contract ends on that day or later already"),
    BEFORE_ENTRY_ON_DUTY("The last day lies before the entry on duty"),
    // Corrections
    UNKNOWN_EVENT("No event with this id is at this position, or it was annulled"),
    IMMUTABLE_FIELD("This cannot be corrected: the field is not one that the catalog lets correct"),
    NOT_ANNULLABLE("Events of this type cannot be annulled"),
    VALUE_NOT_POSSIBLE("The field cannot have this value"),
    LATER_RECORDS("Later records rest on this one: amend them first"),
    // Policies
    OUT_OF_RANGE("The policy cannot take this value"),
    // Automations
    NOT_DUE("What was due is not due any more");

    private final String meaning;

    RefusalCode(String meaning) {
        this.meaning = meaning;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }
}
