/** Erases a person for good. */
package org.muster.commandside.domain.volunteer.erasepersonaldata;
