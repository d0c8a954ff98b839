package org.muster.commands.recruitment;

import org.muster.commands.Command;

/** A command between a request for a volunteer and the contract. */
public sealed interface RecruitmentCommand extends Command
        permits SubmitDoA,
                AuthorizeFunding,
                ApproveDoA,
                CancelDoA,
                SelectCandidate,
                IssueOffer,
                AcceptOffer,
                DeclineOffer,
                ExpireOffer,
                RecordClearance,
                IssueContract {}
