package org.muster.events;

/**
 * The category of a UN Volunteer.
 *
 * <p>Community and refugee volunteers serve where they live, so they count against the national establishment.
 */
public enum Category {
    INTERNATIONAL_EXPERT(VolunteerType.INTERNATIONAL),
    INTERNATIONAL_SPECIALIST(VolunteerType.INTERNATIONAL),
    INTERNATIONAL_YOUTH(VolunteerType.INTERNATIONAL),
    INTERNATIONAL_UNIVERSITY(VolunteerType.INTERNATIONAL),
    NATIONAL_EXPERT(VolunteerType.NATIONAL),
    NATIONAL_SPECIALIST(VolunteerType.NATIONAL),
    NATIONAL_YOUTH(VolunteerType.NATIONAL),
    NATIONAL_UNIVERSITY(VolunteerType.NATIONAL),
    COMMUNITY(VolunteerType.NATIONAL),
    REFUGEE(VolunteerType.NATIONAL);

    private final VolunteerType type;

    Category(VolunteerType type) {
        this.type = type;
    }

    /** The establishment that a volunteer of this category is counted against. */
    public VolunteerType type() {
        return type;
    }
}
