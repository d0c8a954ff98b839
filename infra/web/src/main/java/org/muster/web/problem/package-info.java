/** One shape and one vocabulary for everything that is refused or fails: RFC 9457 problems with stable codes and pages. */
package org.muster.web.problem;
