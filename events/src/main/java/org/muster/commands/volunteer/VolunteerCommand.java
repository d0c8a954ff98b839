package org.muster.commands.volunteer;

import org.muster.commands.Command;

/** A command about a person in the roster. */
public sealed interface VolunteerCommand extends Command
        permits RegisterVolunteer,
                CorrectVolunteerAttribute,
                CorrectPersonalData,
                PlaceLegalHold,
                LiftLegalHold,
                ErasePersonalData {}
