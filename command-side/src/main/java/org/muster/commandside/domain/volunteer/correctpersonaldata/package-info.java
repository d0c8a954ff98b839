/** Corrects who a person is. */
package org.muster.commandside.domain.volunteer.correctpersonaldata;
