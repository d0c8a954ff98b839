package org.muster.commands.mission;

import org.muster.commands.Command;

/** A command about a peace operation, its mandate, strength or duty stations. */
public sealed interface MissionCommand extends Command
        permits EstablishMission,
                StartMission,
                ExtendMandate,
                LinkSuccessorMission,
                AuthorizeVolunteerStrength,
                ReviseVolunteerStrength,
                OpenDutyStation,
                EndMandate,
                BeginDrawdown,
                BeginLiquidation,
                CloseMission,
                RenameMission,
                ChangeLeadDepartment,
                ClassifyDutyStation,
                CloseDutyStation,
                RelocateDutyStation {}
