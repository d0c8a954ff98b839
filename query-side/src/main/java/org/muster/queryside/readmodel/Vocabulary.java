package org.muster.queryside.readmodel;

import java.util.Arrays;
import java.util.List;
import org.muster.events.Category;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
import org.muster.events.volunteer.Gender;

/** The words that rows are told apart by, as reports write them. */
public final class Vocabulary {

    public static final List<String> CATEGORIES = names(Category.values());

    public static final List<String> TYPES = names(VolunteerType.values());

    public static final List<String> SERVICE_AREAS = names(ServiceArea.values());

    public static final List<String> GENDERS = names(Gender.values());

    private Vocabulary() {}

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }
}
