package org.muster.commands.security;

import org.muster.commands.Command;

/** A command about an evacuation. */
public sealed interface SecurityCommand extends Command
        permits OrderEvacuation, RelocateVolunteer, ReturnVolunteer, LiftEvacuation {}
