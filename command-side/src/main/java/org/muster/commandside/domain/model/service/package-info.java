/** Decision models of what happens during an assignment: absences, evacuations, clearance at its end. */
package org.muster.commandside.domain.model.service;
