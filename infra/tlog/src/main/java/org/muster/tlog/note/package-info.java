/** Signed notes and their keys, as c2sp.org/signed-note says. Pure. */
package org.muster.tlog.note;
