package org.muster.commands.assignment;

import org.muster.commands.Command;

/** A command about one assignment of a volunteer. */
public sealed interface AssignmentCommand extends Command
        permits DeployVolunteer,
                CancelAssignment,
                ExtendContract,
                ReassignVolunteer,
                TransferVolunteer,
                RecordAbsence,
                RecordMedicalEvacuation,
                SubmitResignation,
                RecordPerformanceAssessment,
                EndAssignment,
                RecordDeathInService,
                RecordFinalClearance {}
