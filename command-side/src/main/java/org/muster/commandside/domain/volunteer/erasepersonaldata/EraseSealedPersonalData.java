package org.muster.commandside.domain.volunteer.erasepersonaldata;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.volunteer.ErasureBasis;

/**
 * {@link org.muster.commands.volunteer.ErasePersonalData} with what stands for the person who orders it.
 *
 * @param volunteer the volunteer's identifier
 * @param basis why
 * @param erasedOn the day
 * @param requester stands for who orders it: the same person has the same, and it tells nothing else; absent in commands that
 *     were recorded when one person sufficed
 */
public record EraseSealedPersonalData(
        String volunteer, ErasureBasis basis, LocalDate erasedOn, Optional<String> requester) {}
